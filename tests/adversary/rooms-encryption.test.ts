/** The room is shown as another one than it is. Each attack with its control: without the defence the servers read, or decide. */

import { encryptionType } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { roomAttacks } from './attacks/rooms.ts';
import { freshName } from './call/conversation.ts';
import { visitOf } from './keys/visit.ts';
import { botOf } from './rooms/forced.ts';
import { isMember, sentInto, showRooms, taken } from './rooms/shown.ts';
import { expectStopped, write } from './rooms/tell.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { type Json, textOf } from './stack/json.ts';
import type { Scene } from './stack/scene.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

/** A patient arrives in a room that both are shown with another encryption event, or none. */
async function meetIn(scene: Scene, encryption: (event: Json) => Json | undefined) {
  const desk = await scene.desk();
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

/** From the desk, where it is let. @returns the texts that were tried */
async function writeFromDesk({ desk, name }: Meeting, times = 1): Promise<readonly string[]> {
  const { page } = desk.clinician;
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  if (await page.getByTestId('alarm').isVisible()) return [];
  await desk.clinician.admit(name);
  const texts: string[] = [];
  for (let each = 0; each < times; each += 1) texts.push(await write(desk.clinician.page));
  return texts;
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
    await expectStopped(meeting, /how (this|your) room is encrypted/);
    expect(sent()).toEqual([]);
  },
  succeeds: ({ sent, texts }) => void expect(sent().map(({ body }) => body)).toEqual(texts),
});

attackTest(roomAttacks.attacks.changedRotation, () => adversary, {
  async attempt(scene) {
    const rotated = (event: Json) => ({
      ...event,
      content: { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_msgs: 1 },
    });
    const meeting = await meetIn(scene, rotated);
    await writeFromDesk(meeting, 2);
    return meeting;
  },
  async fails({ sent, ...meeting }) {
    await expectStopped(meeting, /how (this|your) room is encrypted/);
    expect(sent()).toEqual([]);
  },
  // One key would have done for both.
  succeeds: ({ sent }) => void expect(new Set(sent().map(({ session_id: id }) => id)).size).toBe(2),
});
