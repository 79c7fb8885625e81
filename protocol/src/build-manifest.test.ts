import { expect, test } from 'vitest';
import { readBuildManifest, writeBuildManifest } from './build-manifest.ts';

const hash = (digit: string) => digit.repeat(64);

test('two builds with the same files publish the same text, whatever order they were found in', () => {
  const one = new Map([
    ['index.html', hash('a')],
    ['assets/app-1a.js', hash('b')],
  ]);
  const text = writeBuildManifest(one);
  expect(text).toBe(`${hash('b')}  assets/app-1a.js\n${hash('a')}  index.html\n`);
  expect(writeBuildManifest(new Map([...one].reverse()))).toBe(text);
  expect(readBuildManifest(text)).toEqual(one);
});

test.each([
  ['nothing', ''],
  ['a page instead of a list', '<!doctype html>\n'],
  ['a list that was cut off', `${hash('a')}  index.html`],
  ['a hash that is too short', `${'a'.repeat(63)}  index.html\n`],
  ['a file outside the folder', `${hash('a')}  ../index.html\n`],
  ['a file named from the root', `${hash('a')}  /index.html\n`],
  ['an address instead of a file', `${hash('a')}  https://evil.example/x.js\n`],
  ['one file twice', `${hash('a')}  index.html\n${hash('b')}  index.html\n`],
])('whoever compares is not misled by %s', (_what, text) => {
  expect(readBuildManifest(text)).toBeUndefined();
});
