/** An operator who stands between two browsers before they have met. Each attack with its control. */

import { randomBytes } from 'node:crypto';
import { proofType } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { Patient } from '../e2e/people.ts';
import { keyAttacks } from './attacks/keys.ts';
import { type ForgedIdentity, forgeIdentity } from './keys/forged-identity.ts';
import { guestsOf, type Intruder, intrude } from './keys/intruder.ts';
import { isGuest, lieAboutKeys, type ShownKeys } from './keys/lies.ts';
import { devicesOf, visitOf } from './keys/visit.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import type { Scene } from './stack/scene.ts';

vi.mock('../../appservice/src/setup/paths.ts', async (original) => {
  const real = await original<typeof import('../../appservice/src/setup/paths.ts')>();
  const { openGate } = await import('./keys/open-gate.ts');
  return { ...real, projectPaths: { ...real.projectPaths, steward: openGate(real.projectPaths.steward) } };
});

let adversary: Adversary;
const intruders: Intruder[] = [];

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 8 });
});

afterAll(async () => {
  for (const intruder of intruders) intruder.stop();
  await adversary?.close();
});

attackTest(keyAttacks.attacks.forgedClinician, () => adversary, {
  attempt: (scene) =>
    meetFalseClinician(scene, ({ userId, deviceId, deviceKeys }) => {
      const forged = forgeIdentity(userId);
      return {
        master: forged.master,
        selfSigning: forged.selfSigning,
        devices: { [deviceId]: forged.signDevice(deviceKeys) },
      };
    }),
  fails: patientIsWarned,
  succeeds: attackerHasTheProof,
});

attackTest(keyAttacks.attacks.clinicianWithoutIdentity, () => adversary, {
  attempt: (scene) =>
    meetFalseClinician(scene, ({ deviceId, deviceKeys }) => ({ devices: { [deviceId]: deviceKeys } })),
  fails: patientIsWarned,
  succeeds: attackerHasTheProof,
});

attackTest(keyAttacks.attacks.forgedGuest, () => adversary, {
  attempt: (scene) =>
    proveFalsely(scene, ({ deviceId, deviceKeys }, _truth, forged) => ({
      master: forged.master,
      selfSigning: forged.selfSigning,
      devices: { [deviceId]: forged.signDevice(deviceKeys) },
    })),
  async fails({ desk, patient }) {
    const { page } = desk.clinician;
    await page.locator('[data-testid="patient-card"][data-trust="failed"]').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('patient-card').innerText()).toMatch(/Could not prove who they are/);
    await cannotBeLetIn(desk, patient);
  },
  succeeds: passesForThePatient,
});

attackTest(keyAttacks.attacks.unsignedGuest, () => adversary, {
  attempt: (scene) =>
    proveFalsely(scene, ({ deviceId, deviceKeys }, truth) => ({
      ...truth,
      devices: { [deviceId]: deviceKeys },
    })),
  async fails({ desk, patient }) {
    const { page } = desk.clinician;
    await page.locator('[data-testid="patient-card"][data-trust="unproven"]').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('patient-card').innerText()).toMatch(/Proof is being checked/);
    await cannotBeLetIn(desk, patient);
  },
  succeeds: passesForThePatient,
});

/** A patient opens their link, and whoever the homeserver shows them as the clinician is the attacker. */
async function meetFalseClinician(scene: Scene, shows: (intruder: Intruder) => ShownKeys) {
  const desk = await scene.desk({ burns: true });
  const link = await desk.clinician.makeLink('Erstes Mal');
  const intruder = await comeIn(scene, desk.account.userId);
  lieAboutKeys(scene, {
    to: isGuest,
    about: (userId) => userId === desk.account.userId,
    shows: () => shows(intruder),
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

async function patientIsWarned({ patient, intruder, said }: FirstMeeting): Promise<void> {
  await patient.expectStopped(/Something is not right here/);
  await patient.expectStopped(/call the practice/);
  // Nothing has left this browser, to whomever.
  expect(said).toEqual([]);
  expect(intruder.heard()).toEqual([]);
}

async function attackerHasTheProof({ intruder }: FirstMeeting): Promise<void> {
  await expect.poll(() => intruder.heard(), { timeout: 30_000 }).toContain(proofType);
}

/** A patient is there, and whoever the homeserver shows the desk as that patient is the attacker, and proves. */
async function proveFalsely(
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
      comeIn(scene, guest).then((intruder) => ({ intruder, forged: forgeIdentity(guest) }));
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

async function cannotBeLetIn({ clinician }: FalseProof['desk'], patient: Patient): Promise<void> {
  expect(await clinician.page.locator('[data-trust="proven"]').count()).toBe(0);
  expect(await clinician.page.locator('[data-testid="admit"][aria-disabled="false"]').count()).toBe(0);
  // The real patient is told no more than is so.
  expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);
}

async function passesForThePatient({ desk }: FalseProof): Promise<void> {
  await desk.clinician.page
    .locator('[data-testid="patient-card"][data-trust="proven"]')
    .waitFor({ timeout: 30_000 });
}

async function comeIn(scene: Scene, userId: Parameters<typeof intrude>[1]): Promise<Intruder> {
  const intruder = await intrude(scene, userId);
  intruders.push(intruder);
  return intruder;
}
