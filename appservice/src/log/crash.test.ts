import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const here = new URL('.', import.meta.url).href;

test.each([
  ['an exception', 'setImmediate(() => { throw error; })'],
  ['a rejection', 'Promise.reject(error)'],
])('%s that nobody has caught ends the process and quotes nobody', (_what, crash) => {
  const script = `
    const { makeLogger } = await import('${here}logger.ts');
    const { endOnCrash } = await import('${here}crash.ts');
    endOnCrash(makeLogger({ level: 'info' }));
    const error = Object.assign(new RangeError('canary: @anna:practice.example'), { code: 'EPIPE' });
    ${crash};
    setTimeout(() => {}, 60_000);
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(status).toBe(70);
  expect(stderr).not.toContain('canary');
  expect(stdout).not.toContain('canary');
  expect(JSON.parse(stdout)).toMatchObject({ event: 'crashed', error: 'RangeError', code: 'EPIPE' });
});
