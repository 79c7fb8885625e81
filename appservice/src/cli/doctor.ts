/** `doctor`: is everything well, and what is to be done where it is not? */

import { examinePractice } from '../doctor/doctor.ts';
import { report } from '../doctor/report.ts';
import { dataPaths } from '../setup/paths.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import type { Options } from './command-line.ts';
import { tell } from './tell.ts';

export async function doctor(dataDir: string, options: Options): Promise<ExitCode> {
  const examination = await examinePractice(dataPaths(dataDir));
  const { running, checks } = examination;
  const ok = checks.every(({ state }) => state !== 'ill');
  tell('doctor', options, {
    text: report(examination, Math.min(process.stdout.columns ?? 110, 120)),
    json: { ok, running, checks: [...checks] },
  });
  endSoon();
  return ok ? exitCodes.done : exitCodes.notWell;
}

/** Whoever did not answer may still hold a connection open: it must not hold us. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1500).unref();
}
