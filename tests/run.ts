/**
 * `npm test`: everything that must hold, in one command, with one closing line.
 *
 * `npm test -- unit e2e` runs only the named steps. A step that cannot run, runs nothing or skips something has
 * failed: a missing part never passes in silence.
 */

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureVenv } from '../appservice/src/setup/venv.ts';
import { type Outcome, readJUnit, readVitest } from './reports.ts';
import { ensureSystemPackages } from './stack/system-packages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** A step says what it proves, in the words of the closing table. */
interface Step {
  readonly name: string;
  readonly proves: string;
  run(reports: string): Promise<Outcome>;
}

const steps: readonly Step[] = [
  { name: 'lint', proves: 'format and lint', run: () => command(bin('biome'), ['ci', '.']) },
  { name: 'types', proves: 'strict types', run: () => command(bin('tsc'), ['--noEmit', '-p', '.']) },
  {
    name: 'build',
    proves: 'the client builds',
    run: () => command(bin('vite'), ['build', 'client', '--logLevel', 'warn']),
  },
  vitest('unit', 'pure logic, store on SQLite and PostgreSQL, public API'),
  { name: 'steward', proves: 'steward and confinement on a running Synapse', run: pytest },
  vitest('integration', 'appservice and start-up on a running Synapse'),
  vitest('browser', 'call library and screens in Chromium'),
  vitest('e2e', 'from the link to the purged room'),
  vitest('adversary', 'an operator who attacks gets nothing, and each defence is missed when it is out'),
  vitest('foreign', 'against libolm, matrix-nio and Hydrogen'),
];

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No step is called ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name));
  await ensureSystemPackages();
  await ensureVenv({ log: (line) => console.log(line) });

  const reports = await mkdtemp(join(tmpdir(), 'sprechzimmer-test-'));
  const total = { passed: 0, failed: 0 };
  const table: string[] = [];
  const failures: string[] = [];
  try {
    for (const step of chosen) {
      console.log(`\n=== ${step.name}: ${step.proves}`);
      const started = performance.now();
      const outcome = await step.run(reports).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        console.error(why);
        return { passed: 0, failed: 1, failures: [why] };
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      failures.push(...outcome.failures.map((failure) => `${step.name}: ${failure}`));
      table.push(
        `${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${String(outcome.passed).padStart(4)} passed ${String(outcome.failed).padStart(3)} failed ${seconds.padStart(5)} s`,
      );
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  // At the end, where somebody looks who sees only the last screenful.
  if (failures.length > 0) console.log(`\n${failures.join('\n\n')}`);
  console.log(`\n${table.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** A tool that passes or does not: counts as one test. */
async function command(program: string, args: readonly string[]): Promise<Outcome> {
  const code = await spawnInherited(program, args);
  return code === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [`it ended with ${code}`] };
}

function vitest(project: string, proves: string): Step {
  return {
    name: project,
    proves,
    run: async (reports) => {
      const file = join(reports, `${project}.json`);
      const code = await spawnInherited(bin('vitest'), [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ]);
      return readVitest(await readFile(file, 'utf8'), code === 0);
    },
  };
}

async function pytest(reports: string): Promise<Outcome> {
  const file = join(reports, 'steward.xml');
  const { python } = await ensureVenv({ log: () => undefined, tests: true });
  const code = await spawnInherited(python, [
    '-m',
    'pytest',
    'synapse-config/steward/tests',
    '-q',
    `--junit-xml=${file}`,
  ]);
  return readJUnit(await readFile(file, 'utf8'), code === 0);
}

function spawnInherited(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

process.exitCode = await main(process.argv.slice(2));
