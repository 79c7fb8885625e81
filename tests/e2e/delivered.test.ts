/** What a practice delivers is what was built, as an auditor finds it out. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectPaths } from '../../appservice/src/setup/paths.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';

let practice: PracticeStack;

beforeAll(async () => {
  practice = await startPracticeStack();
});

afterAll(() => practice?.stop());

it('a running practice delivers this build, and says so to whoever compares', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    projectPaths.cli,
    'compare',
    practice.publicUrl,
  ]);
  expect(stdout).toMatch(/^All \d\d files of http:\/\/localhost:\d+ are those of this build\.\n$/);
});
