/** The second start of a practice, beside the start of its homeserver alone. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareData } from '../../appservice/src/setup/data.ts';
import { startHomeserver } from '../../appservice/src/setup/homeserver.ts';
import { startPractice } from '../../appservice/src/setup/practice.ts';
import { ensureVenv } from '../../appservice/src/setup/venv.ts';

export async function measureStartup(runs: number): Promise<{ second: number[]; homeserverAlone: number[] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sprechzimmer-bench-'));
  const samples = { second: [] as number[], homeserverAlone: [] as number[] };
  try {
    await (await startPractice({ dataDir, ports: 'free' })).stop();
    const { python } = await ensureVenv({ log: () => undefined });
    for (let run = 0; run < runs; run += 1) {
      let started = performance.now();
      const practice = await startPractice({ dataDir });
      const desk = await fetch(`${practice.publicUrl}/desk/`);
      if (!desk.ok) throw new Error(`the desk answered ${desk.status}`);
      samples.second.push(performance.now() - started);
      await practice.stop();

      const { config, paths } = await prepareData(dataDir, {});
      started = performance.now();
      const homeserver = await startHomeserver({
        python,
        paths,
        port: config.homeserver.port,
        configFiles: [paths.homeserverConfig],
      });
      samples.homeserverAlone.push(performance.now() - started);
      await homeserver.stop();
      console.log(`  start ${run + 1} of ${runs}`);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return samples;
}
