import { afterEach, beforeEach, expect, it } from 'vitest';
import { onBothDatabases } from '../store/databases-under-test.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { makeVisitService, type RunningVisitService } from './visit-service.ts';
import * as world from './world-under-test.ts';
import { clinician, redemption, request, secret } from './world-under-test.ts';

onBothDatabases('a visit', (fresh) => {
  let store: Store;
  let homeserver: world.Homeserver;
  let clock: world.HandClock;
  let timers: world.HandTimers;
  let visits: RunningVisitService;

  beforeEach(async () => {
    store = await openStore({ url: await fresh() });
    homeserver = world.homeserver();
    clock = world.handClock();
    timers = world.handTimers();
    visits = makeVisitService({
      store: store.visits,
      clock,
      timers,
      rooms: homeserver.rooms,
      steward: homeserver.steward,
      namer: world.counting(),
      policy: world.policyUnderTest,
      practice: world.practice,
    });
    homeserver.onMembership = visits.membershipChanged;
  });
  afterEach(async () => {
    await visits.stop();
    await store.close();
  });

  it('goes all the way from the link to the record', async () => {
    const invitation = await visits.invite(clinician, request('a'));
    expect(invitation).toMatchObject({ guestName: 'Guest 1', state: 'invited' });
    const answer = await visits.redeem(redemption('a', 'phone'));
    expect((await visits.desk(clinician)).visits).toMatchObject([{ phase: 'arriving', presence: 'here' }]);
    await visits.idle();
    const { roomId } = await visits.guestVisit(secret('phone'));
    if (!roomId) throw new Error('no room');
    expect(homeserver.confined.get(answer.guestUserId)).toBe(roomId);
    await homeserver.join(roomId, clinician);
    await homeserver.join(roomId, answer.guestUserId);
    await visits.idle();
    expect(await visits.guestVisit(secret('phone'))).toMatchObject({ phase: 'waiting', roomId });
    expect(await homeserver.rooms.joinedRooms()).toEqual([]);
    await visits.act(clinician, answer.visitId, 'admit');
    expect(await visits.guestVisit(secret('phone'))).toMatchObject({ phase: 'in-session' });
    await visits.act(clinician, answer.visitId, 'end');
    await visits.idle();
    expect(homeserver.existing.size).toBe(0);
    expect([...homeserver.disposedGuests]).toEqual([answer.guestUserId]);
    expect(await visits.desk(clinician)).toMatchObject({ invitations: [], visits: [] });
    await expect(visits.guestVisit(secret('phone'))).rejects.toMatchObject({ code: 'ended' });
  });
});
