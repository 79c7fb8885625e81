import type { ProblemCode } from '@sprechzimmer/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, redemption, request, secret, startMs } from './world-under-test.ts';

const minute = 60_000;

inPractice('as time passes', (practice) => {
  const desk = () => practice.visits.desk(clinician);
  const phaseOf = async (browser: string) => (await practice.visits.guestVisit(secret(browser))).phase;

  describe('a waiting browser', () => {
    beforeEach(async () => {
      await practice.visits.invite(clinician, request('a'));
      await practice.arrive('a', 'phone');
    });
    const shown = async () => (await desk()).visits[0];

    it('is gone half a minute after its last word, and back with the next', async () => {
      await practice.pass(29_000);
      await practice.visits.lease(secret('phone'), 'here');
      await practice.pass(29_000);
      expect(await shown()).toMatchObject({ presence: 'here', presenceSinceMs: startMs });
      await practice.pass(1_000);
      expect(await shown()).toMatchObject({ presence: 'gone', presenceSinceMs: startMs + 59_000 });
      await practice.visits.lease(secret('phone'), 'here');
      expect(await shown()).toMatchObject({ presence: 'here', phase: 'waiting', waitingSinceMs: startMs });
    });

    it('is not lost while the phone sleeps', async () => {
      await practice.visits.lease(secret('phone'), 'away');
      await practice.pass(40 * minute);
      expect(await shown()).toMatchObject({ presence: 'away', presenceSinceMs: startMs, phase: 'waiting' });
    });

    it('does not lose its lease because the appservice was down', async () => {
      await practice.restart();
      practice.clock.pass(20 * minute);
      await practice.visits.start();
      await practice.pass(29_000);
      expect(await shown()).toMatchObject({ presence: 'here' });
      await practice.pass(1_000);
      expect(await shown()).toMatchObject({ presence: 'gone' });
    });

    it('and nobody else can speak for it', async () => {
      await expect(practice.visits.lease(secret('stranger'), 'gone')).rejects.toEqual(
        refusal('unauthorized'),
      );
      await expect(phaseOf('stranger')).rejects.toEqual(refusal('unauthorized'));
      expect(await shown()).toMatchObject({ presence: 'here' });
    });
  });

  describe('when time is over', () => {
    it.each<[string, () => Promise<unknown>, ProblemCode]>([
      ['nobody opened the link', async () => {}, 'too-late'],
      ['the guest waited in vain', () => practice.arrive('a', 'phone'), 'ended'],
      [
        'the guest pressed the button and went',
        () => practice.visits.redeem(redemption('a', 'phone')),
        'ended',
      ],
    ])('everything goes: %s', async (_, before, code) => {
      await practice.visits.invite(clinician, request('a'));
      await before();
      await practice.pass(62 * minute + 1);
      expect(await desk()).toMatchObject({ invitations: [], visits: [] });
      expect(practice.homeserver.existing.size).toBe(0);
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal(code));
    });

    it('a session ends when its grace does', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'admit');
      await practice.pass(122 * minute);
      expect(await phaseOf('phone')).toBe('in-session');
      await practice.pass(1);
      await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
    });

    it('the record forgets link and browser first, then everything', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'end');
      await practice.visits.idle();
      await practice.pass(24 * 60 * minute - 1);
      expect((await practice.visits.door(request('a').id)).state).toBe('ended');
      await practice.pass(1);
      await expect(practice.visits.door(request('a').id)).rejects.toEqual(refusal('unknown-link'));
      await expect(phaseOf('phone')).rejects.toEqual(refusal('unauthorized'));
      expect(await practice.store.visits.nextDueMs(0)).toBe(startMs + 30 * 24 * 60 * minute);
      await practice.pass(29 * 24 * 60 * minute);
      expect(await practice.store.visits.nextDueMs(0)).toBeUndefined();
    });
  });
});
