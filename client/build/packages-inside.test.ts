import { expect, it } from 'vitest';
import { writeBill } from './bill-of-materials.ts';
import { packagesInside } from './packages-inside.ts';

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;
const locked = (version: string) => ({ version, license: 'MIT', integrity });
const lockfile = JSON.stringify({
  packages: {
    'node_modules/one': locked('1.0.0'),
    'node_modules/@scope/two': locked('2.0.0'),
    'node_modules/@scope/two/node_modules/one': locked('0.9.0'),
    'node_modules/vite': locked('8.0.0'),
    'node_modules/unused': locked('3.0.0'),
    'node_modules/unhashed': { version: '1.0.0', license: 'MIT' },
  },
});

it('whoever reads the list sees every package that is inside, in each of its versions, and no other', () => {
  const inside = packagesInside(
    [
      '/home/a/client/src/ui/door.tsx',
      '/home/a/node_modules/one/lib/a.js',
      '/home/a/node_modules/one/lib/b.js?commonjs-module',
      '\0/home/a/node_modules/@scope/two/index.js',
      '/home/a/node_modules/@scope/two/node_modules/one/a.js',
      '\0vite/preload-helper.js',
    ],
    lockfile,
  );
  expect(inside.map(({ name, version }) => `${name} ${version}`)).toEqual([
    '@scope/two 2.0.0',
    'one 0.9.0',
    'one 1.0.0',
    'vite 8.0.0',
  ]);
});

it.each([
  ['that the lockfile does not know', '/home/a/node_modules/stranger/index.js'],
  ['whose content nothing vouches for', '/home/a/node_modules/unhashed/index.js'],
])('nothing gets in unnoticed %s', (_what, id) => {
  expect(() => packagesInside([id], lockfile)).toThrow(/names no version, licence and hash/);
});

it('an auditor’s tool reads name, version, licence and hash of each package', () => {
  const bill: unknown = JSON.parse(writeBill(packagesInside(['/a/node_modules/@scope/two/i.js'], lockfile)));
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        type: 'library',
        group: '@scope',
        name: 'two',
        version: '2.0.0',
        licenses: [{ expression: 'MIT' }],
        purl: 'pkg:npm/%40scope/two@2.0.0',
        hashes: [{ alg: 'SHA-512', content: '07'.repeat(64) }],
      },
    ],
  });
});
