/** A patient's browser says that it has stopped: what the desk believes, and keeps. */

import { signal } from '@preact/signals';
import { haltType } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import type { LastingAlarm } from '../crypto/roster-view.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { keepHeardHalts } from './heard-halts.ts';
import { provenGuest } from './testing/paper-patient.ts';

const guest = '@guest-a:practice.test';
const h = 'a'.repeat(64);

function desk(known: Partial<ProvenGuest> = {}) {
  const proven = signal<readonly ProvenGuest[]>([
    { ...provenGuest({ h, door: { seq: 0, state: 'waiting' } }), ...known },
  ]);
  let hear: (from: object, content: object) => unknown = () => undefined;
  keepHeardHalts(
    {
      receive: (type, _schema, rule, listener) => {
        expect([type, rule]).toEqual([haltType, 'verified']);
        hear = listener as never;
        return () => undefined;
      },
    },
    {
      proven,
      change: (one, part) => {
        const next = { ...one, ...part };
        proven.value = proven.value.map((other) => (other === one ? next : other));
        return next;
      },
    },
  );
  return { halted: () => proven.value[0]?.halted, hear: (from: object, word: object) => hear(from, word) };
}

test('a visit that the patient’s browser has stopped is stopped at the desk, before there is a room to stop', () => {
  const { halted, hear } = desk();
  hear({ userId: guest }, { h, cause: 'stranger' });
  expect(halted()).toEqual({ kind: 'told', cause: 'stranger' });
});

test('what rules out going on is not covered by what does not', () => {
  const seen: LastingAlarm = { kind: 'stranger', userId: '@x:practice.test', how: 'joined' };
  const { halted, hear } = desk({ halted: seen });
  hear({ userId: guest }, { h, cause: 'power-changed' });
  expect(halted()).toEqual(seen);
  hear({ userId: guest }, { h, cause: 'not-encrypted' });
  hear({ userId: guest }, { h, cause: 'stranger' });
  expect(halted()).toEqual({ kind: 'told', cause: 'not-encrypted' });
});

test.each([
  ['another person', { userId: '@other:practice.test' }, { h, cause: 'stranger' }, {}],
  ['another visit', { userId: guest }, { h: 'b'.repeat(64), cause: 'stranger' }, {}],
  ['a browser decided against', { userId: guest }, { h, cause: 'stranger' }, { superseded: true }],
])('it is not stopped by %s', (_, from, word, known) => {
  const { halted, hear } = desk(known);
  hear(from, word);
  expect(halted()).toBeUndefined();
});
