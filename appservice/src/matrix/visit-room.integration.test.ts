import {
  callMemberType,
  InvitationIdSchema,
  type RoomId,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLogger } from '../log/index.ts';
import type { Steward } from '../visits/ports.ts';
import { type Bot, makeBot } from './bot.ts';
import { type ListeningBridge, loadBridge } from './bridge.ts';
import { type HomeserverUnderTest, Person, startHomeserverUnderTest } from './homeserver-under-test.ts';
import { makeNamer } from './namer.ts';
import { makeOpenId } from './open-id.ts';
import { makeSteward } from './steward-client.ts';

let homeserver: HomeserverUnderTest;
let listening: ListeningBridge;
let bot: Bot;
let steward: Steward;
/** The bot's account in the hands of somebody who has stolen the appservice's token. */
let thief: Person;
const members = changes();

beforeAll(async () => {
  homeserver = await startHomeserverUnderTest();
  const { url, config, paths, stewardKey } = homeserver;
  const { serverName } = config.homeserver;
  const bridge = await loadBridge({ registration: paths.registration, homeserverUrl: url, serverName });
  listening = await bridge.listen({
    host: '127.0.0.1',
    port: config.web.transactionsPort,
    membershipChanged: members.report,
    log: silentLogger,
  });
  bot = makeBot({
    client: bridge.client,
    botUserId: homeserver.bot,
    roomVersion: config.homeserver.roomVersion,
  });
  steward = makeSteward({ homeserverUrl: url, stewardKey, clock: { nowMs: () => Date.now() } });
  await bot.register();
  thief = new Person(url, homeserver.bot, homeserver.asToken);
});
afterAll(async () => {
  await listening?.close();
  await homeserver?.stop();
});

test('making the bot’s account again changes nothing', async () => {
  await bot.register();
});

describe('the room of a visit', () => {
  let guest: Person;
  let room: RoomId;
  beforeAll(async () => {
    guest = await homeserver.makeGuest();
    room = await bot.makeRoom({ clinician: homeserver.clinician.userId, guest: guest.userId });
    await steward.confine(guest.userId, room);
    expect((await homeserver.clinician.join(room)).status).toBe(200);
    expect((await guest.join(room)).status).toBe(200);
  });

  test('has exactly the state that keeps it private, encrypted and in the clinician’s hands', async () => {
    const { clinician, bot: botUser } = homeserver;
    const everything = await clinician.state(room);
    const state = Object.fromEntries(
      everything.filter(({ type }) => type !== 'm.room.member').map(({ type, content }) => [type, content]),
    );
    expect(state).toEqual({
      'm.room.create': { room_version: '11', 'm.federate': false },
      'm.room.encryption': { algorithm: 'm.megolm.v1.aes-sha2' },
      'm.room.guest_access': { guest_access: 'forbidden' },
      'm.room.history_visibility': { history_visibility: 'joined' },
      'm.room.join_rules': { join_rule: 'invite' },
      'm.room.power_levels': {
        users: { [clinician.userId]: 100 },
        users_default: 0,
        events: { 'm.room.encrypted': 0, [callMemberType]: 0 },
        events_default: 100,
        state_default: 100,
        invite: 100,
        kick: 100,
        ban: 100,
        redact: 100,
        historical: 100,
        notifications: { room: 100 },
      },
    });
    const inRoom = everything
      .filter(({ type }) => type === 'm.room.member')
      .map(({ state_key }) => state_key);
    expect(inRoom.sort()).toEqual([clinician.userId, botUser, guest.userId].sort());
  });

  test('tells the appservice who has joined, over the transaction port', async () => {
    await members.seen(room, homeserver.clinician.userId, 'join');
    await members.seen(room, guest.userId, 'join');
    const read = await bot.members(room);
    expect(read.get(guest.userId)).toBe('join');
    expect(read.get(homeserver.clinician.userId)).toBe('join');
    expect(await bot.joinedRooms()).toContain(room);
  });

  test('lets a guest send what is encrypted and say that it is in the call, and nothing else', async () => {
    const path = `/rooms/${encodeURIComponent(room)}`;
    const encrypted = {
      algorithm: 'm.megolm.v1.aes-sha2',
      ciphertext: 'AwgA',
      session_id: 's',
      device_id: 'd',
    };
    const inCall = { 'm.calls': [] };
    const own = encodeURIComponent(guest.userId);
    expect((await guest.ask('PUT', `${path}/send/m.room.encrypted/1`, encrypted)).status).toBe(200);
    expect((await guest.ask('PUT', `${path}/state/${callMemberType}/${own}`, inCall)).status).toBe(200);
    expect(
      (await guest.ask('PUT', `${path}/send/m.room.message/2`, { body: 'x', msgtype: 'm.text' })).status,
    ).toBe(403);
    expect((await guest.ask('PUT', `${path}/send/m.reaction/3`, {})).status).toBe(403);
    expect((await guest.ask('PUT', `${path}/state/m.room.name/`, { name: 'x' })).status).toBe(403);
    expect((await guest.ask('POST', `${path}/invite`, { user_id: homeserver.bot })).status).toBe(403);
  });

  test('the bot has no power from the moment the room exists', async () => {
    const path = `/rooms/${encodeURIComponent(room)}`;
    const power = { users: { [homeserver.bot]: 100 } };
    expect((await thief.ask('PUT', `${path}/state/m.room.power_levels/`, power)).status).toBe(403);
    expect(
      (await thief.ask('POST', `${path}/invite`, { user_id: '@third:sprechzimmer.localhost' })).status,
    ).toBe(403);
    expect((await thief.ask('POST', `${path}/kick`, { user_id: guest.userId })).status).toBe(403);
  });

  test('once the bot has left, nobody with its token gets back in, sees or changes anything', async () => {
    await bot.leaveRoom(room);
    await bot.leaveRoom(room);
    const path = `/rooms/${encodeURIComponent(room)}`;
    const { clinician } = homeserver;
    expect((await thief.join(room)).status).toBe(403);
    expect((await thief.ask('POST', `${path}/invite`, { user_id: homeserver.bot })).status).toBe(403);
    expect((await thief.ask('GET', `${path}/messages?dir=b`)).status).toBe(403);
    expect((await thief.ask('PUT', `${path}/send/m.room.encrypted/9`, {})).status).toBe(403);
    expect((await thief.ask('PUT', `${path}/state/m.room.encryption/`, {})).status).toBe(403);
    for (const other of [clinician.userId, guest.userId]) {
      const as = `?user_id=${encodeURIComponent(other)}`;
      expect((await thief.ask('GET', `/account/whoami${as}`)).status).toBe(403);
      expect((await thief.ask('POST', `${path}/invite${as}`, { user_id: homeserver.bot })).status).toBe(403);
      expect((await thief.ask('POST', `/keys/device_signing/upload${as}`, {})).status).toBe(403);
    }
    expect(await bot.joinedRooms()).not.toContain(room);
    expect(
      (await clinician.state(room)).find(({ state_key }) => state_key === homeserver.bot)?.content,
    ).toMatchObject({
      membership: 'leave',
    });
  });

  test('the token of the appservice is no admin’s', async () => {
    const answer = await fetch(`${homeserver.url}/_synapse/admin/v2/users`, {
      headers: { authorization: `Bearer ${homeserver.asToken}` },
    });
    expect(answer.status).toBe(403);
  });

  test('at the end room and guest are gone, and asking again is safe', async () => {
    await expect.poll(() => steward.disposeGuest(guest.userId), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => steward.disposeRoom(room), { timeout: 20_000 }).toBe(true);
    expect(await steward.disposeGuest(guest.userId)).toBe(true);
    expect(await steward.disposeRoom(room)).toBe(true);
    expect((await homeserver.clinician.ask('GET', `/rooms/${encodeURIComponent(room)}/state`)).status).toBe(
      403,
    );
    expect((await guest.ask('GET', '/account/whoami')).status).toBe(401);
    await bot.leaveRoom(room);
  });
});

test('a room can be made before the guest’s browser has made its account, and joined once it has', async () => {
  const { clinician, voucherKey, config } = homeserver;
  const namer = makeNamer(voucherKey);
  const localpart = namer.guestLocalpart();
  const userId = v.parse(UserIdSchema, `@${localpart}:${config.homeserver.serverName}`);
  const room = await bot.makeRoom({ clinician: clinician.userId, guest: userId });
  expect((await bot.members(room)).get(userId)).toBe('invite');
  await expect(steward.confine(userId, room)).rejects.toMatchObject({ code: 'NOT_OURS' });
  expect(await steward.disposeGuest(userId)).toBe(true);

  const invitation = v.parse(InvitationIdSchema, '3f9c1d0b7a5e48e2a6d4c8f01b2e7a90');
  const expiresSeconds = Math.floor(Date.now() / 1000) + 300;
  const guest = await homeserver.redeemVoucher(
    await namer.voucher({ localpart, invitation, expiresSeconds }),
  );
  expect(guest.userId).toBe(userId);
  expect((await guest.join(room)).status).toBe(403);
  await steward.confine(userId, room);
  expect((await guest.join(room)).status).toBe(200);
  await expect.poll(() => steward.disposeGuest(userId), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => steward.disposeRoom(room), { timeout: 20_000 }).toBe(true);
});

test('an OpenID token says who a clinician is; a made-up one says nothing', async () => {
  const { url, clinician, config } = homeserver;
  const openId = makeOpenId({ homeserverUrl: url, serverName: config.homeserver.serverName });
  expect(await openId.whose(await clinician.openIdToken())).toBe(clinician.userId);
  expect(await openId.whose('made-up')).toBeUndefined();
  const elsewhere = makeOpenId({ homeserverUrl: url, serverName: 'elsewhere.example' });
  expect(await elsewhere.whose(await clinician.openIdToken())).toBeUndefined();
});

/** Remembers membership changes, and lets a test wait for one. */
function changes() {
  const seen = new Set<string>();
  const waiting = new Map<string, () => void>();
  const key = (...parts: string[]) => parts.join(' ');
  return {
    report: async (room: RoomId, user: UserId, membership: string) => {
      seen.add(key(room, user, membership));
      waiting.get(key(room, user, membership))?.();
    },
    seen: (room: RoomId, user: UserId, membership: string) =>
      new Promise<void>((resolve) => {
        if (seen.has(key(room, user, membership))) resolve();
        else waiting.set(key(room, user, membership), resolve);
      }),
  };
}
