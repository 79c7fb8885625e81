/** A stranger whom the homeserver shows to one of the two alone: the other is to go on as if nothing had happened. */

import { afterAll, beforeAll, expect } from 'vitest';
import { roomAttacks } from './attacks/rooms.ts';
import { inConversation } from './call/conversation.ts';
import { visitOf } from './keys/visit.ts';
import { stranger } from './rooms/forced.ts';
import { saysJoined, sentInto } from './rooms/shown.ts';
import { write } from './rooms/tell.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import type { Scene } from './stack/scene.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

/** @returns once the one of them has been stopped by it */
async function showStrangerTo(scene: Scene, who: 'patient' | 'clinician') {
  const { desk, patient } = await inConversation(scene);
  const clinician = desk.account.userId;
  const { roomId, guest } = visitOf(scene, clinician);
  const userId = who === 'patient' ? guest : clinician;
  await scene.sync.insert({ userId }, saysJoined(roomId, stranger(scene).userId));
  const halted = patient.page.getByTestId('halted');
  const alarm = desk.clinician.page.getByTestId('alarm');
  const stopped = who === 'patient' ? halted : alarm;
  await stopped.waitFor({ timeout: 20_000 });
  expect(await stopped.innerText()).toMatch(/does not belong/);
  const sent = () => sentInto(scene, roomId, clinician).length + sentInto(scene, roomId, guest).length;
  return { desk, patient, halted, alarm, sent, before: sent() };
}

attackTest(roomAttacks.attacks.shownToPatient, () => adversary, {
  attempt: (scene) => showStrangerTo(scene, 'patient'),
  async fails({ alarm, desk, sent, before }) {
    await alarm.waitFor({ timeout: 20_000 });
    expect(await alarm.innerText()).toMatch(/does not belong/);
    await write(desk.clinician.page);
    expect(sent()).toBe(before);
    await desk.clinician.page.getByTestId('alarm-look').click();
    const dialog = desk.clinician.page.getByTestId('alarm-dialog');
    expect(await dialog.innerText()).toMatch(/the device on the other side that noticed/);
    await desk.clinician.page.keyboard.press('Escape');
  },
  async succeeds({ alarm, desk, sent, before }) {
    await write(desk.clinician.page);
    expect(sent()).toBe(before + 1);
    expect(await alarm.count()).toBe(0);
  },
});

attackTest(roomAttacks.attacks.shownToDesk, () => adversary, {
  attempt: (scene) => showStrangerTo(scene, 'clinician'),
  async fails({ halted, sent, before }) {
    await halted.waitFor({ timeout: 20_000 });
    expect(await halted.innerText()).toMatch(/other side.*has stopped/);
    expect(sent()).toBe(before);
  },
  async succeeds({ halted, patient, sent, before }) {
    await write(patient.page);
    expect(sent()).toBe(before + 1);
    expect(await halted.count()).toBe(0);
  },
});
