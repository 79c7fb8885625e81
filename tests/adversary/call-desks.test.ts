/** A clinician with two desks, and an operator who mixes up what is said to the one and to the other. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { Clinician, expectConversation, say } from '../e2e/people.ts';
import { callAttacks } from './attacks/call.ts';
import { waitingTogether } from './call/conversation.ts';
import { carryPlain } from './call/plain-post.ts';
import { devicesOf } from './keys/visit.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { connectionsMade, gatheringDone, signallingTaken } from './stack/evidence.ts';
import { textOf } from './stack/json.ts';
import type { Desk, Scene } from './stack/scene.ts';
import { type ToDeviceEvent, toDeviceEvents, type Victim } from './stack/sync-power.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary({ clinicians: 2 });
});

afterAll(async () => {
  await adversary?.close();
});

attackTest(callAttacks.attacks.otherDesk, () => adversary, {
  async attempt(scene) {
    carryPlain(scene);
    const said = new Map<string, ToDeviceEvent[]>();
    const stopListening = scene.sync.edit((sync, { deviceId = '' }) => {
      const events = toDeviceEvents(sync).map(({ type, sender, content }) => ({
        type: textOf(type),
        sender: textOf(sender),
        content,
      }));
      said.set(deviceId, [...(said.get(deviceId) ?? []), ...events]);
      return sync;
    });
    const { desk, patient, name } = await waitingTogether(scene, { burns: true });
    const other = await secondDesk(scene, desk);
    await other.expectConnected(name);
    await desk.clinician.admit(name);
    await expectConversation(desk.clinician.page, patient.page);
    // The patient's browser has changed networks and says so to both.
    await patient.page.evaluate(() => void window.dispatchEvent(new Event('online')));
    const desks = [desk.clinician.page, other.page] as const;
    await Promise.all([...desks, patient.page].map(gatheringDone));
    await say(desk.clinician.page, patient.page, 'eins');
    await say(patient.page, desk.clinician.page, 'zwei');
    stopListening();

    const taken = () => Promise.all(desks.map(takenIn));
    const before = await taken();
    const [one, two] = devicesOf(scene.operator, desk.account.userId).map(
      (deviceId): Required<Victim> => ({ userId: desk.account.userId, deviceId }),
    );
    if (!one || !two) throw new Error('the clinician has not got two desks');
    const ofGuest = ({ deviceId }: Required<Victim>) =>
      (said.get(deviceId) ?? []).filter(({ sender }) => sender.startsWith('@guest-'));
    const handedOver = [ofGuest(one), ofGuest(two)] as const;
    await scene.sync.insertToDevice(two, handedOver[0]);
    await scene.sync.insertToDevice(one, handedOver[1]);
    return { desk, patient, other, name, before, taken, handedOver };
  },
  async fails({ desk, patient, other, name, before, taken, handedOver }) {
    for (const messages of handedOver) expect(messages.length).toBeGreaterThan(3);
    await say(desk.clinician.page, patient.page, 'drei');
    await say(patient.page, desk.clinician.page, 'vier');
    expect(await taken()).toEqual(before);
    await expectConversation(desk.clinician.page, patient.page);
    await other.expectConnected(name);
  },
  async succeeds({ before, taken }) {
    // Each of the two calls has been broken into by the other.
    for (const index of [0, 1] as const)
      await expect
        .poll(async () => (await taken())[index], { timeout: 20_000 })
        .toBeGreaterThan(before[index] ?? 0);
  },
});

/** The same clinician in another browser, with the recovery key. */
async function secondDesk(scene: Scene, { account, recoveryKey }: Desk): Promise<Clinician> {
  const other = await Clinician.arrive(await scene.seat(), scene.practice.publicUrl);
  await other.signInAgain(account.user, account.password, recoveryKey);
  return other;
}

/** Everything of other people's making that this page's connections have taken so far, and the calls it has begun. */
async function takenIn(page: Page): Promise<number> {
  const { descriptions, candidates } = await signallingTaken(page);
  return descriptions + candidates + (await connectionsMade(page));
}
