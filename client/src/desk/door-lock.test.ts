import { signal } from '@preact/signals';
import { type VisitId, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { doorLock, type KeptDoorLock, type LockedVisit, refuseWhileLocked } from './door-lock.ts';

const anna = v.parse(VisitIdSchema, 'a'.repeat(22));
const ben = v.parse(VisitIdSchema, 'b'.repeat(22));
const current = signal<VisitId | undefined>(anna);
const open = signal<LockedVisit | undefined>(undefined);
let lock: KeptDoorLock;
let stop: () => void;
let refused: VisitId[];
let refuse: (visit: VisitId) => Promise<unknown>;

beforeEach(() => {
  current.value = anna;
  open.value = { visitId: anna, otherBrowser: false };
  refused = [];
  refuse = async (visit) => void refused.push(visit);
  lock = doorLock(current);
  stop = refuseWhileLocked(lock, open, (visit) => refuse(visit));
});

afterEach(() => stop());

const somebodyTries = () => {
  open.value = { visitId: anna, otherBrowser: true };
};

test('a second device with the same link is asked about as long as the door is not locked', () => {
  somebodyTries();
  expect(refused).toEqual([]);
});

test('behind a locked door it is refused without a question, and the clinician can see that it was', async () => {
  lock.lock();
  somebodyTries();
  open.value = { visitId: anna, otherBrowser: true };
  expect(refused).toEqual([anna]);
  await vi.waitFor(() => expect(lock.refused.value).toBe(1));
  open.value = { visitId: anna, otherBrowser: false };
  somebodyTries();
  expect(refused).toEqual([anna, anna]);
});

test('one that stands there already is refused when the door is locked', () => {
  somebodyTries();
  lock.lock();
  expect(refused).toEqual([anna]);
});

test('a refusal that the server did not take is not counted as one', async () => {
  refuse = async () => Promise.reject(new Error('not taken'));
  lock.lock();
  somebodyTries();
  await Promise.resolve();
  expect(lock.refused.value).toBe(0);
});

test('the lock ends with the conversation: neither the next one nor the same one begun anew is locked', () => {
  lock.lock();
  current.value = undefined;
  expect(lock.locked.value).toBe(false);
  current.value = ben;
  expect(lock.locked.value).toBe(false);
  current.value = anna;
  expect(lock.locked.value).toBe(false);
});

test('without a conversation there is no door to lock', () => {
  current.value = undefined;
  lock.lock();
  expect(lock.locked.value).toBe(false);
});
