/** One side is stopped: what it tells the other, what it believes, and what becomes of sound and picture. */

import { signal } from '@preact/signals';
import { haltType } from '@sprechzimmer/protocol';
import { describe, expect, test, vi } from 'vitest';
import { exchangeHalts } from './halts.ts';
import { quietWhileAlarmed } from './quiet-while.ts';
import { type Alarm, afterAlarm, type LastingAlarm, worse } from './roster-view.ts';
import { clinicianId, guestId, intruderId } from './testing/paper-people.ts';

const h = 'a'.repeat(64);
const stranger: LastingAlarm = { kind: 'stranger', userId: intruderId, how: 'joined' };
const unconfirmed: Alarm = { kind: 'unconfirmed-device', userId: clinicianId, deviceId: 'NEW' };
const changed: LastingAlarm = { kind: 'identity-changed', userId: guestId };

function exchange(ownHash: string | undefined) {
  const alarm = signal<Alarm | undefined>(undefined);
  const sent: unknown[] = [];
  let hear: ((from: object, content: object) => void) | undefined;
  const halt = vi.fn((next: LastingAlarm) => {
    alarm.value = worse(undefined, next);
  });
  const stop = exchangeHalts({
    channel: {
      send: async (type, content) => void sent.push([type, content]),
      receive: (_type, _schema, _rule, listener) => {
        hear = listener as never;
        return () => undefined;
      },
    },
    guard: { alarm, halt },
    peer: guestId,
    ownHash: () => ownHash,
    devices: async () => [],
  });
  return { alarm, sent, halt, stop, hear: (from: object, content: object) => hear?.(from, content) };
}

describe('whoever is stopped tells the other', () => {
  test('what lasts, once; nothing that goes away by itself, and nothing that came from the other', async () => {
    const { alarm, sent, stop } = exchange(h);
    alarm.value = unconfirmed;
    alarm.value = undefined;
    alarm.value = stranger;
    alarm.value = { ...stranger };
    alarm.value = { kind: 'told', cause: 'stranger' };
    await vi.waitFor(() => expect(sent).toEqual([[haltType, { v: 1, h, cause: 'stranger' }]]));
    stop();
  });
  test('nobody is told before there is a proof to name', async () => {
    const { alarm, sent } = exchange(undefined);
    alarm.value = stranger;
    await Promise.resolve();
    expect(sent).toEqual([]);
  });
});

describe('whoever is told stops', () => {
  test('for the peer of this visit', () => {
    const { halt, hear } = exchange(h);
    hear({ userId: guestId }, { h, cause: 'power-changed' });
    expect(halt).toHaveBeenCalledWith({ kind: 'told', cause: 'power-changed' });
  });
  test.each([
    ['another person', { userId: intruderId }, { h, cause: 'stranger' }],
    ['another visit', { userId: guestId }, { h: 'b'.repeat(64), cause: 'stranger' }],
  ])('and not for %s', (_, from, content) => {
    const { halt, hear } = exchange(h);
    hear(from, content);
    expect(halt).not.toHaveBeenCalled();
  });
});

describe('sound and picture', () => {
  function watched() {
    const alarm = signal<Alarm | undefined>(undefined);
    const did: string[] = [];
    const call = {
      isOpen: () => true,
      close: async () => void did.push('closed'),
      leave: async () => void did.push('left'),
    };
    const stop = quietWhileAlarmed({ alarm }, call, (wasOpen) => did.push(`resumed ${wasOpen}`));
    return { alarm, did, stop };
  }
  test('come back when a new device has been confirmed', () => {
    const { alarm, did } = watched();
    alarm.value = unconfirmed;
    alarm.value = undefined;
    expect(did).toEqual(['closed', 'resumed true']);
  });
  test('never come back by themselves after what lasts', () => {
    const { alarm, did } = watched();
    alarm.value = unconfirmed;
    alarm.value = stranger;
    expect(did).toEqual(['closed', 'left']);
  });
});

test('no visit goes on after what may have given a key away, also when the other side saw it, and nothing covers that', () => {
  expect(afterAlarm(changed)).toBe('never');
  expect(afterAlarm({ kind: 'told', cause: 'identity-changed' })).toBe('never');
  expect(afterAlarm({ kind: 'told', cause: 'stranger' })).toBe('when-clean');
  expect(worse(stranger, changed)).toBe(changed);
  expect(worse(changed, stranger)).toBe(changed);
});
