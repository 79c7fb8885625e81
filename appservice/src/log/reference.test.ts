import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { logEvents } from './events.ts';
import { logReference } from './reference.ts';

test('the reference page names every event there is', async () => {
  const page = fileURLToPath(new URL('../../../docs/reference/log.md', import.meta.url));
  await expect(logReference()).toMatchFileSnapshot(page);
});

test('an admin is not told of events that nothing ever writes', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const code = globSync('**/*.ts', { cwd: folder })
    .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('log/'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .concat(readFileSync(`${folder}/log/crash.ts`, 'utf8'))
    .join('\n');
  expect(Object.keys(logEvents).filter((event) => !code.includes(`'${event}'`))).toEqual([]);
});
