#!/usr/bin/env node
/** The `sprechzimmer` command. */

import project from '../../../package.json' with { type: 'json' };
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import { type Asked, readCommandLine } from './command-line.ts';
import { check, clinicianAdd, clinicianPassword, configReference, dataDirOf, init } from './commands.ts';
import { compare } from './compare.ts';
import { start } from './start.ts';
import { wantsJson } from './tell.ts';
import { sayTrouble } from './terminal.ts';

// Whatever we or a part of us creates is for its owner only.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2));
// A message channel to whoever started us must not keep us alive.
if (process.connected) process.disconnect();

async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    const asked = readCommandLine(argv);
    if (asked.kind === 'run') return await run(asked);
    console.log(asked.kind === 'help' ? asked.text : project.version);
    return exitCodes.done;
  } catch (error) {
    return sayTrouble(error, wantsJson(argv));
  }
}

async function run({ command, operands, options }: Extract<Asked, { kind: 'run' }>): Promise<ExitCode> {
  const [operand = ''] = operands;
  switch (command) {
    case 'start':
      return start(dataDirOf(options), project.version, options);
    case 'init':
      return init(options);
    case 'check':
      return check(options);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(dataDirOf(options), options);
    case 'clinician add':
      return clinicianAdd(operand, options);
    case 'clinician password':
      return clinicianPassword(operand, options);
    case 'config reference':
      return configReference(options);
    case 'compare':
      return compare(operand, options);
    case 'export-evidence':
      return (await import('./evidence.ts')).exportEvidence(dataDirOf(options), options);
    case 'invite':
      return (await import('./invite.ts')).invite(dataDirOf(options), options);
    case 'purge':
      return (await import('./purge.ts')).purge(operands[0], dataDirOf(options), options);
    case 'visits':
      return (await import('./visits.ts')).visits(dataDirOf(options), options);
    case 'appservice':
      return (await import('./appservice-process.ts')).runAppservice(dataDirOf(options));
    case 'front':
      return (await import('./front-process.ts')).runFront(dataDirOf(options), options.pages);
  }
}
