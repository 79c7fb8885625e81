/** Who comes back after leaving in a hurry is not let in by what was said before. */

import { type DeviceId, DeviceIdSchema, type DoorContent } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { VisitChange, VisitRecord } from '../storage/visit-record.ts';
import { afterHurry, heardFrom } from './after-hurry.ts';

const h = 'ab'.repeat(32);
const desk = v.parse(DeviceIdSchema, 'A');
const word = (seq: number, door: DoorContent['door'] = 'admitted'): DoorContent => ({
  v: 1,
  h,
  seq,
  at: 1,
  door,
});

function back(leftQuicklyAtMs: number | undefined, tellLeft: (heard: number) => Promise<void>) {
  const fields: VisitChange = { leftQuicklyAtMs, door: { state: 'waiting', seqs: { [desk]: 3 } } };
  const keeper = {
    record: fields as VisitRecord,
    async change(part: VisitChange) {
      keeper.record = { ...keeper.record, ...part } as VisitRecord;
    },
  };
  const closing = new AbortController();
  const parts = { keeper, signal: closing.signal, pause: async () => undefined };
  const hurry = afterHurry({ ...parts, tellLeft: () => tellLeft(heardFrom(keeper, desk)) });
  return {
    keeper,
    hurry,
    closing,
    turnsAway: (said: DoorContent, from: DeviceId = desk) => hurry.turnsAway(from, said, h),
  };
}

test('a word that was waiting lets nobody in, and is taken back by what is said then', async () => {
  const said: number[] = [];
  const { keeper, hurry, turnsAway } = back(5_000, async (heard) => void said.push(heard));
  expect(turnsAway(word(4))).toBe(true);
  expect(turnsAway(word(5, 'prepare'))).toBe(true);
  await hurry.tell();
  await hurry.told;
  expect(said).toEqual([5]);
  expect(keeper.record.door).toMatchObject({ state: 'waiting', seqs: { [desk]: 5 } });
  expect(keeper.record.leftQuicklyAtMs).toBeUndefined();
  expect(turnsAway(word(6))).toBe(false);
});

test('a word that comes while it is being said is taken back, too', async () => {
  const said: number[] = [];
  const { hurry, turnsAway } = back(5_000, async (heard) => {
    said.push(heard);
    if (said.length === 1) turnsAway(word(4));
  });
  await hurry.tell();
  expect(said).toEqual([3, 4]);
});

test('the door stays shut until it is said, however often that fails', async () => {
  let tries = 0;
  const { keeper, hurry } = back(5_000, async () => {
    expect(keeper.record.leftQuicklyAtMs).toBe(5_000);
    if (++tries < 3) throw new Error('away');
  });
  await hurry.tell();
  expect(tries).toBe(3);
  expect(hurry.isUntold()).toBe(false);
});

test('who leaves again while it is being said has left, whatever becomes of it', async () => {
  const { keeper, hurry, turnsAway } = back(5_000, async () => {
    await keeper.change({ leftQuicklyAtMs: 6_000 });
  });
  await hurry.tell();
  expect(keeper.record.leftQuicklyAtMs).toBe(6_000);
  expect(turnsAway(word(4))).toBe(true);
});

test('only what lets in is turned away, and from this visit', () => {
  const { turnsAway } = back(5_000, async () => undefined);
  for (const door of ['waiting', 'declined', 'ended', 'go-on'] as const)
    expect(turnsAway(word(4, door))).toBe(false);
  expect(turnsAway({ ...word(4), h: 'cd'.repeat(32) })).toBe(false);
});

test('who has not left in a hurry hears every word', async () => {
  const { hurry, turnsAway } = back(undefined, async () => {
    throw new Error('nothing is to be said');
  });
  await hurry.told;
  await hurry.tell();
  expect(turnsAway(word(4))).toBe(false);
});
