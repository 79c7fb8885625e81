/** What a person at the terminal sees while work is being done. */

import { ConfigFaults } from '../config/fault.ts';
import { type Steps, silentSteps } from '../setup/steps.ts';
import { type ExitCode, exitCodes, Trouble } from '../setup/trouble.ts';
import type { Options } from './command-line.ts';
import { faultForMachines, tellFailure } from './tell.ts';

/** Who asks for JSON gets nothing else on that stream. */
export function stepsFor({ json }: Options): Steps {
  return json === true ? silentSteps : terminalSteps;
}

/** One line for each step, with the time it took; what a step says about itself below it. */
export const terminalSteps: Steps = {
  async run(name, work) {
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const isTerminal = process.stdout.isTTY === true;
    let open = isTerminal;
    process.stdout.write(isTerminal ? `  · ${name} …` : `  · ${name}\n`);
    const say = (line: string): void => {
      process.stdout.write(`${open ? '\n' : ''}      ${line}\n`);
      open = false;
    };
    try {
      const result = await work(say);
      process.stdout.write(`${open ? '\r' : ''}  ✓ ${name.padEnd(44)} ${seconds().padStart(7)}\n`);
      return result;
    } catch (error) {
      process.stdout.write(`${open ? '\r' : ''}  ✗ ${name.padEnd(44)} ${seconds().padStart(7)}\n`);
      throw error;
    }
  },
};

/** Says what went wrong, as a sentence, or as one document for a machine. @returns the exit code */
export function sayTrouble(error: unknown, asJson = false): ExitCode {
  if (asJson) return sayTroubleAsJson(error);
  if (error instanceof ConfigFaults) {
    console.error(`\n${countOf(error)}:\n\n${error.message}\n`);
    return exitCodes.configuration;
  }
  if (error instanceof Trouble) {
    console.error(`\n${error.message}`);
    if (error.detail.length > 0) console.error(`\n${error.detail.map((line) => `    ${line}`).join('\n')}`);
    console.error('');
    return error.exitCode;
  }
  console.error('\nThis should not have happened. Please report it with the lines below.\n');
  console.error(error);
  return exitCodes.unexpected;
}

/** A defect goes to the error stream whole as well: a report needs its lines. */
function sayTroubleAsJson(error: unknown): ExitCode {
  if (error instanceof ConfigFaults) {
    const faults = error.faults.map(faultForMachines);
    const exitCode = exitCodes.configuration;
    tellFailure({ ok: false, exitCode, message: `${countOf(error)}.`, detail: [], faults });
    return exitCode;
  }
  if (error instanceof Trouble) {
    const { exitCode, message, detail } = error;
    // Whoever throws a trouble has not done what was asked for, whatever its number says.
    const failed = exitCode === exitCodes.done ? exitCodes.unexpected : exitCode;
    tellFailure({ ok: false, exitCode: failed, message, detail: [...detail], faults: [] });
    return failed;
  }
  const message = 'This should not have happened. Please report it with the lines on the error stream.';
  tellFailure({ ok: false, exitCode: exitCodes.unexpected, message, detail: [], faults: [] });
  console.error(error);
  return exitCodes.unexpected;
}

function countOf({ faults }: ConfigFaults): string {
  return `The configuration has ${faults.length === 1 ? 'one mistake' : `${faults.length} mistakes`}`;
}
