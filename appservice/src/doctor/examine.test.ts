import { expect, it } from 'vitest';
import { dataPaths } from '../setup/paths.ts';
import type { PlaceCheck } from './check.ts';
import { allChecks } from './doctor.ts';
import { examine } from './examine.ts';
import { ill, well } from './finding.ts';
import { report } from './report.ts';
import { turnAddress } from './turn-probe.ts';

const place = { paths: dataPaths('/nowhere'), nowMs: 0 };
const check = (name: string, ask: PlaceCheck['ask']): PlaceCheck => ({
  area: 'A',
  name,
  needs: 'nothing',
  ask,
});

it('a question that fails, and one that is never answered, stop no other', async () => {
  let broughtToAnEnd = false;
  const found = await examine(
    [
      check('throws', () => {
        throw Object.assign(new Error('canary-secret'), { code: 'EIO' });
      }),
      check('rejects', () => Promise.reject(new Error('canary-secret'))),
      check(
        'hangs',
        (_place, signal) =>
          new Promise(() => signal.addEventListener('abort', () => (broughtToAnEnd = true))),
      ),
      check('well', async () => well('Fine.')),
    ],
    place,
    undefined,
    50,
  );
  expect(found.map(({ name, state }) => [name, state])).toEqual([
    ['throws', 'ill'],
    ['rejects', 'ill'],
    ['hangs', 'ill'],
    ['well', 'well'],
  ]);
  expect(found[0]?.why).toContain('EIO');
  expect(found[2]?.why).toContain('no answer within 1 seconds');
  expect(broughtToAnEnd).toBe(true);
  expect(JSON.stringify(found)).not.toContain('canary');
});

it('without a configuration only what needs none is asked', async () => {
  const found = await examine(allChecks, place, undefined);
  const asked = found.filter(({ state }) => state !== 'not-asked').map(({ name }) => name);
  expect(asked).toEqual(['configuration', 'Node', 'disk']);
  expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
});

it('what is ill stands last, with what to do; one reason for not asking is given once', () => {
  const finding = { area: 'A', name: 'first', ...ill('It is broken.', 'Mend it.') };
  const because = { state: 'not-asked', why: 'Not asked because it sleeps.', remedy: '' } as const;
  const text = report(
    {
      running: true,
      checks: [
        finding,
        { area: 'A', name: 'second', ...well('Fine.') },
        { area: 'A', name: 'third', ...because },
        { area: 'B', name: 'fourth', ...because },
      ],
    },
    80,
  );
  expect(text).toMatch(
    /✓ second +Fine\.[\s\S]*✗ first +It is broken\.\n +→ Mend it\.\n\nOne thing is ill: first\.$/,
  );
  expect(text.match(/it sleeps/g)).toHaveLength(1);
  expect(text).toContain('third, fourth');
  expect(report({ running: true, checks: [{ area: 'A', name: 'x', ...well('Fine.') }] }, 80)).toMatch(
    /All is well\.$/,
  );
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it.each([
  ['turn:t.example.org', { host: 't.example.org', port: 3478, transport: 'udp' }],
  ['turn:t.example.org:80?transport=tcp', { host: 't.example.org', port: 80, transport: 'tcp' }],
  ['turns:t.example.org?transport=tcp', { host: 't.example.org', port: 5349, transport: 'tls' }],
  ['turns:[2001:db8::1]:443', { host: '2001:db8::1', port: 443, transport: 'tls' }],
  ['turns:t.example.org?transport=udp', undefined],
  ['stun:t.example.org', undefined],
])('%s is asked where browsers would ask', (uri, address) => expect(turnAddress(uri)).toEqual(address));
