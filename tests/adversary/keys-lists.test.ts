/** An operator who answers for keys with old lists, with half of one, or with forged signatures. Each with its control. */

import { randomUUID } from 'node:crypto';
import { proofType } from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { Clinician, Patient, say } from '../e2e/people.ts';
import { openPlainClient, type PlainClient } from '../e2e/plain-client.ts';
import { keyAttacks } from './attacks/keys.ts';
import { acquainted } from './keys/acquainted.ts';
import { eavesdrop, everythingWasRead, patientIsHeld } from './keys/eavesdrop.ts';
import {
  attackerHasTheProof,
  cannotBeLetIn,
  meetFalseClinician,
  passesForThePatient,
  patientIsWarned,
  proveFalsely,
} from './keys/first-meeting.ts';
import { forgeIdentity } from './keys/forged-identity.ts';
import { hasMessages, intrude, isInside, stopIntruders } from './keys/intruder.ts';
import { hideDevice, isGuest, lieAboutKeys, type ShownKeys } from './keys/lies.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { objectOf } from './stack/json.ts';
import type { Scene } from './stack/scene.ts';

vi.mock('../../appservice/src/setup/paths.ts', async (original) =>
  (await import('./keys/open-gate.ts')).pathsWithOpenGate(await original()),
);

let adversary: Adversary;
const stolen: PlainClient[] = [];

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 12 });
});

afterAll(async () => {
  stopIntruders();
  for (const device of stolen) device.stop();
  await adversary?.close();
});

attackTest(keyAttacks.attacks.falselySignedDesk, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.desk.account.userId);
    const forged = forgeIdentity(intruder.userId);
    const shown = await eavesdrop(scene, pair, intruder, 'patient', (truth) => ({
      ...truth,
      selfSigning: forged.selfSigning,
      devices: { ...truth.devices, [intruder.deviceId]: forged.signDevice(intruder.deviceKeys) },
    }));
    return { ...pair, ...shown };
  },
  fails: patientIsHeld,
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.partialClinician, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.desk.account.userId);
    const { deviceId, deviceKeys } = intruder;
    const shows = () => ({ devices: { [deviceId]: deviceKeys } });
    return { ...pair, ...(await eavesdrop(scene, pair, intruder, 'patient', shows)) };
  },
  fails: patientIsHeld,
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.falselySignedFirst, () => adversary, {
  attempt: (scene) =>
    meetFalseClinician(scene, ({ userId, deviceId, deviceKeys }, { master }) => {
      const forged = forgeIdentity(userId);
      return {
        ...(master && { master }),
        selfSigning: forged.selfSigning,
        devices: { [deviceId]: forged.signDevice(deviceKeys) },
      };
    }),
  fails: patientIsWarned,
  succeeds: attackerHasTheProof,
});

attackTest(keyAttacks.attacks.partialGuest, () => adversary, {
  attempt: (scene) =>
    proveFalsely(scene, ({ deviceId, deviceKeys }) => ({ devices: { [deviceId]: deviceKeys } })),
  async fails({ desk, patient }) {
    const { page } = desk.clinician;
    await page.locator('[data-testid="patient-card"][data-trust="unproven"]').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('patient-card').innerText()).toMatch(/Proof is being checked/);
    await cannotBeLetIn(desk, patient);
  },
  succeeds: passesForThePatient,
});

attackTest(keyAttacks.attacks.staleDevices, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const { guest, roomId } = pair.visit;
    const intruder = await intrude(scene, guest, (account) => hideDevice(scene, account));
    await isInside(intruder, roomId);
    const text = randomUUID();
    await intruder.client.sendTextMessage(roomId, text);
    return { ...pair, intruder, text };
  },
  async fails({ desk, patient, visit, intruder, text }) {
    // Comes after the false one, on the same way.
    await say(patient.page, desk.clinician.page, 'Das habe wirklich ich geschrieben');
    await say(desk.clinician.page, patient.page, 'Und das ist meine Antwort');
    expect(await desk.clinician.page.getByText(text).count()).toBe(0);
    expect(await desk.clinician.page.getByTestId('alarm').count()).toBe(0);
    // Proof, name, the two greetings, its own and these two: it has them all, and can read what it wrote itself.
    await hasMessages(intruder, visit.roomId, 7);
    expect(intruder.textsOf(visit.roomId)).toEqual([text]);
    expect(intruder.heard()).toEqual([]);
  },
  async succeeds({ desk, text }) {
    await desk.clinician.page
      .getByTestId('chat-message')
      .filter({ hasText: text })
      .waitFor({ timeout: 30_000 });
  },
});

attackTest(keyAttacks.attacks.staleIdentity, () => adversary, {
  async attempt(scene) {
    // The last of them: scenes begin with the first, and this one has no desk before it begins again.
    const account = scene.practice.clinicians.at(-1 - stolen.length);
    if (!account) throw new Error('there is no clinician left');
    const lost = await openPlainClient(scene.practice.homeserverUrl, account);
    stolen.push(lost);
    await lost.makeKeysOnly();
    const heard: string[] = [];
    lost.client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
      if (encryptionInfo !== null) heard.push(message.type);
    });
    const old = await keysShown(scene, lost);

    const desk = await Clinician.arrive(await scene.seat(), scene.practice.publicUrl);
    await desk.signIn(account.user, account.password);
    await desk.page.getByTestId('key-lost').click({ timeout: 30_000 });
    await desk.page.getByTestId('start-over-understood').check();
    await desk.page.getByTestId('start-over-password').fill(account.password);
    await desk.page.getByTestId('start-over-confirm').click();
    await desk.keepNewRecoveryKey();
    const link = await desk.makeLink('Nach dem Neubeginn');

    lieAboutKeys(scene, { to: isGuest, about: (userId) => userId === account.userId, shows: () => old });
    const patient = await Patient.open(await scene.seat(), link);
    await patient.enter('Ungesagt');
    return { patient, heard };
  },
  async fails({ patient, heard }) {
    await patient.expectStopped(/Something is not right here/);
    await patient.expectStopped(/call the practice/);
    expect(heard).toEqual([]);
  },
  async succeeds({ heard }) {
    await expect.poll(() => heard, { timeout: 30_000 }).toContain(proofType);
  },
});

/** What the homeserver truly shows of this account at this moment. */
async function keysShown({ operator }: Scene, { client }: PlainClient): Promise<ShownKeys> {
  const userId = client.getSafeUserId();
  const token = client.getAccessToken() ?? '';
  const { json } = await operator.ask(token, 'POST', '/_matrix/client/v3/keys/query', {
    device_keys: { [userId]: [] },
  });
  const of = (list: string) => objectOf(objectOf(json[list])[userId]);
  return { master: of('master_keys'), selfSigning: of('self_signing_keys'), devices: of('device_keys') };
}
