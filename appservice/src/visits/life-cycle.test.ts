import { type RoomId, RoomIdSchema, UserIdSchema, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Duty, eventMeanings, type VisitEvent } from './events.ts';
import { makeLifeCycle, type Step } from './life-cycle.ts';
import { lifeCycleTable } from './life-cycle-table.ts';
import { defaultVisitPolicy } from './policy.ts';
import { invitedVisit, phases, type Visit } from './visit.ts';

const policy = defaultVisitPolicy;
const life = makeLifeCycle(policy);
const startMs = 1_800_000_000_000;
const notAfter = startMs / 1000 + 3600;
const closesMs = (notAfter + policy.toleranceSeconds) * 1000;
const room = (n: number): RoomId => v.parse(RoomIdSchema, `!room${n}:p.example`);
const guest = v.parse(UserIdSchema, '@guest-0:p.example');
const invited = invitedVisit(v.parse(VisitIdSchema, 'v'.repeat(22)), notAfter, startMs);

const redeemed: VisitEvent = { kind: 'redeemed', claimHash: 'c', guest };
const roomMade = (n = 1): VisitEvent => ({ kind: 'room-made', room: room(n) });
const joined = (who: 'guest' | 'clinician', n = 1): VisitEvent => ({
  kind: 'member-joined',
  room: room(n),
  who,
});
const toRoom: readonly VisitEvent[] = [redeemed, roomMade(), { kind: 'guest-confined', room: room(1) }];
const toWaiting: readonly VisitEvent[] = [
  ...toRoom,
  joined('clinician'),
  joined('guest'),
  { kind: 'bot-left', room: room(1) },
];

/** The visit after these events, and what the last of them asked for. */
function after(events: readonly VisitEvent[], nowMs = startMs): Step {
  return events.reduce<Step>((last, event) => life.step(last.visit, event, nowMs), {
    visit: invited,
    refused: false,
    duties: [],
    bookkeeping: [],
    tellDesk: false,
    tellGuest: false,
  });
}

describe('the table', () => {
  test('says for each phase what each event does', () => {
    for (const phase of phases)
      expect(Object.keys(lifeCycleTable[phase]).sort(), phase).toEqual(Object.keys(eventMeanings).sort());
  });

  test('says in words what each change of a visit is', () => {
    for (const phase of phases)
      for (const [kind, cell] of Object.entries(lifeCycleTable[phase]))
        for (const rule of cell === 'refused' ? [] : cell)
          expect(rule.note !== undefined, `${phase} ${kind}`).toBe(rule.change !== undefined);
  });

  test('has no rule behind one that always holds', () => {
    for (const phase of phases)
      for (const [kind, cell] of Object.entries(lifeCycleTable[phase]))
        if (cell !== 'refused')
          expect(
            cell.slice(0, -1).every((rule) => rule.when !== undefined),
            `${phase} ${kind}`,
          ).toBe(true);
  });
});

describe('on the way in', () => {
  test('a redemption asks for a room at once', () => {
    expect(after([redeemed])).toMatchObject({
      visit: { phase: 'arriving', presence: 'here', leaseUntilMs: startMs + 30_000 },
      duties: [{ kind: 'make-room' }],
      tellDesk: true,
    });
  });

  test('the guest hears of the room only when the steward would let it in', () => {
    const made = after([redeemed, roomMade()]);
    expect(made).toMatchObject({
      duties: [{ kind: 'confine-guest', guest, room: room(1) }],
      tellGuest: false,
    });
    expect(after(toRoom)).toMatchObject({ visit: { room: { confined: true } }, tellGuest: true });
  });

  test.each([
    ['guest', 'clinician'],
    ['clinician', 'guest'],
  ] as const)('the bot leaves when both are in: first the %s, then the %s', (first, second) => {
    expect(after([...toRoom, joined(first)]).duties).toEqual([]);
    expect(after([...toRoom, joined(first), joined(second)]).duties).toEqual([
      { kind: 'leave-room', room: room(1) },
    ]);
  });

  test('a guest who was in before we knew that it may be still hears of the room, and no alarm rings', () => {
    const quick = [...toRoom.slice(0, 2), joined('clinician'), joined('guest')];
    const left: VisitEvent = { kind: 'bot-left', room: room(1) };
    const confined: VisitEvent = { kind: 'guest-confined', room: room(1) };
    for (const events of [
      [...quick, confined, left],
      [...quick, left, confined],
    ])
      expect(after(events)).toMatchObject({
        visit: { phase: 'waiting', room: { confined: true, joinByMs: null } },
      });
    expect(after([...quick, left, confined]).tellGuest).toBe(true);
  });

  test('nobody waits in a room in which the bot still is', () => {
    expect(after([...toRoom, joined('guest'), joined('clinician')]).visit.phase).toBe('arriving');
    expect(after(toWaiting).visit).toMatchObject({ phase: 'waiting', waitingSinceMs: startMs });
  });

  test('a room somebody did not get into in time is made anew for the same guest', () => {
    const late = life.step(
      after([...toRoom, joined('clinician')]).visit,
      { kind: 'join-timeout' },
      startMs + policy.joinTimeoutMs,
    );
    expect(late).toMatchObject({
      visit: { phase: 'arriving', guest, room: null, discarded: [room(1)], makingRoom: true },
      duties: [{ kind: 'dispose-room', room: room(1) }, { kind: 'make-room' }],
    });
  });

  test('a guest who is gone costs no new room, and gets time again when coming back', () => {
    const gone = after([...toRoom, { kind: 'lease-changed', presence: 'gone' }]).visit;
    const later = life.step(gone, { kind: 'join-timeout' }, startMs + policy.joinTimeoutMs);
    expect(later.duties).toEqual([]);
    const back = life.step(later.visit, { kind: 'lease-changed', presence: 'here' }, startMs + 60_000);
    expect(back.visit.room?.joinByMs).toBe(startMs + 60_000 + policy.joinTimeoutMs);
  });

  test('the bot leaving too early is mended like a timeout', () => {
    expect(after([...toRoom, joined('guest'), { kind: 'bot-left', room: room(1) }])).toMatchObject({
      visit: { phase: 'arriving', makingRoom: true },
      duties: [{ kind: 'dispose-room', room: room(1) }, { kind: 'make-room' }],
    });
  });

  test('a room nobody asked for is disposed of, in every phase', () => {
    for (const events of [[], toRoom, toWaiting, [...toWaiting, { kind: 'admitted' } as const]]) {
      const step = after([...events, roomMade(9)]);
      expect(step.visit.room?.id).not.toBe(room(9));
      expect(step.duties).toEqual([{ kind: 'dispose-room', room: room(9) }]);
    }
  });
});

describe('while waiting', () => {
  const waiting = after(toWaiting).visit;

  test('a browser that fell silent is shown as gone, and is back with its next word', () => {
    const gone = life.step(waiting, { kind: 'lease-ran-out' }, startMs + 30_000);
    expect(gone).toMatchObject({ visit: { phase: 'waiting', presence: 'gone' }, tellDesk: true });
    const back = life.step(gone.visit, { kind: 'lease-changed', presence: 'here' }, startMs + 40_000);
    expect(back.visit).toMatchObject({ presence: 'here', waitingSinceMs: startMs });
  });

  test('a phone that sleeps is never lost', () => {
    const away = life.step(waiting, { kind: 'lease-changed', presence: 'away' }, startMs).visit;
    expect(away.leaseUntilMs).toBeNull();
    expect(life.step(away, { kind: 'lease-ran-out' }, closesMs).visit).toBe(away);
  });

  test('the desk is not called for a lease that is merely renewed', () => {
    const renewed = life.step(waiting, { kind: 'lease-changed', presence: 'here' }, startMs + 10_000);
    expect(renewed).toMatchObject({ visit: { leaseUntilMs: startMs + 40_000 }, tellDesk: false });
  });

  test('the door opens, and closes again for a while', () => {
    const admitted = life.step(waiting, { kind: 'admitted' }, startMs + 1);
    expect(admitted).toMatchObject({
      visit: { phase: 'in-session', admittedMs: startMs + 1 },
      tellGuest: true,
    });
    const back = life.step(admitted.visit, { kind: 'sent-back' }, startMs + 2);
    expect(back.visit).toMatchObject({ phase: 'waiting', waitingSinceMs: startMs + 2 });
  });
});

describe('when the window closes', () => {
  const closed = (events: readonly VisitEvent[], nowMs = closesMs + 1) =>
    life.step(after(events).visit, { kind: 'window-closed' }, nowMs).visit;

  test('nothing ends a moment too early', () => {
    expect(closed([], closesMs).phase).toBe('invited');
    expect(closed(toWaiting, closesMs).phase).toBe('waiting');
  });

  test.each([
    ['a link nobody opened leaves nothing', [], 'purged', 'expired'],
    ['a guest who never got as far as the waiting room', [redeemed], 'no-show', 'no-show'],
    ['a guest who waited and was not let in', toWaiting, 'expired', 'expired'],
    [
      'a guest who had gone',
      [...toWaiting, { kind: 'lease-changed', presence: 'gone' }],
      'no-show',
      'no-show',
    ],
  ] satisfies readonly [string, readonly VisitEvent[], string, string][])(
    '%s',
    (_, events, phase, outcome) => {
      expect(closed(events)).toMatchObject({ phase, outcome });
    },
  );

  test('a conversation is not cut off before the grace is over', () => {
    const session: readonly VisitEvent[] = [...toWaiting, { kind: 'admitted' }];
    const graceMs = closesMs + policy.graceMinutes * 60_000;
    expect(closed(session).phase).toBe('in-session');
    expect(closed([...session, { kind: 'sent-back' }], graceMs).phase).toBe('waiting');
    expect(closed(session, graceMs + 1).phase).toBe('ended');
    expect(closed([...session, { kind: 'sent-back' }], graceMs + 1).phase).toBe('ended');
  });
});

describe('at the end', () => {
  const ended = after([...toWaiting, { kind: 'admitted' }, { kind: 'ended' }]);

  test('guest and room are disposed of, and both sides are told', () => {
    expect(ended).toMatchObject({
      visit: { phase: 'ended', room: null },
      duties: [
        { kind: 'dispose-guest', guest },
        { kind: 'dispose-room', room: room(1) },
      ],
      tellDesk: true,
      tellGuest: true,
    });
  });

  test('it is purged when both are gone, in whichever order', () => {
    const guestGone: VisitEvent = { kind: 'guest-disposed' };
    const roomGone: VisitEvent = { kind: 'room-disposed', room: room(1) };
    for (const [first, second] of [[guestGone, roomGone] as const, [roomGone, guestGone] as const]) {
      const half = life.step(ended.visit, first, startMs);
      expect(half.visit.phase).toBe('ended');
      expect(life.step(half.visit, second, startMs)).toMatchObject({
        visit: { phase: 'purged', outcome: 'ended' },
        bookkeeping: ['write-record'],
      });
    }
  });

  test('a room that was still on its way is waited for and disposed of', () => {
    const declined = after([redeemed, { kind: 'declined' }, { kind: 'guest-disposed' }]).visit;
    expect(declined.phase).toBe('declined');
    const made = life.step(declined, roomMade(), startMs);
    expect(made.duties).toEqual([{ kind: 'dispose-room', room: room(1) }]);
    expect(life.step(declined, { kind: 'room-failed' }, startMs).visit.phase).toBe('purged');
  });

  test('an invitation that is taken back unopened leaves its record at once', () => {
    expect(after([{ kind: 'cancelled' }])).toMatchObject({
      visit: { phase: 'purged', outcome: 'cancelled' },
      bookkeeping: ['write-record'],
    });
  });

  test('another browser gets a visit of its own, and the first one ends', () => {
    const tried: VisitEvent = { kind: 'other-tried', claimHash: 'other' };
    expect(after([redeemed, tried])).toMatchObject({ bookkeeping: ['park-try'], tellDesk: true });
    expect(after([redeemed, tried, { kind: 'other-accepted', claimHash: 'other' }])).toMatchObject({
      visit: { phase: 'ended' },
      bookkeeping: ['replace-visit'],
      duties: [{ kind: 'dispose-guest', guest }],
    });
  });
});

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
