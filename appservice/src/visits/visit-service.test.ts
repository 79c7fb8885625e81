import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onBothDatabases } from '../store/databases-under-test.ts';
import { openPractice, type PracticeUnderTest } from './practice-under-test.ts';
import {
  clinician,
  colleague,
  practice as everybody,
  redemption,
  request,
  secret,
  startMs,
} from './world-under-test.ts';

const minute = 60_000;
const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

onBothDatabases('in a practice', (fresh) => {
  let practice: PracticeUnderTest;
  let url: string;
  beforeEach(async () => {
    url = await fresh();
    practice = await openPractice(url);
  });
  afterEach(() => practice.close());
  const visits = () => practice.visits;
  const desk = () => visits().desk(clinician);
  const phaseOf = async (browser: string) => (await visits().guestVisit(secret(browser))).phase;

  it('a visit goes all the way from the link to the record', async () => {
    const { homeserver } = practice;
    expect(await visits().invite(clinician, request('a'))).toMatchObject({
      guestName: 'Guest 1',
      state: 'invited',
    });
    const { guestUserId, visitId, roomId } = await practice.arrive('a', 'phone');
    expect(homeserver.confined.get(guestUserId)).toBe(roomId);
    expect(await homeserver.rooms.joinedRooms()).toEqual([]);
    expect((await desk()).visits).toMatchObject([
      { phase: 'waiting', waitingSinceMs: startMs, presence: 'here', roomId, otherBrowser: false },
    ]);
    await visits().act(clinician, visitId, 'admit');
    expect(await phaseOf('phone')).toBe('in-session');
    await visits().act(clinician, visitId, 'end');
    await visits().idle();
    expect(homeserver.existing.size).toBe(0);
    expect([...homeserver.disposedGuests]).toEqual([guestUserId]);
    expect(await desk()).toMatchObject({ invitations: [], visits: [] });
    await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
  });

  describe('somebody with a link', () => {
    it('learns at the door whom it is for, and that asking uses nothing up', async () => {
      await visits().invite(clinician, request('a'));
      const door = { clinician: { userId: clinician, name: 'Dr. Ada' }, kind: 'video' };
      const state = async () => (await visits().door(request('a').id)).state;
      expect(await visits().door(request('a').id)).toMatchObject({
        ...door,
        state: 'open',
        serverTimeMs: startMs,
      });
      expect((await desk()).visits).toEqual([]);
      const { visitId } = await practice.arrive('a', 'phone');
      expect(await state()).toBe('opened');
      await visits().act(clinician, visitId, 'end');
      await visits().idle();
      expect(await visits().door(request('a').id)).toMatchObject({ ...door, state: 'ended' });
    });

    it('is told too early and too late by a clock that may differ by two minutes', async () => {
      const { id } = await visits().invite(
        clinician,
        request('a', { notBefore: startMs / 1000 + 600, notAfter: startMs / 1000 + 1200 }),
      );
      const state = async () => (await visits().door(id)).state;
      practice.clock.pass(8 * minute - 1000);
      expect(await state()).toBe('too-early');
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toMatchObject({
        code: 'too-early',
        detail: { notBefore: startMs / 1000 + 600 },
      });
      practice.clock.pass(1000);
      expect(await state()).toBe('open');
      practice.clock.pass(14 * minute);
      expect(await state()).toBe('open');
      practice.clock.pass(1);
      expect(await state()).toBe('too-late');
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('too-late'));
      await practice.pass(0);
      expect(await state()).toBe('too-late');
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('too-late'));
    });

    it('gets one answer for a wrong token and for a link that never was', async () => {
      await visits().invite(clinician, request('a'));
      const wrong = { ...redemption('a', 'phone'), redeemToken: secret('guessed') };
      await expect(visits().redeem(wrong)).rejects.toEqual(refusal('unknown-link'));
      await expect(visits().redeem(redemption('never', 'phone'))).rejects.toEqual(refusal('unknown-link'));
      await expect(visits().door(request('never').id)).rejects.toEqual(refusal('unknown-link'));
      expect((await desk()).visits).toEqual([]);
    });

    it('is told that the invitation was taken back', async () => {
      const { id } = await visits().invite(clinician, request('a'));
      await visits().cancel(clinician, id);
      expect((await visits().door(id)).state).toBe('cancelled');
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('cancelled'));
      expect((await desk()).invitations).toEqual([]);
    });

    it('gets the same visit however often the same browser asks, each time with a fresh voucher', async () => {
      await visits().invite(clinician, request('a'));
      const first = await visits().redeem(redemption('a', 'phone'));
      const [second, third] = await Promise.all([
        visits().redeem(redemption('a', 'phone')),
        visits().redeem(redemption('a', 'phone')),
      ]);
      expect([second, third]).toEqual([first, first]);
      practice.clock.pass(10 * minute);
      const later = await visits().redeem(redemption('a', 'phone'));
      expect(later).toMatchObject({ visitId: first.visitId, guestUserId: first.guestUserId });
      expect(later.voucher).not.toBe(first.voucher);
      await visits().idle();
      expect(practice.homeserver.existing.size).toBe(1);
    });

    it('comes back as long as the session lasts, also when the window has closed', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'admit');
      await practice.pass(70 * minute);
      expect(await visits().redeem(redemption('a', 'phone'))).toMatchObject({ visitId });
      await expect(visits().redeem(redemption('a', 'laptop'))).rejects.toEqual(refusal('too-late'));
    });

    it('does not get to somebody who has left the practice', async () => {
      await visits().invite(clinician, request('a'));
      await practice.close();
      practice = await openPractice(url, { practice: { ...everybody, clinicianName: () => undefined } });
      expect((await visits().door(request('a').id)).state).toBe('cancelled');
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('cancelled'));
    });
  });

  describe('another browser with the same link', () => {
    beforeEach(async () => {
      await visits().invite(clinician, request('a'));
    });
    const other = (browser: string) => visits().redeem(redemption('a', browser));
    const shown = async () => (await desk()).visits[0];

    it('is parked, the desk sees it, and gets a visit of its own when the clinician says so', async () => {
      const first = await practice.arrive('a', 'scanner');
      await expect(other('phone')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ visitId: first.visitId, otherBrowser: true });
      await visits().act(clinician, first.visitId, 'accept-other');
      const second = await other('phone');
      expect(second.guestUserId).not.toBe(first.guestUserId);
      await visits().idle();
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
      await visits().act(clinician, first.visitId, 'accept-other');
      const second = await other('phone');
      await visits().act(clinician, second.visitId, 'end');
      await visits().idle();
      expect(practice.homeserver.existing.size).toBe(0);
      expect((await visits().door(request('a').id)).state).toBe('ended');
      await expect(other('phone')).rejects.toEqual(refusal('ended'));
      await expect(other('third')).rejects.toEqual(refusal('ended'));
    });

    it('is refused for good when the clinician says so', async () => {
      const { visitId } = await practice.arrive('a', 'phone');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      await visits().act(clinician, visitId, 'refuse-other');
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
      await visits().act(clinician, visitId, 'accept-other');
      await other('phone');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ otherBrowser: true });
    });

    it('does not disturb a session', async () => {
      const { visitId } = await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'admit');
      await expect(other('thief')).rejects.toEqual(refusal('opened-elsewhere'));
      expect(await shown()).toMatchObject({ phase: 'in-session', otherBrowser: false });
      await expect(visits().act(clinician, visitId, 'accept-other')).rejects.toEqual(refusal('conflict'));
    });
  });

  describe('the desk', () => {
    it('names open invitations apart, earliest first, and shows nobody else’s', async () => {
      await visits().invite(clinician, request('b', { notBefore: startMs / 1000 + 60 }));
      await visits().invite(clinician, request('a'));
      await visits().invite(colleague, request('c'));
      expect((await desk()).invitations).toMatchObject([
        { id: request('a').id, guestName: 'Guest 2' },
        { id: request('b').id, guestName: 'Guest 1' },
      ]);
      expect(JSON.stringify(await desk())).not.toContain('redeemHash');
    });

    it('may repeat an invitation, but not change it, take somebody else’s, or use a link twice', async () => {
      const [first, again] = await Promise.all([
        visits().invite(clinician, request('a')),
        visits().invite(clinician, request('a')),
      ]);
      expect(again).toEqual(first);
      const conflict = refusal('conflict');
      await expect(visits().invite(clinician, request('a', { kind: 'chat' }))).rejects.toEqual(conflict);
      await expect(visits().invite(colleague, request('a'))).rejects.toEqual(conflict);
      await visits().cancel(clinician, first.id);
      await expect(visits().invite(clinician, request('a'))).rejects.toEqual(conflict);
    });

    it('cannot invite for a time that is over, or that ends before it begins', async () => {
      const s = startMs / 1000;
      await expect(
        visits().invite(clinician, request('a', { notBefore: s - 900, notAfter: s - 600 })),
      ).rejects.toEqual(refusal('too-late'));
      await expect(visits().invite(clinician, request('b', { notAfter: s }))).rejects.toEqual(
        refusal('bad-request'),
      );
    });

    it('gives thirty invitations at once thirty names', async () => {
      const made = await Promise.all(
        Array.from({ length: 30 }, (_, n) => visits().invite(clinician, request(`link ${n}`))),
      );
      expect(new Set(made.map(({ guestName }) => guestName)).size).toBe(30);
    });

    it('can do nothing to a visit of a colleague', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      for (const verb of ['admit', 'send-back', 'decline', 'end', 'accept-other', 'refuse-other'] as const)
        await expect(visits().act(colleague, visitId, verb)).rejects.toEqual(refusal('not-found'));
      await expect(visits().cancel(colleague, request('a').id)).rejects.toEqual(refusal('not-found'));
      expect(await phaseOf('phone')).toBe('waiting');
      await visits().act(clinician, visitId, 'end');
      await visits().idle();
      await expect(visits().act(colleague, visitId, 'end')).rejects.toEqual(refusal('not-found'));
    });

    it('may say everything twice, as after an answer that got lost', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      for (const verb of ['admit', 'admit', 'send-back', 'send-back', 'admit', 'end', 'end'] as const)
        await visits().act(clinician, visitId, verb);
      await visits().idle();
      await visits().act(clinician, visitId, 'end');
      await expect(visits().act(clinician, visitId, 'admit')).rejects.toEqual(refusal('conflict'));
      await visits().invite(clinician, request('b'));
      await visits().cancel(clinician, request('b').id);
      await visits().cancel(clinician, request('b').id);
    });

    it('cannot admit who has not arrived, nor decline or cancel a running session', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await visits().redeem(redemption('a', 'phone'));
      await expect(visits().act(clinician, visitId, 'admit')).rejects.toEqual(refusal('conflict'));
      await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'admit');
      await expect(visits().act(clinician, visitId, 'decline')).rejects.toEqual(refusal('conflict'));
      await expect(visits().cancel(clinician, request('a').id)).rejects.toEqual(refusal('conflict'));
    });

    it('declines with a word that the guest hears, then and later', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'decline');
      await visits().idle();
      await expect(phaseOf('phone')).rejects.toEqual(refusal('declined'));
      await expect(visits().lease(secret('phone'), 'here')).rejects.toEqual(refusal('declined'));
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal('declined'));
    });
  });

  describe('a waiting browser', () => {
    beforeEach(async () => {
      await visits().invite(clinician, request('a'));
      await practice.arrive('a', 'phone');
    });
    const shown = async () => (await desk()).visits[0];

    it('is gone half a minute after its last word, and back with the next', async () => {
      await practice.pass(29_000);
      await visits().lease(secret('phone'), 'here');
      await practice.pass(29_000);
      expect(await shown()).toMatchObject({ presence: 'here', presenceSinceMs: startMs });
      await practice.pass(1_000);
      expect(await shown()).toMatchObject({ presence: 'gone', presenceSinceMs: startMs + 59_000 });
      await visits().lease(secret('phone'), 'here');
      expect(await shown()).toMatchObject({ presence: 'here', phase: 'waiting', waitingSinceMs: startMs });
    });

    it('is not lost while the phone sleeps', async () => {
      await visits().lease(secret('phone'), 'away');
      await practice.pass(40 * minute);
      expect(await shown()).toMatchObject({ presence: 'away', presenceSinceMs: startMs, phase: 'waiting' });
    });

    it('does not lose its lease because the appservice was down', async () => {
      await practice.close();
      practice = await openPractice(url, { homeserver: practice.homeserver });
      practice.clock.pass(20 * minute);
      await visits().start();
      await practice.pass(29_000);
      expect(await shown()).toMatchObject({ presence: 'here' });
      await practice.pass(1_000);
      expect(await shown()).toMatchObject({ presence: 'gone' });
    });

    it('and nobody else can speak for it', async () => {
      await expect(visits().lease(secret('stranger'), 'gone')).rejects.toEqual(refusal('unauthorized'));
      await expect(phaseOf('stranger')).rejects.toEqual(refusal('unauthorized'));
      expect(await shown()).toMatchObject({ presence: 'here' });
    });
  });

  describe('when time is over', () => {
    it.each([
      ['nobody opened the link', async () => {}, 'too-late'],
      ['the guest waited in vain', () => practice.arrive('a', 'phone'), 'ended'],
      ['the guest pressed the button and went', () => visits().redeem(redemption('a', 'phone')), 'ended'],
    ])('everything goes: %s', async (_, before, code) => {
      await visits().invite(clinician, request('a'));
      await before();
      await practice.pass(62 * minute + 1);
      expect(await desk()).toMatchObject({ invitations: [], visits: [] });
      expect(practice.homeserver.existing.size).toBe(0);
      await expect(visits().redeem(redemption('a', 'phone'))).rejects.toEqual(refusal(code));
    });

    it('a session ends when its grace does', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'admit');
      await practice.pass(122 * minute);
      expect(await phaseOf('phone')).toBe('in-session');
      await practice.pass(1);
      await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
    });

    it('the record forgets link and browser first, then everything', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      await visits().act(clinician, visitId, 'end');
      await visits().idle();
      await practice.pass(24 * 60 * minute - 1);
      expect((await visits().door(request('a').id)).state).toBe('ended');
      await practice.pass(1);
      await expect(visits().door(request('a').id)).rejects.toEqual(refusal('unknown-link'));
      await expect(phaseOf('phone')).rejects.toEqual(refusal('unauthorized'));
      expect(await practice.store.visits.nextDueMs(0)).toBe(startMs + 30 * 24 * 60 * minute);
      await practice.pass(29 * 24 * 60 * minute);
      expect(await practice.store.visits.nextDueMs(0)).toBeUndefined();
    });
  });

  describe('the homeserver', () => {
    const people = () => [...practice.homeserver.existing.values()].map((members) => [...members.values()]);

    it('makes another room when somebody did not get into the first', async () => {
      await visits().invite(clinician, request('a'));
      const { guestUserId } = await visits().redeem(redemption('a', 'phone'));
      await visits().idle();
      const { roomId } = await visits().guestVisit(secret('phone'));
      if (!roomId) throw new Error('no room');
      await practice.homeserver.join(roomId, guestUserId);
      await practice.pass(20_000);
      const anew = await visits().guestVisit(secret('phone'));
      expect(anew.roomId).not.toBe(roomId);
      expect(practice.homeserver.existing.has(roomId)).toBe(false);
      expect(await practice.arrive('a', 'phone')).toMatchObject({ guestUserId, roomId: anew.roomId });
    });

    it('is asked who is in before a room is given up: its news may have been lost', async () => {
      await visits().invite(clinician, request('a'));
      practice.homeserver.onMembership = async () => {};
      const { roomId } = await practice.arrive('a', 'phone');
      expect(await phaseOf('phone')).toBe('arriving');
      await practice.pass(20_000);
      expect(await visits().guestVisit(secret('phone'))).toMatchObject({ phase: 'waiting', roomId });
    });

    it('may tell of a clinician who joined before it has answered that the room exists', async () => {
      await visits().invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = async (who) => {
        const room = await make(who);
        await homeserver.join(room, clinician);
        return room;
      };
      const { guestUserId } = await visits().redeem(redemption('a', 'phone'));
      await visits().idle();
      const { roomId } = await visits().guestVisit(secret('phone'));
      if (!roomId) throw new Error('no room');
      await homeserver.join(roomId, guestUserId);
      await visits().idle();
      expect(await phaseOf('phone')).toBe('waiting');
    });

    it('may be down: the answer does not wait for it, and the room is there when it is back', async () => {
      await visits().invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = () => Promise.reject(new Error('down'));
      await visits().redeem(redemption('a', 'phone'));
      for (let n = 0; n < 5; n++) await practice.pass(1_000);
      homeserver.rooms.makeRoom = make;
      await practice.pass(10_000);
      expect((await visits().guestVisit(secret('phone'))).roomId).not.toBeNull();
      expect(homeserver.existing.size).toBe(1);
    });

    it('may lose its answer: the room nobody knows of is disposed of', async () => {
      await visits().invite(clinician, request('a'));
      const { homeserver } = practice;
      const make = homeserver.rooms.makeRoom;
      homeserver.rooms.makeRoom = async (who) => {
        await make(who);
        homeserver.rooms.makeRoom = make;
        throw new Error('connection lost');
      };
      await visits().redeem(redemption('a', 'phone'));
      await visits().idle();
      await practice.pass(1_000);
      expect(people()).toEqual([['join', 'invite', 'invite']]);
      expect(homeserver.existing.has((await visits().guestVisit(secret('phone'))).roomId as never)).toBe(
        true,
      );
    });

    it('may refuse to let go at first: it is asked until nothing is left', async () => {
      await visits().invite(clinician, request('a'));
      const { visitId } = await practice.arrive('a', 'phone');
      const { homeserver } = practice;
      const dispose = homeserver.steward.disposeRoom;
      let asked = 0;
      homeserver.steward.disposeRoom = async (room) => (++asked < 4 ? false : dispose(room));
      await visits().act(clinician, visitId, 'end');
      await visits().idle();
      expect(await phaseOf('phone')).toBe('ended');
      for (let n = 0; n < 4; n++) await practice.pass(1_000);
      expect(asked).toBe(4);
      await expect(phaseOf('phone')).rejects.toEqual(refusal('ended'));
    });

    it('gets rid of a guest that was made with the last voucher after the visit had ended', async () => {
      await visits().invite(clinician, request('a'));
      const { homeserver } = practice;
      homeserver.steward.confine = () => Promise.reject(new Error('no such guest yet'));
      const { visitId, guestUserId } = await visits().redeem(redemption('a', 'phone'));
      await visits().act(clinician, visitId, 'decline');
      await visits().idle();
      const asked: string[] = [];
      homeserver.steward.disposeGuest = async (guest) => asked.push(guest) > 0;
      await practice.pass(300_000);
      expect(asked).toEqual([]);
      await practice.pass(1_000);
      expect(asked).toEqual([guestUserId]);
    });

    it('may be down when a visit ends that has no room yet: it still ends', async () => {
      await visits().invite(clinician, request('a'));
      practice.homeserver.rooms.makeRoom = () => Promise.reject(new Error('down'));
      const { visitId } = await visits().redeem(redemption('a', 'phone'));
      await visits().act(clinician, visitId, 'decline');
      await practice.pass(1_000);
      expect(await desk()).toMatchObject({ visits: [] });
    });
  });

  describe('a browser that waits for news', () => {
    beforeEach(async () => {
      await visits().invite(clinician, request('a'));
      await practice.arrive('a', 'phone');
    });

    it('hears of the open door at once', async () => {
      const { revision } = await visits().guestVisit(secret('phone'));
      const news = visits().guestVisit(secret('phone'), { since: revision, waitMs: 25_000 });
      const [visit] = (await desk()).visits;
      if (!visit) throw new Error('no visit');
      await visits().act(clinician, visit.visitId, 'admit');
      expect(await news).toMatchObject({ phase: 'in-session' });
      expect((await news).revision).toBeGreaterThan(revision);
    });

    it('hears that nothing has happened when its time is over', async () => {
      const before = await visits().guestVisit(secret('phone'));
      const news = visits().guestVisit(secret('phone'), { since: before.revision, waitMs: 25_000 });
      await expect.poll(() => practice.timers.waiting()).toContain(25_000);
      practice.timers.run(25_000);
      expect(await news).toEqual(before);
    });

    it('is let go when it hangs up', async () => {
      const { revision } = await desk();
      const hangUp = new AbortController();
      const news = visits().desk(clinician, { since: revision, waitMs: 25_000, signal: hangUp.signal });
      hangUp.abort();
      expect((await news).revision).toBe(revision);
      expect(practice.timers.waiting()).not.toContain(25_000);
    });

    it('is answered at once when it has missed something, also by a new process', async () => {
      const { revision } = await desk();
      await visits().lease(secret('phone'), 'away');
      expect((await visits().desk(clinician, { since: revision, waitMs: 25_000 })).visits).toMatchObject([
        { presence: 'away' },
      ]);
      const latest = (await desk()).revision;
      await practice.close();
      practice = await openPractice(url, { homeserver: practice.homeserver });
      practice.clock.pass(1);
      expect((await visits().desk(clinician, { since: latest, waitMs: 25_000 })).visits).toHaveLength(1);
    });
  });
});
