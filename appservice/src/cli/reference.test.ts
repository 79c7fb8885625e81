import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { exitCodeMeanings, exitCodes } from '../setup/trouble.ts';
import { answerSchemas } from './answers.ts';
import { commandLineReference } from './reference.ts';

it('what scripts rely on is what the page says: help, exit codes and answers', async () => {
  const page = fileURLToPath(new URL('../../../docs/reference/command-line.md', import.meta.url));
  await expect(commandLineReference()).toMatchFileSnapshot(page);
});

it('a script finds every exit code explained', () => {
  const explained = Object.keys(exitCodeMeanings).map(Number);
  expect(explained).toEqual([...new Set(Object.values(exitCodes))].sort());
});

it('a script can always ask whether all is well', () => {
  for (const schema of Object.values(answerSchemas))
    expect(v.is(v.object({ ok: v.unknown() }), schema.entries)).toBe(true);
});
