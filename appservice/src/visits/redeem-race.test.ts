import { afterEach, beforeEach, expect, it } from 'vitest';
import { onBothDatabases } from '../store/databases-under-test.ts';
import { openPractice, type PracticeUnderTest } from './practice-under-test.ts';
import { Refusal } from './service.ts';
import { clinician, redemption, request } from './world-under-test.ts';

onBothDatabases('of a thousand browsers with one link', (fresh) => {
  let practice: PracticeUnderTest;
  beforeEach(async () => {
    practice = await openPractice(await fresh());
    await practice.visits.invite(clinician, request('a'));
  });
  afterEach(() => practice.close());

  /** The code of a refusal, or `won`. */
  const tryAs = (browser: string) =>
    practice.visits.redeem(redemption('a', browser)).then(
      () => 'won',
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );

  it('exactly one gets in, and the other 999 are told the same', async () => {
    const outcomes = await Promise.all(Array.from({ length: 1000 }, (_, n) => tryAs(`browser ${n}`)));
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'opened-elsewhere')).toHaveLength(999);
    await practice.visits.idle();
    expect(practice.homeserver.existing.size).toBe(1);
    expect(await practice.visits.desk(clinician)).toMatchObject({ visits: [{ otherBrowser: true }] });
  });

  it('one that asks a thousand times gets one visit', async () => {
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => practice.visits.redeem(redemption('a', 'phone'))),
    );
    expect(new Set(answers.map(({ guestUserId }) => guestUserId)).size).toBe(1);
    await practice.visits.idle();
    expect(practice.homeserver.existing.size).toBe(1);
  });
});
