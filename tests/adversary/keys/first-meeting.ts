/** The two have not met yet, and the homeserver shows one of them the attacker in place of the other. */

import { randomBytes } from 'node:crypto';
import { proofType } from '@sprechzimmer/protocol';
import { expect } from 'vitest';
import type { Patient } from '../../e2e/people.ts';
import type { Scene } from '../stack/scene.ts';
import { type ForgedIdentity, forgeIdentity } from './forged-identity.ts';
import { guestsOf, type Intruder, intrude } from './intruder.ts';
import { isGuest, lieAboutKeys, type ShownKeys } from './lies.ts';
import { devicesOf, visitOf } from './visit.ts';

/** A patient opens their link, and whoever the homeserver shows them as the clinician is the attacker. */
export async function meetFalseClinician(
  scene: Scene,
  shows: (intruder: Intruder, truth: ShownKeys) => ShownKeys,
) {
  const desk = await scene.desk({ burns: true });
  const link = await desk.clinician.makeLink('Erstes Mal');
  const intruder = await intrude(scene, desk.account.userId);
  lieAboutKeys(scene, {
    to: isGuest,
    about: (userId) => userId === desk.account.userId,
    shows: (_userId, truth) => shows(intruder, truth),
  });
  const said: string[] = [];
  scene.proxy.intercept({ method: 'PUT', path: /\/(?:sendToDevice|send)\// }, (asked, pass) => {
    if (isGuest(scene.operator.whose(asked.token)?.userId ?? '')) said.push(asked.path);
    return pass(asked);
  });
  const patient = await scene.patient(link);
  await patient.enter('Ungesagt');
  return { patient, intruder, said };
}

type FirstMeeting = Awaited<ReturnType<typeof meetFalseClinician>>;

export async function patientIsWarned({ patient, intruder, said }: FirstMeeting): Promise<void> {
  await patient.expectStopped(/Something is not right here/);
  await patient.expectStopped(/call the practice/);
  // Nothing has left this browser, to whomever.
  expect(said).toEqual([]);
  expect(intruder.heard()).toEqual([]);
}

export async function attackerHasTheProof({ intruder }: FirstMeeting): Promise<void> {
  await expect.poll(() => intruder.heard(), { timeout: 30_000 }).toContain(proofType);
}

/** A patient is there, and whoever the homeserver shows the desk as that patient is the attacker, and proves. */
export async function proveFalsely(
  scene: Scene,
  shows: (intruder: Intruder, truth: ShownKeys, forged: ForgedIdentity) => ShownKeys,
) {
  const desk = await scene.desk({ burns: true });
  const link = await desk.clinician.makeLink('Der echte');
  const before = new Set(guestsOf(scene.operator));
  const taken = new Map<string, Promise<{ intruder: Intruder; forged: ForgedIdentity }>>();
  const take = (userId: string) => {
    const guest = guestsOf(scene.operator).find((known) => known === userId);
    if (!guest || before.has(guest)) return undefined;
    const made =
      taken.get(guest) ??
      intrude(scene, guest).then((intruder) => ({ intruder, forged: forgeIdentity(guest) }));
    taken.set(guest, made);
    return made;
  };
  lieAboutKeys(scene, {
    to: (userId) => userId === desk.account.userId,
    about: isGuest,
    async shows(userId, truth) {
      const found = await take(userId);
      return found && shows(found.intruder, truth, found.forged);
    },
  });
  const patient = await scene.patient(link);
  await patient.enter('Der Richtige');
  // The attacker's device may be there so soon that the visit stops before the waiting room is seen.
  const { page } = patient;
  await page.getByTestId('waiting').or(page.getByTestId('halted')).first().waitFor({ timeout: 30_000 });
  await desk.clinician.page.getByTestId('patient-card').waitFor({ timeout: 30_000 });
  const { userId } = desk.account;
  const visit = visitOf(scene, userId);
  const [deskDevice] = devicesOf(scene.operator, userId);
  const found = await take(visit.guest);
  if (!found || !deskDevice) throw new Error('the attacker has not come in');
  await found.intruder.whisper(userId, deskDevice, proofType, {
    v: 1,
    id: visit.invitationId,
    room_id: visit.roomId,
    device_id: found.intruder.deviceId,
    tag: randomBytes(32).toString('hex'),
  });
  return { desk, patient };
}

type FalseProof = Awaited<ReturnType<typeof proveFalsely>>;

export async function cannotBeLetIn({ clinician }: FalseProof['desk'], patient: Patient): Promise<void> {
  expect(await clinician.page.locator('[data-trust="proven"]').count()).toBe(0);
  expect(await clinician.page.locator('[data-testid="admit"][aria-disabled="false"]').count()).toBe(0);
  // The real patient is told no more than is so.
  expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);
}

export async function passesForThePatient({ desk }: FalseProof): Promise<void> {
  await desk.clinician.page
    .locator('[data-testid="patient-card"][data-trust="proven"]')
    .waitFor({ timeout: 30_000 });
}
