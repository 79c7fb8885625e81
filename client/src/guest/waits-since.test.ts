import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { VisitChange, VisitRecord } from '../storage/visit-record.ts';
import type { GuestStage } from './guest-view.ts';
import { waitsSince } from './waits-since.ts';

const waiting = { stage: 'waiting', clinicianKnows: false, preparing: false } as const;

/** What a reload finds. */
let stored: { waitsSinceMs?: number | undefined } = {};

function pageAt(nowMs: number) {
  const stage = signal<GuestStage>({ stage: 'entering' });
  const keeper = {
    get record() {
      return stored as VisitRecord;
    },
    change: async ({ waitsSinceMs }: VisitChange) => {
      stored = { waitsSinceMs };
    },
  };
  return {
    stage,
    since: waitsSince(
      stage,
      () => keeper,
      () => nowMs,
    ),
  };
}

test('who reloads the page in the waiting room has waited as long as before', () => {
  stored = {};
  const first = pageAt(1_000);
  expect(first.since.value).toBeUndefined();
  first.stage.value = waiting;
  expect(first.since.value).toBe(1_000);
  const second = pageAt(600_000);
  second.stage.value = waiting;
  expect(second.since.value).toBe(1_000);
});

test('what is told meanwhile does not begin the waiting anew', () => {
  stored = {};
  const { stage, since } = pageAt(1_000);
  stage.value = waiting;
  stored = { waitsSinceMs: 1_000 };
  stage.value = { ...waiting, clinicianKnows: true };
  stage.value = { ...waiting, preparing: true };
  expect(since.value).toBe(1_000);
});

test('who is sent back after a conversation is not told that they have waited since before it', () => {
  stored = { waitsSinceMs: 1_000 };
  const { stage, since } = pageAt(3_600_000);
  stage.value = { stage: 'conversation' };
  expect(stored.waitsSinceMs).toBeUndefined();
  stage.value = waiting;
  expect(since.value).toBe(3_600_000);
});
