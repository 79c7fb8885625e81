/** The attacker's device is shown to one of the two, who then writes: who has read it, and who was told? */

import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Scene } from '../stack/scene.ts';
import { type Acquainted, learnsOf, tryToWrite } from './acquainted.ts';
import { forgeIdentity } from './forged-identity.ts';
import { type Intruder, isInside } from './intruder.ts';
import { lieAboutKeys, type ShownKeys } from './lies.ts';

export interface Overheard {
  readonly intruder: Intruder;
  /** What was written after the intruder had come. */
  readonly text: string;
  readonly writer: Page;
}

/** One of the two is shown keys, learns of the intruder by it, and writes or tries to. */
export async function eavesdrop(
  scene: Scene,
  { desk, patient, visit }: Acquainted,
  intruder: Intruder,
  writes: 'clinician' | 'patient',
  shows?: (truth: ShownKeys) => ShownKeys,
): Promise<Overheard> {
  const writer = writes === 'clinician' ? desk.clinician.page : patient.page;
  const victim = writes === 'clinician' ? desk.account.userId : visit.guest;
  const about = writes === 'clinician' ? visit.guest : desk.account.userId;
  await isInside(intruder, visit.roomId);
  if (shows)
    lieAboutKeys(scene, {
      to: (userId) => userId === victim,
      about: (userId) => userId === about,
      shows: (_userId, truth) => shows(truth),
    });
  const told = learnsOf(scene, victim, intruder);
  await scene.sync.insert({ userId: victim }, { device_lists: { changed: [about] } });
  await told;
  const text = randomUUID();
  await tryToWrite(writer, text);
  return { intruder, text, writer };
}

/** Identity and device, and nothing beside them. */
export function allForged(intruder: Intruder): () => ShownKeys {
  const forged = forgeIdentity(intruder.userId);
  return () => ({
    master: forged.master,
    selfSigning: forged.selfSigning,
    devices: { [intruder.deviceId]: forged.signDevice(intruder.deviceKeys) },
  });
}

export async function nothingWasRead({
  intruder,
  text,
  writer,
  visit,
  desk,
  patient,
}: Acquainted & Overheard) {
  // Whatever was typed stays where it was typed.
  const reader = writer === patient.page ? desk.clinician.page : patient.page;
  expect(await reader.getByText(text).count()).toBe(0);
  expect(intruder.textsOf(visit.roomId)).toEqual([]);
  expect(intruder.heard()).toEqual([]);
}

export async function everythingWasRead({ intruder, text, visit }: Acquainted & Overheard) {
  await expect.poll(() => intruder.textsOf(visit.roomId), { timeout: 30_000 }).toContain(text);
}

export async function deskSays({ desk }: Acquainted, words: RegExp): Promise<void> {
  const alarm = desk.clinician.page.getByTestId('alarm');
  await alarm.waitFor({ timeout: 30_000 });
  expect(await alarm.innerText()).toMatch(words);
}

export async function patientSays({ patient }: Acquainted, words: RegExp): Promise<void> {
  const halted = patient.page.getByTestId('halted');
  await halted.waitFor({ timeout: 30_000 });
  expect(await halted.innerText()).toMatch(words);
}

/** The desk knows of the device as well; what the patient has written stays with them until it is confirmed or gone. */
export async function patientIsHeld(gain: Acquainted & Overheard): Promise<void> {
  await deskSays(gain, /A device has signed in to your account and is not confirmed yet/);
  const written = gain.patient.page.getByTestId('chat-message').filter({ hasText: gain.text });
  await written.getByText('Not sent').waitFor({ timeout: 30_000 });
  await nothingWasRead(gain);
}
