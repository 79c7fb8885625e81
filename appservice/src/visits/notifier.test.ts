import { beforeEach, describe, expect, it } from 'vitest';
import { inPractice } from './practice-under-test.ts';
import { clinician, request, secret } from './world-under-test.ts';

inPractice('in a practice', (practice) => {
  const desk = () => practice.visits.desk(clinician);

  describe('a browser that waits for news', () => {
    beforeEach(async () => {
      await practice.visits.invite(clinician, request('a'));
      await practice.arrive('a', 'phone');
    });

    it('hears of the open door at once', async () => {
      const { revision } = await practice.visits.guestVisit(secret('phone'));
      const news = practice.visits.guestVisit(secret('phone'), { since: revision, waitMs: 25_000 });
      const [visit] = (await desk()).visits;
      if (!visit) throw new Error('no visit');
      await practice.visits.act(clinician, visit.visitId, 'admit');
      expect(await news).toMatchObject({ phase: 'in-session' });
      expect((await news).revision).toBeGreaterThan(revision);
    });

    it('hears that nothing has happened when its time is over', async () => {
      const before = await practice.visits.guestVisit(secret('phone'));
      const news = practice.visits.guestVisit(secret('phone'), { since: before.revision, waitMs: 25_000 });
      await expect.poll(() => practice.timers.waiting()).toContain(25_000);
      practice.timers.run(25_000);
      expect(await news).toEqual(before);
    });

    it('is let go when it hangs up', async () => {
      const { revision } = await desk();
      const hangUp = new AbortController();
      const news = practice.visits.desk(clinician, {
        since: revision,
        waitMs: 25_000,
        signal: hangUp.signal,
      });
      hangUp.abort();
      expect((await news).revision).toBe(revision);
      expect(practice.timers.waiting()).not.toContain(25_000);
    });

    it('is answered at once when it has missed something, also by a new process', async () => {
      const { revision } = await desk();
      await practice.visits.lease(secret('phone'), 'away');
      expect(
        (await practice.visits.desk(clinician, { since: revision, waitMs: 25_000 })).visits,
      ).toMatchObject([{ presence: 'away' }]);
      const latest = (await desk()).revision;
      await practice.restart();
      practice.clock.pass(1);
      expect((await practice.visits.desk(clinician, { since: latest, waitMs: 25_000 })).visits).toHaveLength(
        1,
      );
    });
  });
});
