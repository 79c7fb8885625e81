import { describe, expect, it } from 'vitest';
import { inPractice, refusal } from './practice-under-test.ts';
import { clinician, redemption, request, secret } from './world-under-test.ts';

inPractice('in a practice', (practice) => {
  const desk = () => practice.visits.desk(clinician);
  const phaseOf = async (browser: string) => (await practice.visits.guestVisit(secret(browser))).phase;

  describe('the homeserver', () => {
    const people = () => [...practice.homeserver.existing.values()].map((members) => [...members.values()]);

    it('makes another room when somebody did not get into the first', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { guestUserId } = await practice.visits.redeem(redemption('a', 'phone'));
      await practice.visits.idle();
      const { roomId } = await practice.visits.guestVisit(secret('phone'));
      if (!roomId) throw new Error('no room');
      await practice.homeserver.join(roomId, guestUserId);
      await practice.pass(20_000);
      const anew = await practice.visits.guestVisit(secret('phone'));
      expect(anew.roomId).not.toBe(roomId);
      expect(practice.homeserver.existing.has(roomId)).toBe(false);
      expect(await practice.arrive('a', 'phone')).toMatchObject({ guestUserId, roomId: anew.roomId });
    });

    it('is asked who is in before a room is given up: its news may have been lost', async () => {
      await practice.visits.invite(clinician, request('a'));
      practice.homeserver.onMembership = async () => {};
      const { roomId } = await practice.arrive('a', 'phone');
      expect(await phaseOf('phone')).toBe('arriving');
      await practice.pass(20_000);
      expect(await practice.visits.guestVisit(secret('phone'))).toMatchObject({ phase: 'waiting', roomId });
    });

    it('may tell of a clinician who joined before it has answered that the room exists', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = async (who) => {
        const room = await make(who);
        await homeserver.join(room, clinician);
        return room;
      };
      const { guestUserId } = await practice.visits.redeem(redemption('a', 'phone'));
      await practice.visits.idle();
      const { roomId } = await practice.visits.guestVisit(secret('phone'));
      if (!roomId) throw new Error('no room');
      await homeserver.join(roomId, guestUserId);
      await practice.visits.idle();
      expect(await phaseOf('phone')).toBe('waiting');
    });

    it('may be down: the answer does not wait for it, and the room is there when it is back', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = () => Promise.reject(new Error('down'));
      await practice.visits.redeem(redemption('a', 'phone'));
      for (let n = 0; n < 5; n++) await practice.pass(1_000);
      homeserver.rooms.makeRoom = make;
      await practice.pass(10_000);
      expect((await practice.visits.guestVisit(secret('phone'))).roomId).not.toBeNull();
      expect(homeserver.existing.size).toBe(1);
    });

    it('may lose its answer: the room nobody knows of is disposed of', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = async (who) => {
        await make(who);
        homeserver.rooms.makeRoom = make;
        throw new Error('connection lost');
      };
      await practice.visits.redeem(redemption('a', 'phone'));
      await practice.visits.idle();
      await practice.pass(1_000);
      expect(people()).toEqual([['join', 'invite', 'invite']]);
      expect(
        homeserver.existing.has((await practice.visits.guestVisit(secret('phone'))).roomId as never),
      ).toBe(true);
    });

    it('may refuse to let go at first: it is asked until nothing is left', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      const { homeserver } = practice;
      const dispose = homeserver.steward.disposeRoom;
      let asked = 0;
      homeserver.steward.disposeRoom = async (room) => (++asked < 4 ? false : dispose(room));
      await practice.visits.act(clinician, visitId, 'end');
      await practice.visits.idle();
      expect(await phaseOf('phone')).toBe('ended');
      for (let n = 0; n < 4; n++) await practice.pass(1_000);
      expect(asked).toBe(4);
      await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
    });

    it('gets rid of a guest that was made with the last voucher after the visit had ended', async () => {
      await practice.visits.invite(clinician, request('a'));
      const { homeserver } = practice;
      homeserver.steward.confine = () => Promise.reject(new Error('no such guest yet'));
      const { visitId, guestUserId } = await practice.visits.redeem(redemption('a', 'phone'));
      await practice.visits.act(clinician, visitId, 'decline');
      await practice.visits.idle();
      const asked: string[] = [];
      homeserver.steward.disposeGuest = async (guest) => asked.push(guest) > 0;
      await practice.pass(300_000);
      expect(asked).toEqual([]);
      await practice.pass(1_000);
      expect(asked).toEqual([guestUserId]);
    });

    it('may be down when a visit ends that has no room yet: it still ends', async () => {
      await practice.visits.invite(clinician, request('a'));
      practice.homeserver.rooms.makeRoom = () => Promise.reject(new Error('down'));
      const { visitId } = await practice.visits.redeem(redemption('a', 'phone'));
      await practice.visits.act(clinician, visitId, 'decline');
      await practice.pass(1_000);
      expect(await desk()).toMatchObject({ visits: [] });
    });
  });
});
