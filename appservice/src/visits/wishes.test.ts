import { expect, test } from 'vitest';
import { inPractice } from './practice-under-test.ts';
import { wishEnd } from './wishes.ts';
import { clinician, request } from './world-under-test.ts';

const mildly = { evenTalking: false };
const firmly = { evenTalking: true };

inPractice('who wishes at the command line that a visit be over', (practice) => {
  const look = () => practice.pass(0);
  const nothingLeft = async () => {
    expect((await practice.visits.desk(clinician)).invitations).toEqual([]);
    expect(await practice.store.visits.intentions(Number.MAX_SAFE_INTEGER)).toEqual([]);
    expect(await practice.store.visits.wishes()).toEqual([]);
  };
  const idOfOnly = async () => {
    const [only] = await practice.store.visits.desk(clinician);
    if (!only) throw new Error('there is no visit');
    return only.visit.id;
  };

  test('has a link closed that nobody has opened', async () => {
    await practice.visits.invite(clinician, request('a'));
    expect(await wishEnd(practice.store.visits, await idOfOnly(), mildly)).toBe(true);
    await look();
    await nothingLeft();
  });

  test('has guest and room deleted of somebody who waits', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { guestUserId, roomId, visitId } = await practice.arrive('a', 'phone');
    await wishEnd(practice.store.visits, visitId, mildly);
    await look();
    expect(practice.homeserver.disposedGuests).toContain(guestUserId);
    expect(practice.homeserver.existing.has(roomId)).toBe(false);
    await nothingLeft();
  });

  test('ends no conversation that began after they had asked, then or later, unless they said so', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    await wishEnd(practice.store.visits, visitId, mildly);
    await practice.visits.act(clinician, visitId, 'admit');
    await look();
    expect((await practice.visits.desk(clinician)).visits).toMatchObject([{ phase: 'in-session' }]);
    await practice.visits.act(clinician, visitId, 'send-back');
    await look();
    expect((await practice.visits.desk(clinician)).visits).toMatchObject([{ phase: 'waiting' }]);
    await practice.visits.act(clinician, visitId, 'admit');
    await wishEnd(practice.store.visits, visitId, firmly);
    await look();
    await nothingLeft();
  });

  test('is heard by the next process when the first one dies before it looked', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    await wishEnd(practice.store.visits, visitId, mildly);
    await practice.restart();
    await look();
    await nothingLeft();
  });

  test('is told when the visit is gone already', async () => {
    await practice.visits.invite(clinician, request('a'));
    const { visitId } = await practice.arrive('a', 'phone');
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    expect(await wishEnd(practice.store.visits, visitId, firmly)).toBe(false);
    await look();
    await nothingLeft();
  });
});

inPractice('what another process has written', (practice) => {
  test('is looked for at once, and whoever waits for news of the desk is told to read it anew', async () => {
    await practice.visits.start();
    const { revision } = await practice.visits.desk(clinician);
    const news = practice.visits.desk(clinician, { since: revision, waitMs: 3_600_000 });
    practice.visits.lookNow();
    expect((await news).revision).toBeGreaterThan(revision);
    expect(practice.timers.waiting()).toContain(0);
  });
});
