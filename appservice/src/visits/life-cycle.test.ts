import { describe, expect, test } from 'vitest';
import { eventMeanings, type VisitEvent } from './events.ts';
import { lifeCycleTable } from './life-cycle-table.ts';
import {
  after,
  closesMs,
  guest,
  joined,
  life,
  policy,
  redeemed,
  room,
  roomMade,
  startMs,
  toRoom,
  toWaiting,
} from './life-cycle-under-test.ts';
import { phases } from './visit.ts';

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
