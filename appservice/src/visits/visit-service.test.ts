import { expect, it } from 'vitest';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, request, secret, startMs } from './world-under-test.ts';

inPractice('in a practice', (practice) => {
  const desk = () => practice.visits.desk(clinician);
  const phaseOf = async (browser: string) => (await practice.visits.guestVisit(secret(browser))).phase;

  it('a visit goes all the way from the link to the record', async () => {
    const { homeserver } = practice;
    expect(await practice.visits.invite(clinician, request('a'))).toMatchObject({
      guestName: 'Guest 1',
      state: 'invited',
    });
    const { guestUserId, visitId, roomId } = await practice.arrive('a', 'phone');
    expect(homeserver.confined.get(guestUserId)).toBe(roomId);
    expect(await homeserver.rooms.joinedRooms()).toEqual([]);
    expect((await desk()).visits).toMatchObject([
      { phase: 'waiting', waitingSinceMs: startMs, presence: 'here', roomId, otherBrowser: false },
    ]);
    await practice.visits.act(clinician, visitId, 'admit');
    expect(await phaseOf('phone')).toBe('in-session');
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    expect(homeserver.existing.size).toBe(0);
    expect([...homeserver.disposedGuests]).toEqual([guestUserId]);
    expect(await desk()).toMatchObject({ invitations: [], visits: [] });
    await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
  });
});
