import { describe, expect, it } from 'vitest';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, colleague, redemption, request, secret, startMs } from './world-under-test.ts';

inPractice('in a practice', (practice) => {
  const desk = () => practice.visits.desk(clinician);
  const phaseOf = async (browser: string) => (await practice.visits.guestVisit(secret(browser))).phase;

  describe('the desk', () => {
    it('names open invitations apart, earliest first, and shows nobody else’s', async () => {
      await practice.visits.invite(clinician, request('b', { notBefore: startMs / 1000 + 60 }));
      await practice.visits.invite(clinician, request('a'));
      await practice.visits.invite(colleague, request('c'));
      expect((await desk()).invitations).toMatchObject([
        { id: request('a').id, guestName: 'Guest 2' },
        { id: request('b').id, guestName: 'Guest 1' },
      ]);
      expect(JSON.stringify(await desk())).not.toContain('redeemHash');
    });

    it('may repeat an invitation, but not change it, take somebody else’s, or use a link twice', async () => {
      const [first, again] = await Promise.all([
        practice.visits.invite(clinician, request('a')),
        practice.visits.invite(clinician, request('a')),
      ]);
      expect(again).toEqual(first);
      const conflict = refusal('conflict');
      await expect(practice.visits.invite(clinician, request('a', { kind: 'chat' }))).rejects.toEqual(
        conflict,
      );
      await expect(practice.visits.invite(colleague, request('a'))).rejects.toEqual(conflict);
      await practice.visits.cancel(clinician, first.id);
      await expect(practice.visits.invite(clinician, request('a'))).rejects.toEqual(conflict);
    });

    it('cannot invite for a time that is over, or that ends before it begins', async () => {
      const s = startMs / 1000;
      await expect(
        practice.visits.invite(clinician, request('a', { notBefore: s - 900, notAfter: s - 600 })),
      ).rejects.toEqual(refusal('too-late'));
      await expect(practice.visits.invite(clinician, request('b', { notAfter: s }))).rejects.toEqual(
        refusal('bad-request'),
      );
    });

    it('keeps when an appointment begins, and takes no beginning outside of its window', async () => {
      const s = startMs / 1000;
      const terms = { notBefore: s - 1800, notAfter: s + 3600, startsAt: s };
      const made = await practice.visits.invite(clinician, request('a', terms));
      expect(made).toMatchObject(terms);
      expect(await practice.visits.invite(clinician, request('a', terms))).toEqual(made);
      expect((await desk()).invitations).toMatchObject([terms]);
      for (const startsAt of [terms.notBefore - 1, terms.notAfter + 1])
        await expect(practice.visits.invite(clinician, request('b', { ...terms, startsAt }))).rejects.toEqual(
          refusal('bad-request'),
        );
      await expect(
        practice.visits.invite(clinician, request('a', { ...terms, startsAt: s + 60 })),
      ).rejects.toEqual(refusal('conflict'));
    });

    it('gives thirty invitations at once thirty names', async () => {
      const made = await Promise.all(
        Array.from({ length: 30 }, (_, n) => practice.visits.invite(clinician, request(`link ${n}`))),
      );
      expect(new Set(made.map(({ guestName }) => guestName)).size).toBe(30);
    });

    it('can do nothing to a visit of a colleague', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      for (const verb of ['admit', 'send-back', 'decline', 'end', 'accept-other', 'refuse-other'] as const)
        await expect(practice.visits.act(colleague, visitId, verb)).rejects.toEqual(refusal('not-found'));
      await expect(practice.visits.cancel(colleague, request('a').id)).rejects.toEqual(refusal('not-found'));
      expect(await phaseOf('phone')).toBe('waiting');
      await practice.visits.act(clinician, visitId, 'end');
      await practice.visits.idle();
      await expect(practice.visits.act(colleague, visitId, 'end')).rejects.toEqual(refusal('not-found'));
    });

    it('may say everything twice, as after an answer that got lost', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      for (const verb of ['admit', 'admit', 'send-back', 'send-back', 'admit', 'end', 'end'] as const)
        await practice.visits.act(clinician, visitId, verb);
      await practice.visits.idle();
      await practice.visits.act(clinician, visitId, 'end');
      await expect(practice.visits.act(clinician, visitId, 'admit')).rejects.toEqual(refusal('conflict'));
      await practice.visits.invite(clinician, request('b'));
      await practice.visits.cancel(clinician, request('b').id);
      await practice.visits.cancel(clinician, request('b').id);
    });

    it('cannot admit who has not arrived, nor decline or cancel a running session', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.visits.redeem(redemption('a', 'phone'));
      await expect(practice.visits.act(clinician, visitId, 'admit')).rejects.toEqual(refusal('conflict'));
      await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'admit');
      await expect(practice.visits.act(clinician, visitId, 'decline')).rejects.toEqual(refusal('conflict'));
      await expect(practice.visits.cancel(clinician, request('a').id)).rejects.toEqual(refusal('conflict'));
    });

    it('declines with a word that the guest hears, then and later', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await practice.visits.act(clinician, visitId, 'decline');
      await practice.visits.idle();
      await expect(phaseOf('phone')).rejects.toEqual(refusal('declined'));
      await expect(practice.visits.lease(secret('phone'), 'here')).rejects.toEqual(refusal('declined'));
      await expect(practice.visits.redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('declined'));
    });
  });
});
