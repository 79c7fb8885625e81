/** A visit in which the two have recognised each other and have begun to write, and the attacker comes in after that. */

import type { Page } from 'playwright-core';
import type { Patient } from '../../e2e/people.ts';
import type { Desk, Scene } from '../stack/scene.ts';
import type { Intruder } from './intruder.ts';
import { type KnownVisit, visitOf } from './visit.ts';

export interface Acquainted {
  readonly desk: Desk;
  readonly patient: Patient;
  readonly visit: KnownVisit;
}

export const greeting = { patient: 'Guten Tag', clinician: 'Gleich geht es los' } as const;

/**
 * The patient waits, proven; both chats are open and have been used.
 * @param before what happens between the clinician's sign-in and the patient's arrival
 */
export async function acquainted(
  scene: Scene,
  before: (desk: Desk) => Promise<void> = async () => undefined,
): Promise<Acquainted> {
  const desk = await scene.desk({ burns: true });
  await before(desk);
  const patient = await scene.patient(await desk.clinician.makeLink('Bekannt'));
  await patient.enterAndWait('Ada');
  await patient.expectKnown();
  await desk.clinician.expectConnected('Ada');
  await patient.page.getByTestId('chat-toggle').click();
  await desk.clinician.patientCard('Ada').getByTestId('card-chat').click();
  await exchange(patient.page, desk.clinician.page, greeting.patient);
  await exchange(desk.clinician.page, patient.page, greeting.clinician);
  return { desk, patient, visit: visitOf(scene, desk.account.userId) };
}

/** Writes if the page still lets anybody write. What comes of it is for the test to find out. */
export async function tryToWrite(page: Page, text: string): Promise<void> {
  const input = page.getByTestId('chat-input');
  try {
    await input.fill(text, { timeout: 5_000 });
    await page.getByTestId('chat-send').click({ timeout: 5_000 });
  } catch {
    // The screen has taken the chat away.
  }
}

/** Resolves when this person's browser has been told of the intruder's device. */
export function learnsOf(scene: Scene, userId: string, intruder: Intruder): Promise<void> {
  return new Promise((resolve) => {
    scene.proxy.intercept(
      { method: 'POST', path: /^\/_matrix\/client\/v3\/keys\/query$/ },
      async (asked, pass) => {
        const answer = await pass(asked);
        const isTold = scene.operator.whose(asked.token)?.userId === userId;
        if (isTold && answer.body.includes(`"${intruder.deviceId}"`)) resolve();
        return answer;
      },
    );
  });
}

async function exchange(from: Page, to: Page, text: string): Promise<void> {
  await from.getByTestId('chat-input').fill(text);
  await from.getByTestId('chat-send').click();
  await to.getByTestId('chat-message').filter({ hasText: text }).waitFor({ timeout: 20_000 });
}
