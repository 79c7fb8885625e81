/** A link whose secret has stood in a path: whoever came with it is out, and the clinician learns of it. */

import { describe, expect, it, test } from 'vitest';
import { after, closesMs, guest, life, redeemed, room, startMs, toWaiting } from './life-cycle-under-test.ts';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, redemption, request, secret } from './world-under-test.ts';

const minute = 60_000;

describe('an exposed link', () => {
  test.each([
    ['waits', toWaiting],
    ['is in conversation', [...toWaiting, { kind: 'admitted' }]],
  ] as const)('keeps nobody in: whoever %s may not be the one it was for', (_, events) => {
    expect(after([...events, { kind: 'exposed' }])).toMatchObject({
      visit: { phase: 'exposed', outcome: 'exposed', room: null },
      duties: [
        { kind: 'dispose-guest', guest },
        { kind: 'dispose-room', room: room(1) },
      ],
      tellDesk: true,
      tellGuest: true,
    });
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

  it('puts out whoever is in conversation by it, and tells them why', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId, roomId, guestUserId } = await practice.arrive('a', 'phone');
    await practice.visits.act(clinician, visitId, 'admit');
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

  it('learns that a link had been over before', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    await practice.visits.act(clinician, visitId, 'end');
    await expect(report('a')).rejects.toEqual(refusal('ended'));
    await practice.visits.idle();
    await expect(report('a')).rejects.toEqual(refusal('ended'));
  });
});
