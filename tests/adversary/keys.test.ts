/** An operator who goes for keys and accounts in mid-visit. Each attack with its control. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { keyAttacks } from './attacks/keys.ts';
import { acquainted, greeting, learnsOf } from './keys/acquainted.ts';
import {
  allForged,
  deskSays,
  eavesdrop,
  everythingWasRead,
  nothingWasRead,
  patientIsHeld,
  patientSays,
} from './keys/eavesdrop.ts';
import { forgeIdentity } from './keys/forged-identity.ts';
import { hasMessages, type Intruder, intrude, isInside, stopIntruders } from './keys/intruder.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';

vi.mock('../../appservice/src/setup/paths.ts', async (original) =>
  (await import('./keys/open-gate.ts')).pathsWithOpenGate(await original()),
);

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 14 });
});

afterAll(async () => {
  stopIntruders();
  await adversary?.close();
});

attackTest(keyAttacks.attacks.unsignedPatientDevice, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.visit.guest);
    return { ...pair, ...(await eavesdrop(scene, pair, intruder, 'clinician')) };
  },
  async fails(gain) {
    await deskSays(gain, /second device has appeared/);
    await patientSays(gain, /A second device has appeared for your visit. It is not yours/);
    await nothingWasRead(gain);
  },
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.unsignedClinicianDevice, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.desk.account.userId);
    return { ...pair, ...(await eavesdrop(scene, pair, intruder, 'patient')) };
  },
  fails: patientIsHeld,
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.deviceFromBefore, () => adversary, {
  async attempt(scene) {
    let intruder: Intruder | undefined;
    const pair = await acquainted(scene, async ({ account }) => {
      intruder = await intrude(scene, account.userId);
    });
    if (!intruder) throw new Error('the attacker has not come in');
    await isInside(intruder, pair.visit.roomId);
    // Proof, name and the two greetings.
    await hasMessages(intruder, pair.visit.roomId, 4);
    return { ...pair, intruder };
  },
  async fails({ intruder, desk, visit }) {
    expect(intruder.textsOf(visit.roomId)).toEqual([]);
    expect(intruder.heard()).toEqual([]);
    expect(await desk.clinician.page.getByTestId('alarm').count()).toBe(0);
  },
  async succeeds({ intruder, visit }) {
    const read = () => intruder.textsOf(visit.roomId);
    await expect
      .poll(read, { timeout: 30_000 })
      .toEqual(expect.arrayContaining([greeting.patient, greeting.clinician]));
  },
});

attackTest(keyAttacks.attacks.falselySignedDevice, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.visit.guest);
    const forged = forgeIdentity(pair.visit.guest);
    const shown = await eavesdrop(scene, pair, intruder, 'clinician', (truth) => ({
      ...truth,
      selfSigning: forged.selfSigning,
      devices: { ...truth.devices, [intruder.deviceId]: forged.signDevice(intruder.deviceKeys) },
    }));
    return { ...pair, ...shown };
  },
  async fails(gain) {
    await deskSays(gain, /second device has appeared/);
    await nothingWasRead(gain);
  },
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.replacedClinician, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.desk.account.userId);
    const shown = await eavesdrop(scene, pair, intruder, 'patient', allForged(intruder));
    return { ...pair, ...shown };
  },
  async fails(gain) {
    await patientSays(gain, /suddenly identifies itself differently/);
    await patientSays(gain, /leave the conversation and call the practice/);
    await hangsUp(gain.patient.page);
    await nothingWasRead(gain);
  },
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.replacedPatient, () => adversary, {
  async attempt(scene) {
    const pair = await acquainted(scene);
    const intruder = await intrude(scene, pair.visit.guest);
    const shown = await eavesdrop(scene, pair, intruder, 'clinician', allForged(intruder));
    return { ...pair, ...shown };
  },
  async fails(gain) {
    await deskSays(gain, /suddenly identifies itself differently/);
    await hangsUp(gain.desk.clinician.page);
    await nothingWasRead(gain);
  },
  succeeds: everythingWasRead,
});

attackTest(keyAttacks.attacks.takenOver, () => adversary, {
  async attempt(scene) {
    const { operator } = scene;
    const pair = await acquainted(scene);
    const { guest, roomId } = pair.visit;
    const admin = operator.makeAccount(`root-${randomUUID().slice(0, 8)}`, { admin: true });
    const password = randomBytes(16).toString('hex');
    await operator.ask(
      admin.token,
      'POST',
      `/_synapse/admin/v1/reset_password/${encodeURIComponent(guest)}`,
      {
        new_password: password,
        logout_devices: false,
      },
    );
    const login = await operator.ask(admin.token, 'POST', '/_matrix/client/v3/login', {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: guest },
      password,
    });
    const intruder = await intrude(scene, guest);
    const { account } = pair.desk;
    const told = learnsOf(scene, account.userId, intruder);
    await isInside(intruder, roomId);
    const text = randomUUID();
    await intruder.client.sendTextMessage(roomId, text);
    await told;
    return { ...pair, text, signedInByPassword: login.status === 200 };
  },
  async fails(gain) {
    expect(gain.signedInByPassword).toBe(false);
    await deskSays(gain, /second device has appeared/);
    expect(await gain.desk.clinician.page.getByText(gain.text).count()).toBe(0);
  },
  async succeeds({ desk, text }) {
    await desk.clinician.page
      .getByTestId('chat-message')
      .filter({ hasText: text })
      .waitFor({ timeout: 30_000 });
  },
});

/** No connection is left over which anything could be heard or seen. */
async function hangsUp(page: Page): Promise<void> {
  const open = () =>
    page.evaluate(
      () =>
        (window.watchedConnections ?? []).filter(({ connectionState }) => connectionState !== 'closed')
          .length,
    );
  await expect.poll(open, { timeout: 20_000 }).toBe(0);
}
