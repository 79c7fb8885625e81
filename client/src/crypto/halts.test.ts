/** One side is stopped: what it tells the other, what it believes, and what becomes of sound and picture. */

import { signal } from '@preact/signals';
import { haltType } from '@sprechzimmer/protocol';
import { describe, expect, test, vi } from 'vitest';
import { tellHalts } from './halts.ts';
import { quietWhileAlarmed } from './quiet-while.ts';
import { type Alarm, afterAlarm, type LastingAlarm, worse } from './roster-view.ts';
import { clinicianId, device, guestId, intruderId } from './testing/paper-people.ts';

const h = 'a'.repeat(64);
const stranger: LastingAlarm = { kind: 'stranger', userId: intruderId, how: 'joined' };
const unconfirmed: Alarm = { kind: 'unconfirmed-device', userId: clinicianId, deviceId: 'NEW' };
const desk = { userId: clinicianId, deviceId: device('DESK') };
const laptop = { userId: clinicianId, deviceId: device('LAPTOP') };
const changed: LastingAlarm = { kind: 'identity-changed', userId: guestId };

function telling(ownHash: string | undefined, saidBefore?: LastingAlarm) {
  const alarm = signal<Alarm | undefined>(undefined);
  const canHear = signal(true);
  const sent: unknown[] = [];
  const halts = tellHalts({
    channel: { send: async (type, content, to) => void sent.push([type, content, to]) },
    guard: { alarm },
    ownHash: () => ownHash,
    canHear,
    devices: async () => [desk],
    saidBefore,
  });
  return { alarm, canHear, sent, halts };
}

describe('whoever is stopped tells the other', () => {
  test('what lasts, once; nothing that goes away by itself, and nothing that came from the other', async () => {
    const { alarm, sent, halts } = telling(h);
    alarm.value = unconfirmed;
    alarm.value = undefined;
    alarm.value = stranger;
    alarm.value = { ...stranger };
    alarm.value = { kind: 'told', cause: 'stranger' };
    await vi.waitFor(() => expect(sent).toEqual([[haltType, { v: 1, h, cause: 'stranger' }, [desk]]]));
    halts.close();
  });
  test('nobody is told before there is a proof to name', async () => {
    const { alarm, sent } = telling(undefined);
    alarm.value = stranger;
    await Promise.resolve();
    expect(sent).toEqual([]);
  });
  test('what is found before the other’s key is pinned, as soon as it is: it is not lost on a try that cannot succeed', async () => {
    const { alarm, canHear, sent, halts } = telling(h);
    canHear.value = false;
    alarm.value = stranger;
    await Promise.resolve();
    expect(sent).toEqual([]);
    canHear.value = true;
    await vi.waitFor(() => expect(sent).toEqual([[haltType, { v: 1, h, cause: 'stranger' }, [desk]]]));
    halts.close();
  });
  test('not unasked what was said before a reload, which the clinician may have put right; anything graver all the same', async () => {
    const { alarm, sent, halts } = telling(h, stranger);
    alarm.value = stranger;
    await Promise.resolve();
    expect(sent).toEqual([]);
    halts.repeatTo(laptop);
    expect(sent).toEqual([[haltType, { v: 1, h, cause: 'stranger' }, [laptop]]]);
    alarm.value = changed;
    await vi.waitFor(() =>
      expect(sent[1]).toEqual([haltType, { v: 1, h, cause: 'identity-changed' }, [desk]]),
    );
    halts.close();
  });
  test('again where the other has not heard it, as long as it stands', async () => {
    const { alarm, sent, halts } = telling(h);
    halts.repeatTo(laptop);
    expect(sent).toEqual([]);
    alarm.value = stranger;
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    halts.repeatTo(laptop);
    expect(sent[1]).toEqual([haltType, { v: 1, h, cause: 'stranger' }, [laptop]]);
    halts.close();
    halts.repeatTo(laptop);
    expect(sent).toHaveLength(2);
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
