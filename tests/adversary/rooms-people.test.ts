/** Somebody gets into the room of a visit. Each attack with its control: without the defence the intruder reads along. */

import { powerType, type RoomId, roomPower, type UserId } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectConversation, say } from '../e2e/people.ts';
import { roomAttacks } from './attacks/rooms.ts';
import { freshName, inConversation } from './call/conversation.ts';
import { guestsOf } from './keys/intruder.ts';
import { visitOf } from './keys/visit.ts';
import { type BotDevice, openBotDevice } from './rooms/bot-device.ts';
import { inTheNameOf, join, stranger, takeOver } from './rooms/forced.ts';
import { isMember, saysJoined, sentInto, showRooms, taken } from './rooms/shown.ts';
import { expectStopped, write } from './rooms/tell.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { type OperatorDevice, openOperatorDevice } from './stack/device.ts';
import { answeringWith, type Json, objectOf, readJson } from './stack/json.ts';
import type { OperatorAccount } from './stack/operator.ts';
import type { Scene } from './stack/scene.ts';

let adversary: Adversary;
const bots: BotDevice[] = [];
/** Of the running attack: the attacker's own, given back after it. */
let device: OperatorDevice | undefined;
beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 6 });
});

afterAll(async () => {
  device?.stop();
  for (const bot of bots) bot.stop();
  await adversary?.close();
});

/** A device of the attacker's own, signed by an identity of its own; it is given back when the next one is opened. */
async function deviceFor({ operator }: Scene, account: OperatorAccount): Promise<OperatorDevice> {
  device?.stop();
  device = await openOperatorDevice(operator.homeserverUrl, account);
  await device.signItself();
  return device;
}

/** A conversation that this device is to break into. */
async function talkAnd(scene: Scene, intruder: OperatorDevice) {
  const talk = await inConversation(scene);
  const clinician = talk.desk.account.userId;
  const { roomId, guest } = visitOf(scene, clinician);
  const both = (fits: (event: Json) => boolean) =>
    Promise.all([clinician, guest].map((victim) => taken(scene, victim, fits)));
  const { account } = intruder;
  return { ...talk, intruder, roomId, guest, account, both, power: inTheNameOf(scene, clinician, roomId) };
}

async function expectReads(intruder: OperatorDevice, roomId: RoomId, text: string): Promise<void> {
  await expect.poll(() => intruder.textsOf(roomId), { timeout: 20_000 }).toContain(text);
}

attackTest(roomAttacks.attacks.forcedAdmin, () => adversary, {
  async attempt(scene) {
    const talk = await talkAnd(scene, await deviceFor(scene, stranger(scene, { admin: true })));
    const there = talk.both(isMember(talk.account.userId, 'join'));
    await takeOver(scene, talk.roomId, talk.account);
    await there;
    return { ...talk, text: await write(talk.desk.clinician.page) };
  },
  async fails({ intruder, roomId, ...talk }) {
    await expectStopped(talk, /does not belong|who may decide/);
    expect(intruder.textsOf(roomId)).toEqual([]);
  },
  succeeds: ({ intruder, roomId, text }) => expectReads(intruder, roomId, text),
});

attackTest(roomAttacks.attacks.forcedBot, () => adversary, {
  async attempt(scene) {
    const { asToken } = await scene.operator.secrets();
    const bot = await openBotDevice(scene);
    bots.push(bot);
    const talk = await inConversation(scene);
    const clinician = talk.desk.account.userId;
    const { roomId, guest } = visitOf(scene, clinician);
    await expect.poll(bot.isReady, { timeout: 20_000 }).toBe(true);
    const there = Promise.all(
      [clinician, guest].map((victim) => taken(scene, victim, isMember(bot.userId, 'join'))),
    );
    await inTheNameOf(scene, clinician, roomId)('POST', 'invite', { user_id: bot.userId });
    await join(scene, roomId, { token: asToken });
    await there;
    const text = await write(talk.desk.clinician.page);
    return { ...talk, text, reads: () => bot.textsOf(roomId, clinician) };
  },
  async fails({ reads, text, ...talk }) {
    await expectStopped(talk, /program/);
    expect(await reads()).not.toContain(text);
  },
  succeeds: ({ reads, text }) => expect.poll(reads, { timeout: 20_000 }).toContain(text),
});

attackTest(roomAttacks.attacks.invitedThird, () => adversary, {
  async attempt(scene) {
    const talk = await talkAnd(scene, await deviceFor(scene, stranger(scene)));
    const there = talk.both(isMember(talk.account.userId, 'invite'));
    await talk.power('PUT', 'state/m.room.history_visibility/', { history_visibility: 'invited' });
    await talk.power('POST', 'invite', { user_id: talk.account.userId });
    await there;
    const text = await write(talk.desk.clinician.page);
    await join(scene, talk.roomId, talk.account);
    return { ...talk, text };
  },
  async fails({ intruder, roomId, ...talk }) {
    await expectStopped(talk, /does not belong|read along/);
    await expect.poll(() => intruder.client.getRoom(roomId)?.getMyMembership()).toBe('join');
    expect(intruder.textsOf(roomId)).toEqual([]);
  },
  succeeds: ({ intruder, roomId, text }) => expectReads(intruder, roomId, text),
});

attackTest(roomAttacks.attacks.unseenMember, () => adversary, {
  async attempt(scene) {
    const account = stranger(scene);
    const names = (event: Json) => JSON.stringify(event).includes(account.userId);
    showRooms(scene, (event) => (names(event) ? undefined : event));
    const talk = await talkAnd(scene, await deviceFor(scene, account));
    await talk.power('POST', 'invite', { user_id: account.userId });
    await join(scene, talk.roomId, account);
    await expect.poll(() => talk.intruder.client.getRoom(talk.roomId)?.getMyMembership()).toBe('join');
    return { ...talk, text: await write(talk.desk.clinician.page) };
  },
  async fails({ intruder, roomId, desk, patient, text }, scene) {
    await patient.page.getByTestId('chat-toggle').click();
    await patient.page.getByTestId('chat-message').filter({ hasText: text }).waitFor();
    await say(patient.page, desk.clinician.page, 'Und meine Antwort darauf');
    await expectConversation(desk.clinician.page, patient.page);
    // It has the message itself, which is worth nothing to it.
    expect(sentInto(scene, roomId, desk.account.userId).length).toBeGreaterThan(0);
    const seen = () => intruder.client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
    await expect.poll(() => seen().some((event) => event.isDecryptionFailure())).toBe(true);
    expect(intruder.textsOf(roomId)).toEqual([]);
  },
  succeeds: ({ intruder, roomId, text }) => expectReads(intruder, roomId, text),
});

attackTest(roomAttacks.attacks.forgedPower, () => adversary, {
  async attempt(scene) {
    const talk = await talkAnd(scene, await deviceFor(scene, stranger(scene)));
    const { userId } = talk.account;
    const shown = talk.both(
      ({ type, content }) => type === powerType && JSON.stringify(content).includes(userId),
    );
    await talk.power('PUT', `state/${powerType}/`, roomPower([talk.desk.account.userId, userId]));
    await shown;
    const there = talk.both(isMember(userId, 'join'));
    await talk.power('POST', 'invite', { user_id: userId });
    await join(scene, talk.roomId, talk.account);
    await there;
    return { ...talk, text: await write(talk.desk.clinician.page) };
  },
  async fails({ intruder, roomId, ...talk }) {
    await expectStopped(talk, /who may decide/);
    expect(intruder.textsOf(roomId)).toEqual([]);
  },
  succeeds: ({ intruder, roomId, text }) => expectReads(intruder, roomId, text),
});

attackTest(roomAttacks.attacks.secondGuest, () => adversary, {
  async attempt(scene) {
    const desk = await scene.desk();
    const { operator } = scene;
    const link = await desk.clinician.makeLink('Zweite Person', { kind: 'chat' });
    const name = freshName('Carl');
    const patient = await scene.patient(await desk.clinician.makeLink(`${name}, nachmittags`));
    await patient.enterAndWait(name);
    await desk.clinician.expectConnected(name);
    await desk.clinician.admit(name);
    await expectConversation(desk.clinician.page, patient.page);
    const talk = { desk, patient };
    const clinician = desk.account.userId;
    const { roomId, guest } = visitOf(scene, clinician);
    // A text conversation: nothing of a call goes to them.
    const before = new Set(guestsOf(operator));
    const keysFor = keysSentBy(scene, clinician);
    const other = await scene.patient(link);
    await other.page.getByTestId('door-enter').click();
    await other.page.getByTestId('name-input').fill(freshName('Dora'));
    await other.page.getByTestId('enter-waiting-room').click();
    await other.expectKnown();
    const second = guestsOf(operator).find((user) => !before.has(user));
    if (!second) throw new Error('there is no second patient');
    const own = keysFor(second);
    listAsMember(scene, second);
    await Promise.all(
      [clinician, guest].map((userId) => scene.sync.insert({ userId }, saysJoined(roomId, second))),
    );
    await write(talk.desk.clinician.page);
    return { ...talk, keys: () => keysFor(second) - own };
  },
  async fails({ keys, ...talk }) {
    await expectStopped(talk, /does not belong/);
    expect(keys()).toBe(0);
  },
  // Their browser is a real one, and what is encrypted for it is the room key.
  succeeds: ({ keys }) => void expect(keys()).toBeGreaterThan(0),
});

/** Whoever asks the homeserver for members gets one more. */
function listAsMember({ proxy }: Scene, userId: UserId): void {
  proxy.intercept({ method: 'GET', path: /\/joined_members$/ }, async (asked, pass) => {
    const answer = await pass(asked);
    return answeringWith(answer, { joined: { ...objectOf(readJson(answer)['joined']), [userId]: {} } });
  });
}

/** How many room keys one person's pages have encrypted for another's devices from now on. */
function keysSentBy({ proxy, operator }: Scene, from: UserId): (to: UserId) => number {
  const counts = new Map<string, number>();
  proxy.intercept({ method: 'PUT', path: ofCryptoMachine }, async (asked, pass) => {
    if (operator.whose(asked.token)?.userId === from)
      for (const to of Object.keys(objectOf(readJson(asked)['messages'])))
        counts.set(to, (counts.get(to) ?? 0) + 1);
    return pass(asked);
  });
  return (to) => counts.get(to) ?? 0;
}

/** The crypto machine shares room keys by itself, under transactions of its own; what our code sends begins with `m`. */
const ofCryptoMachine = /\/sendToDevice\/m\.room\.encrypted\/(?!m\d)[^/]+$/;
