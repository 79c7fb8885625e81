import { beforeEach, describe, expect, it } from 'vitest';
import { inPractice, refusal } from './practice-under-test.ts';
import {
  clinician,
  practice as everybody,
  redemption,
  request,
  secret,
  startMs,
} from './world-under-test.ts';

const minute = 60_000;

inPractice('at the door', (practice) => {
  const desk = () => practice.visits.desk(clinician);
  const phaseOf = async (browser: string) => (await practice.visits.guestVisit(secret(browser))).phase;

  describe('somebody with a link', () => {
    it('learns at the door whom it is for, and that asking uses nothing up', async () => {
      await practice.visits.invite(clinician, request('a'));
      const door = { clinician: { userId: clinician, name: 'Dr. Ada' }, kind: 'video' };
      const state = async () => (await practice.visits.door(request('a').id)).state;
      expect(await practice.visits.door(request('a').id)).toMatchObject({
        ...door,
        state: 'open',
        serverTimeMs: startMs,
      });
      expect((await desk()).visits).toEqual([]);
      const { visitId } = await practice.arrive('a', 'phone');
      expect(await state()).toBe('opened');
      await practice.visits.act(clinician, visitId, 'end');
      await practice.visits.idle();
      expect(await practice.visits.door(request('a').id)).toMatchObject({ ...door, state: 'ended' });
    });

    it('learns at the door when the appointment begins, where the clinician’s desk has said so', async () => {
      const startsAt = startMs / 1000 + 1800;
      const { id } = await practice.visits.invite(clinician, request('a', { startsAt }));
      expect(await practice.visits.door(id)).toMatchObject({ notBefore: startMs / 1000, startsAt });
      const old = await practice.visits.invite(clinician, request('b'));
      expect(await practice.visits.door(old.id)).not.toHaveProperty('startsAt');
    });

    it('is told too early and too late by a clock that may differ by two minutes', async () => {
      const { id } = await practice.visits.invite(
        clinician,
        request('a', { notBefore: startMs / 1000 + 600, notAfter: startMs / 1000 + 1200 }),
      );
      const state = async () => (await practice.visits.door(id)).state;
      practice.clock.pass(8 * minute - 1000);
      expect(await state()).toBe('too-early');
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toMatchObject({
        code: 'too-early',
        detail: { notBefore: startMs / 1000 + 600 },
      });
      practice.clock.pass(1000);
      expect(await state()).toBe('open');
      practice.clock.pass(14 * minute);
      expect(await state()).toBe('open');
      practice.clock.pass(1);
      expect(await state()).toBe('too-late');
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('too-late'));
      await practice.pass(0);
      expect(await state()).toBe('too-late');
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('too-late'));
    });

    it('gets one answer for a wrong token and for a link that never was', async () => {
      await practice.visits.invite(clinician, request('a'));
      const wrong = { ...redemption('a', 'phone'), redeemToken: secret('guessed') };
      await expect(practice.visits.redeem(wrong)).rejects.toEqual(refusal('unknown-link'));
      await expect(practice.visits.redeem(redemption('never', 'phone'))).rejects.toEqual(
        refusal('unknown-link'),
      );
      await expect(practice.visits.door(request('never').id)).rejects.toEqual(refusal('unknown-link'));
      expect((await desk()).visits).toEqual([]);
    });

    it('is told that the invitation was taken back', async () => {
      const { id } = await practice.visits.invite(clinician, request('a'));
      await practice.visits.cancel(clinician, id);
      expect((await practice.visits.door(id)).state).toBe('cancelled');
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('cancelled'));
      expect((await desk()).invitations).toEqual([]);
    });

    it('gets the same visit however often the same browser asks, each time with a fresh voucher', async () => {
      await practice.visits.invite(clinician, request('a'));
      const first = await practice.visits.redeem(redemption('a', 'phone'));
      const [second, third] = await Promise.all([
        practice.visits.redeem(redemption('a', 'phone')),
        practice.visits.redeem(redemption('a', 'phone')),
      ]);
      expect([second, third]).toEqual([first, first]);
      practice.clock.pass(10 * minute);
      const later = await practice.visits.redeem(redemption('a', 'phone'));
      expect(later).toMatchObject({ visitId: first.visitId, guestUserId: first.guestUserId });
      expect(later.voucher).not.toBe(first.voucher);
      await practice.visits.idle();
      expect(practice.homeserver.existing.size).toBe(1);
    });

    it('comes back as long as the session lasts, also when the window has closed', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'admit');
      await practice.pass(70 * minute);
      expect(await practice.visits.redeem(redemption('a', 'phone'))).toMatchObject({ visitId });
      await expect(practice.visits.redeem(redemption('a', 'laptop'))).rejects.toEqual(refusal('too-late'));
    });

    it('does not get to somebody who has left the practice', async () => {
      await practice.visits.invite(clinician, request('a'));
      await practice.restart({ practice: { ...everybody, clinicianName: () => undefined } });
      expect((await practice.visits.door(request('a').id)).state).toBe('cancelled');
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('cancelled'));
    });
  });

  describe('another browser with the same link', () => {
    beforeEach(async () => {
      await practice.visits.invite(clinician, request('a'));
    });
    const other = (browser: string) => practice.visits.redeem(redemption('a', browser));
    const shown = async () => (await desk()).visits[0];

    it('is parked, the desk sees it, and gets a visit of its own when the clinician says so', async () => {
      const first = await practice.arrive('a', 'scanner');
      await expect(other('phone')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ visitId: first.visitId, otherBrowser: true });
      await practice.visits.act(clinician, first.visitId, 'accept-other');
      const second = await other('phone');
      expect(second.guestUserId).not.toBe(first.guestUserId);
      await practice.visits.idle();
      expect(await shown()).toMatchObject({
        visitId: second.visitId,
        phase: 'arriving',
        otherBrowser: false,
      });
      expect([...practice.homeserver.disposedGuests]).toEqual([first.guestUserId]);
      expect(practice.homeserver.existing.has(first.roomId)).toBe(false);
      await expect(phaseOf('scanner')).rejects.toEqual(refusal('ended'));
      await expect(other('scanner')).rejects.toEqual(refusal('ended'));
    });

    it('leaves nothing behind when both visits have come to their end', async () => {
      const first = await practice.arrive('a', 'scanner');
      await expect(other('phone')).rejects.toEqual(refusal('opened-elsewhere'));
      await practice.visits.act(clinician, first.visitId, 'accept-other');
      const second = await other('phone');
      await practice.visits.act(clinician, second.visitId, 'end');
      await practice.visits.idle();
      expect(practice.homeserver.existing.size).toBe(0);
      expect((await practice.visits.door(request('a').id)).state).toBe('ended');
      await expect(other('phone')).rejects.toEqual(refusal('ended'));
      await expect(other('third')).rejects.toEqual(refusal('ended'));
    });

    it('is refused for good when the clinician says so', async () => {
      const { visitId } = await practice.arrive('a', 'phone');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      await practice.visits.act(clinician, visitId, 'refuse-other');
      expect(await shown()).toMatchObject({ otherBrowser: false });
      await expect(other('thief')).rejects.toEqual(refusal('declined'));
      expect(await phaseOf('phone')).toBe('waiting');
    });

    it('takes nothing from the one that came first as long as nobody decides', async () => {
      const first = await practice.arrive('a', 'phone');
      for (let n = 0; n < 40; n++)
        await expect(other(`other ${n}`)).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await other('phone')).toMatchObject({ visitId: first.visitId });
    });

    it('of several, the one that asked last is the one on the telephone', async () => {
      const { visitId } = await practice.arrive('a', 'scanner');
      for (const browser of ['phone', 'thief', 'phone']) {
        practice.clock.pass(1000);
        await expect(other(browser)).rejects.toEqual(refusal('opened-elsewhere'));
      }
      await practice.visits.act(clinician, visitId, 'accept-other');
      await other('phone');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ otherBrowser: true });
    });

    it('does not disturb a session', async () => {
      const { visitId } = await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'admit');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ phase: 'in-session', otherBrowser: false });
      await expect(practice.visits.act(clinician, visitId, 'accept-other')).rejects.toEqual(
        refusal('conflict'),
      );
    });
  });
});
