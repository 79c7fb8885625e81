/** An operator who stands between two browsers before they have met. Each attack with its control. */

import { afterAll, beforeAll, expect, vi } from 'vitest';
import { keyAttacks } from './attacks/keys.ts';
import {
  attackerHasTheProof,
  cannotBeLetIn,
  meetFalseClinician,
  passesForThePatient,
  patientIsWarned,
  proveFalsely,
} from './keys/first-meeting.ts';
import { forgeIdentity } from './keys/forged-identity.ts';
import { stopIntruders } from './keys/intruder.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';

vi.mock('../../appservice/src/setup/paths.ts', async (original) =>
  (await import('./keys/open-gate.ts')).pathsWithOpenGate(await original()),
);

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 8 });
});

afterAll(async () => {
  stopIntruders();
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
