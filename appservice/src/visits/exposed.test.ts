/**
 * A link whose secret has stood in a path: nobody comes in by it any more, whoever only waits is out, and about whom they
 * have let in the clinician decides.
 */

import { describe, expect, it, test } from 'vitest';
import { after, closesMs, guest, life, redeemed, room, startMs, toWaiting } from './life-cycle-under-test.ts';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, redemption, request, secret } from './world-under-test.ts';

const minute = 60_000;

describe('an exposed link', () => {
  test('keeps nobody in: whoever waits may not be the one it was for', () => {
    expect(after([...toWaiting, { kind: 'exposed' }])).toMatchObject({
      visit: { phase: 'exposed', outcome: 'exposed', room: null },
      duties: [
        { kind: 'dispose-guest', guest },
        { kind: 'dispose-room', room: room(1) },
      ],
      tellDesk: true,
      tellGuest: true,
    });
  });

  test.each([
    ['in conversation', 'in-session', [{ kind: 'admitted' }]],
    ['waiting once more', 'waiting', [{ kind: 'admitted' }, { kind: 'sent-back' }]],
  ] as const)('cuts nobody off whom the clinician has met: they stay, %s', (_, phase, events) => {
    const reported = after([...toWaiting, ...events, { kind: 'exposed' }]);
    expect(reported).toMatchObject({
      visit: { phase, exposedMs: expect.any(Number), room: { id: room(1) } },
      duties: [],
      bookkeeping: ['refuse-tries'],
      tellDesk: true,
      tellGuest: false,
    });
    const again = life.step(reported.visit, { kind: 'exposed' }, startMs + 1);
    expect(again).toMatchObject({ visit: reported.visit, tellDesk: false });
    const sentBack = life.step(reported.visit, { kind: 'sent-back' }, startMs + 1).visit;
    expect(life.step(sentBack, { kind: 'exposed' }, startMs + 2).visit.phase).toBe('waiting');
  });

  test('stays on the desk although nothing is left of it, until the clinician has seen it', () => {
    const exposed = after([{ kind: 'exposed' }]).visit;
    expect(exposed).toMatchObject({ phase: 'exposed', outcome: 'exposed' });
    expect(
      after([redeemed, { kind: 'exposed' }, { kind: 'room-failed' }, { kind: 'guest-disposed' }]),
    ).toMatchObject({ visit: { phase: 'exposed', guestDisposed: true } });
    expect(life.step(exposed, { kind: 'cancelled' }, startMs)).toMatchObject({
      visit: { phase: 'purged', outcome: 'exposed' },
      bookkeeping: ['write-record'],
    });
  });

  test('is off the desk when its window has closed, and wakes nobody after that', () => {
    const exposed = after([{ kind: 'exposed' }]).visit;
    expect(life.wakeMs(exposed)).toBe(closesMs + 1);
    const closed = life.step(exposed, { kind: 'window-closed' }, closesMs + 1);
    expect(closed).toMatchObject({ visit: { phase: 'purged', outcome: 'exposed' }, tellDesk: true });
    expect(life.wakeMs(closed.visit)).toBeNull();
  });
});

inPractice('whoever finds the secret of their link in a path', (practice) => {
  const report = (link: string, token = `token of ${link}`) =>
    practice.visits.reportExposed({ id: request(link).id, redeemToken: secret(token) });
  const state = async () => (await practice.visits.door(request('a').id)).state;
  const onDesk = async () => (await practice.visits.desk(clinician)).invitations.map(({ state }) => state);

  it('closes it for everybody, and the desk shows it, however often they say so', async () => {
    await practice.visits.invite(clinician, request('a'));
    await report('a');
    await report('a');
    expect(await state()).toBe('exposed');
    await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('exposed'));
    expect(await onDesk()).toEqual(['exposed']);
    await practice.visits.cancel(clinician, request('a').id);
    expect(await onDesk()).toEqual([]);
    await report('a');
    expect(await state()).toBe('exposed');
  });

  it('does not close a link by its handle alone', async () => {
    await practice.visits.invite(clinician, request('a'));
    await expect(report('a', 'guessed')).rejects.toEqual(refusal('unknown-link'));
    await expect(report('never')).rejects.toEqual(refusal('unknown-link'));
    expect(await state()).toBe('open');
  });

  it('puts out whoever waits by it, and tells them why', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { roomId, guestUserId } = await practice.arrive('a', 'phone');
    await report('a');
    await practice.visits.idle();
    expect(await practice.visits.guestVisit(secret('phone'))).toMatchObject({
      phase: 'exposed',
      roomId: null,
    });
    expect(practice.homeserver.existing.has(roomId)).toBe(false);
    expect([...practice.homeserver.disposedGuests]).toEqual([guestUserId]);
    expect(await onDesk()).toEqual(['exposed']);
    await practice.pass(70 * minute);
    expect(await onDesk()).toEqual([]);
    await expect(practice.visits.guestVisit(secret('phone'))).rejects.toEqual(refusal('exposed'));
  });

  it('cuts off no conversation, and lets nobody else in: the desk shows it and decides', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId, roomId } = await practice.arrive('a', 'phone');
    await expect(practice.visits.redeem(redemption('a', 'laptop'))).rejects.toEqual(
      refusal('opened-elsewhere'),
    );
    await practice.visits.act(clinician, visitId, 'admit');
    await report('a');
    await report('a');
    await practice.visits.idle();
    expect(await onDesk()).toEqual(['exposed']);
    expect((await practice.visits.desk(clinician)).visits).toMatchObject([
      { visitId, phase: 'in-session', roomId, otherBrowser: false },
    ]);
    expect(await state()).toBe('exposed');
    for (const other of ['laptop', 'tablet'])
      await expect(practice.visits.redeem(redemption('a', other))).rejects.toEqual(refusal('exposed'));
    await practice.visits.act(clinician, visitId, 'send-back');
    await expect(practice.visits.redeem(redemption('a', 'laptop'))).rejects.toEqual(refusal('exposed'));
    await expect(practice.visits.act(clinician, visitId, 'accept-other')).rejects.toEqual(
      refusal('conflict'),
    );
    // Whoever has the visit keeps it over a reload.
    expect(await practice.visits.redeem(redemption('a', 'phone'))).toMatchObject({ visitId });
    await practice.visits.act(clinician, visitId, 'admit');
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    expect(await onDesk()).toEqual([]);
    await expect(practice.visits.redeem(redemption('a', 'laptop'))).rejects.toEqual(refusal('ended'));
  });

  it('learns that a link had been over before', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    await practice.visits.act(clinician, visitId, 'end');
    await expect(report('a')).rejects.toEqual(refusal('ended'));
    await practice.visits.idle();
    await expect(report('a')).rejects.toEqual(refusal('ended'));
  });
});
