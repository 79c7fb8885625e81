/** The room is shown as another one than it is. Each attack with its control: without the defence the servers read, or decide. */

import { randomUUID } from 'node:crypto';
import { encryptionType } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { openPlainClient, type PlainClient } from '../e2e/plain-client.ts';
import { roomAttacks } from './attacks/rooms.ts';
import { freshName, inConversation } from './call/conversation.ts';
import { visitOf } from './keys/visit.ts';
import { botOf, stranger } from './rooms/forced.ts';
import { isMember, sentInto, showRooms, taken } from './rooms/shown.ts';
import { keysOnceRead, readWith } from './rooms/stolen-keys.ts';
import { expectStopped, write } from './rooms/tell.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { type Json, textOf } from './stack/json.ts';
import type { Desk, Scene } from './stack/scene.ts';

let adversary: Adversary;
const laptops: PlainClient[] = [];

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  for (const laptop of laptops) laptop.stop();
  await adversary?.close();
});

/** A patient arrives in a room that both are shown with another encryption event, or none. */
async function meetIn(scene: Scene, encryption: (event: Json) => Json | undefined, sitting?: Desk) {
  const desk = sitting ?? (await scene.desk());
  const link = await desk.clinician.makeLink('Anders gezeigt');
  showRooms(scene, (event) =>
    event['type'] === encryptionType && isVisit(event) ? encryption(event) : event,
  );
  // From then on everything about the room has to be right.
  const botGone = taken(scene, desk.account.userId, isMember(botOf(scene), 'leave'));
  const name = freshName('Emil');
  const patient = await scene.patient(link);
  await patient.enter(name);
  await botGone;
  const { roomId, guest } = visitOf(scene, desk.account.userId);
  const sent = () => sentInto(scene, roomId, desk.account.userId);
  return { desk, patient, roomId, guest, sent, name };

  /** The notebook's encryption is left alone. */
  function isVisit(event: Json): boolean {
    return textOf(event['sender']) !== desk.account.userId;
  }
}

type Meeting = Awaited<ReturnType<typeof meetIn>>;

/** From the desk, where it is let. @returns the text that was tried */
async function writeFromDesk({ desk, name }: Meeting): Promise<readonly string[]> {
  const { page } = desk.clinician;
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  if (await page.getByTestId('alarm').isVisible()) return [];
  await desk.clinician.admit(name);
  return [await write(desk.clinician.page)];
}

attackTest(roomAttacks.attacks.strippedEncryption, () => adversary, {
  async attempt(scene) {
    const meeting = await meetIn(scene, () => undefined);
    return { ...meeting, texts: await writeFromDesk(meeting) };
  },
  async fails({ sent, ...meeting }) {
    await expectStopped(meeting, /not encrypted the way/);
    expect(sent()).toEqual([]);
  },
  succeeds: ({ sent, texts }) => void expect(sent().map(({ body }) => body)).toEqual(texts),
});

attackTest(roomAttacks.attacks.loweredEncryption, () => adversary, {
  async attempt(scene) {
    const lowered = (event: Json) => ({ ...event, content: { algorithm: 'm.megolm.v0.none' } });
    const meeting = await meetIn(scene, lowered);
    return { ...meeting, texts: await writeFromDesk(meeting) };
  },
  async fails({ sent, ...meeting }) {
    await expectStopped(meeting, /how this (room|online conversation) is encrypted/);
    expect(sent()).toEqual([]);
  },
  succeeds: ({ sent, texts }) => void expect(sent().map(({ body }) => body)).toEqual(texts),
});

attackTest(roomAttacks.attacks.takenBackEncryption, () => adversary, {
  async attempt(scene) {
    const talk = await inConversation(scene);
    const clinician = talk.desk.account.userId;
    const { roomId, guest } = visitOf(scene, clinician);
    const emptied: Json = {
      type: encryptionType,
      state_key: '',
      sender: clinician,
      content: {},
      event_id: `$${randomUUID()}`,
      origin_server_ts: Date.now(),
    };
    const timeline = { events: [emptied], limited: false, prev_batch: 'none' };
    for (const userId of [clinician, guest])
      await scene.sync.insert(
        { userId },
        { rooms: { join: { [roomId]: { state: { events: [] }, timeline } } } },
      );
    const text = await write(talk.desk.clinician.page);
    return { ...talk, text, sent: () => sentInto(scene, roomId, clinician) };
  },
  async fails({ sent, ...talk }) {
    await expectStopped(talk, /how this (room|online conversation) is encrypted/);
    expect(sent()).toEqual([]);
  },
  succeeds: ({ sent, text }) => void expect(sent().map(({ body }) => body)).toEqual([text]),
});

attackTest(roomAttacks.attacks.changedRotation, () => adversary, {
  async attempt(scene) {
    const desk = await scene.desk({ burns: true });
    const laptop = await openPlainClient(scene.practice.homeserverUrl, desk.account);
    laptops.push(laptop);
    await laptop.unlock(desk.recoveryKey);
    const rotated = (event: Json) => ({
      ...event,
      content: { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_msgs: 10_000 },
    });
    const meeting = await meetIn(scene, rotated, desk);
    const [first] = await writeFromDesk(meeting);
    const stolen = first === undefined ? undefined : await keysOnceRead(laptop, meeting.roomId, first);
    return { ...meeting, stolen };
  },
  async fails({ sent, stolen, ...meeting }) {
    await expectStopped(meeting, /how this (room|online conversation) is encrypted/);
    expect(sent()).toEqual([]);
    expect(stolen).toBeUndefined();
  },
  async succeeds({ desk, roomId, sent, stolen = '' }, scene) {
    let last = '';
    for (let each = 0; each < messagesToAKey; each += 1) last = await write(desk.clinician.page);
    expect(sent().length).toBeGreaterThan(messagesToAKey);
    const content = sent().at(-1) ?? {};
    expect(await readWith(stolen, stranger(scene), { roomId, sender: desk.account.userId, content })).toBe(
      last,
    );
  },
});

/** After so many a room key changes by itself, if nobody says otherwise (client-server specification, `m.room.encryption`). */
const messagesToAKey = 100;
