import { expect, test } from 'vitest';
import { randomBytes } from './bytes.ts';
import { readExposedPath } from './exposed-path.ts';
import { writeFragment } from './link.ts';

const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
const fragment = await writeFragment(link);
const bare = fragment.slice(1);

test.each([
  ['with %23', `/j/%23${bare}`],
  ['with %23 that was escaped once more', `/j/%2523${bare}`],
  ['without anything between', `/j/${bare}`],
  ['with something behind it', `/j/%23${bare}/`],
])('a practice can be told which link a mail filter has bent: %s', async (_, path) => {
  expect(await readExposedPath(path)).toEqual(link);
});

test.each([
  ['nothing', '/j/'],
  ['an end that is missing', `/j/%23${bare.slice(0, -1)}`],
  ['a character that is wrong', `/j/%23${bare.startsWith('1A') ? '1B' : '1A'}${bare.slice(2)}`],
  ['an escape that is none', '/j/%2'],
])('no other link is reported than the one that was sent: %s', async (_, path) => {
  expect(await readExposedPath(path)).toBeUndefined();
});
