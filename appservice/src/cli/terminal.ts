/** What a person at the terminal sees while work is being done. */

import { ConfigFaults } from '../config/fault.ts';
import type { Steps } from '../setup/steps.ts';
import { type ExitCode, exitCodes, Trouble } from '../setup/trouble.ts';

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

/** Says what went wrong, as a sentence. @returns the exit code */
export function sayTrouble(error: unknown): ExitCode {
  if (error instanceof ConfigFaults) {
    const count = error.faults.length === 1 ? 'one mistake' : `${error.faults.length} mistakes`;
    console.error(`\nThe configuration has ${count}:\n\n${error.message}\n`);
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
