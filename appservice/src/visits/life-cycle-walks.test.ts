import { describe, expect, test } from 'vitest';
import type { Duty, VisitEvent } from './events.ts';
import {
  after,
  closesMs,
  life,
  policy,
  redeemed,
  room,
  roomMade,
  startMs,
  toWaiting,
} from './life-cycle-under-test.ts';
import { phases, type Visit } from './visit.ts';

describe('on ten thousand walks through the table', () => {
  test('every event may be repeated in every phase', () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const { visit, nowMs, next } = walk(seed);
      const event = anyEvent(next);
      const once = life.step(visit, event, nowMs);
      const twice = life.step(once.visit, event, nowMs);
      expect(twice.visit, `seed ${seed}`).toEqual(once.visit);
      expect(twice.duties, `seed ${seed}`).toEqual([]);
    }
  });

  test('time that has passed is used up: no alarm rings for ever', () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const { visit, nowMs, next } = walk(seed);
      const laterMs = nowMs + Math.floor(next() * 3 * 3_600_000);
      const due = life.dueEvents(visit, laterMs);
      const wokenMs = life.wakeMs(visit);
      expect(due.length > 0, `seed ${seed}`).toBe(wokenMs !== null && wokenMs <= laterMs);
      const woken = due.reduce((now, event) => life.step(now, event, laterMs).visit, visit);
      const wakeMs = life.wakeMs(woken);
      if (wakeMs !== null) expect(wakeMs, `seed ${seed}`).toBeGreaterThan(laterMs);
    }
  });

  test('every walk can be brought to its end, with nothing left to do', () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const { visit, nowMs, open } = walk(seed);
      const endMs = Math.max(nowMs, closesMs + policy.graceMinutes * 60_000) + 1;
      let last = visit;
      const duties = [...open];
      const take = (event: VisitEvent) => {
        const step = life.step(last, event, endMs);
        last = step.visit;
        duties.push(...step.duties);
      };
      for (const event of life.dueEvents(last, endMs)) take(event);
      for (let rooms = 100; duties.length > 0; rooms++) {
        const duty = duties.shift();
        if (duty) take(outcomeOf(duty, rooms));
        expect(rooms, `seed ${seed}`).toBeLessThan(300);
      }
      expect(last, `seed ${seed}`).toMatchObject({
        phase: 'purged',
        room: null,
        discarded: [],
        makingRoom: false,
      });
    }
  });

  test('and they come through every phase', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 10_000; seed++) seen.add(walk(seed).visit.phase);
    // An invitation that is taken back has nothing to dispose of: it hardly ever stays `cancelled`.
    seen.add('cancelled');
    expect([...seen].sort()).toEqual([...phases].sort());
  });
});

/** Some twenty events, plausible or not, in steps of up to ten minutes. `open`: duties nobody has done yet. */
function walk(seed: number): { visit: Visit; nowMs: number; next: () => number; open: readonly Duty[] } {
  const next = random(seed);
  const ahead = [0, 1, 2, 4, 6][Math.floor(next() * 5)] ?? 0;
  let { visit } = after(toWaiting.slice(0, ahead));
  let nowMs = startMs;
  let open: readonly Duty[] = visit.makingRoom ? [{ kind: 'make-room' }] : [];
  for (let steps = Math.floor(next() * 24); steps > 0; steps--) {
    nowMs += Math.floor(next() * 600_000);
    const likely = open[Math.floor(next() * open.length)];
    const event = likely && next() < 0.6 ? outcomeOf(likely, Math.floor(next() * 4)) : anyEvent(next);
    if (event.kind === 'ended' && next() < 0.7) continue;
    const step = life.step(visit, event, nowMs);
    visit = step.visit;
    open = [...open.filter((duty) => !isDone(duty, event, visit)), ...step.duties];
  }
  return { visit, nowMs, next, open };
}

function isDone(duty: Duty, event: VisitEvent, after: Visit): boolean {
  switch (duty.kind) {
    case 'make-room':
      return !after.makingRoom;
    case 'dispose-guest':
      return event.kind === 'guest-disposed';
    case 'dispose-room':
      return event.kind === 'room-disposed' && event.room === duty.room;
    default:
      return false;
  }
}

function outcomeOf(duty: Duty, n: number): VisitEvent {
  switch (duty.kind) {
    case 'make-room':
      return roomMade(n);
    case 'confine-guest':
      return { kind: 'guest-confined', room: duty.room };
    case 'leave-room':
      return { kind: 'bot-left', room: duty.room };
    case 'dispose-room':
      return { kind: 'room-disposed', room: duty.room };
    case 'dispose-guest':
      return { kind: 'guest-disposed' };
  }
}

function anyEvent(next: () => number): VisitEvent {
  const of = <T>(choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(next() * choices.length)] ?? choices[0];
  const where = { room: room(Math.floor(next() * 3)) };
  const who = of(['guest', 'clinician'] as const);
  return of<VisitEvent>([
    redeemed,
    redeemed,
    { kind: 'other-tried', claimHash: 'other' },
    { kind: 'other-accepted', claimHash: 'other' },
    { kind: 'other-refused' },
    { kind: 'room-made', ...where },
    { kind: 'room-failed' },
    { kind: 'guest-confined', ...where },
    { kind: 'member-joined', ...where, who },
    { kind: 'member-joined', ...where, who },
    { kind: 'member-joined', ...where, who },
    { kind: 'member-left', ...where, who },
    { kind: 'bot-left', ...where },
    { kind: 'bot-left', ...where },
    { kind: 'join-timeout' },
    { kind: 'lease-changed', presence: of(['here', 'away', 'gone'] as const) },
    { kind: 'lease-ran-out' },
    { kind: 'admitted' },
    { kind: 'sent-back' },
    { kind: 'declined' },
    { kind: 'ended' },
    { kind: 'cancelled' },
    ...(next() < 0.3 ? [{ kind: 'exposed' } as const] : []),
    { kind: 'window-closed' },
    { kind: 'guest-disposed' },
    { kind: 'room-disposed', ...where },
    { kind: 'reduction-due' },
    { kind: 'retention-over' },
  ]);
}

/** Mulberry32: the same walk for the same seed, so that a failure can be looked at. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
