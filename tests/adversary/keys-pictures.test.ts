/** An operator who puts themselves between two people comparing pictures, after they have compared. With its control. */

import { callTypes } from '@sprechzimmer/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { keyAttacks } from './attacks/keys.ts';
import { type PictureThief, stealPictures } from './keys/picture-thief.ts';
import { devicesOf, visitOf } from './keys/visit.ts';
import { cards, expectNobodyAdmissible, letIn } from './links/cards.ts';
import { linkOutsideNotebook } from './links/means.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';

let adversary: Adversary;
const thieves: PictureThief[] = [];

beforeAll(async () => {
  // After every guest in the alphabet: of two who begin at once, the other is heard.
  adversary = await startAdversary({ clinicians: 2, named: 'weber' });
});

afterAll(async () => {
  for (const thief of thieves) thief.stop();
  await adversary?.close();
});

attackTest(keyAttacks.attacks.swappedPictures, () => adversary, {
  async attempt(scene) {
    const { clinician, account } = await scene.desk({ burns: true });
    const patient = await scene.patient((await linkOutsideNotebook(scene, account.userId)).url);
    await patient.enterAndWait('Ada');
    await cards(clinician, 'uncompared').waitFor({ timeout: 30_000 });
    await step(patient.page, 'needed').waitFor({ timeout: 30_000 });

    const { invitationId: id, guest, roomId: room_id } = visitOf(scene, account.userId);
    const [deskDevice] = devicesOf(scene.operator, account.userId);
    const [guestDevice] = devicesOf(scene.operator, guest);
    if (!deskDevice || !guestDevice) throw new Error('somebody has no device');
    const thief = await stealPictures(scene, {
      desk: { userId: account.userId, deviceId: deskDevice },
      patient: { userId: guest, deviceId: guestDevice },
    });
    thieves.push(thief);
    await thief.takeThePlace({ id, room_id });

    await cards(clinician, 'uncompared').getByTestId('compare-open').click();
    await clinician.page.getByTestId('compare-begin').click();
    await step(patient.page, 'asked').getByTestId('compare-begin').click({ timeout: 30_000 });
    const pages = [clinician.page, patient.page] as const;
    await Promise.all(pages.map((page) => step(page, 'compare').waitFor({ timeout: 30_000 })));
    const [atDesk, atPatient] = await Promise.all(pages.map(pictures));
    expect(atDesk).toHaveLength(7);
    expect(atDesk).toEqual(atPatient);
    await patient.page.getByTestId('pictures-same').click();
    await expect.poll(thief.patientHasConfirmed, { timeout: 20_000 }).toBe(true);
    await thief.beginAnew();
    await clinician.page.getByTestId('pictures-same').click();
    return { clinician, patient, thief };
  },
  async fails({ clinician, patient, thief }) {
    await step(clinician.page, 'differ').waitFor({ timeout: 30_000 });
    expect(await step(clinician.page, 'differ').innerText()).toMatch(/not the same/i);
    await clinician.page.keyboard.press('Escape');
    await cards(clinician, 'failed').waitFor();
    await expectNobodyAdmissible(clinician);
    expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);
    expect(thief.heard()).not.toContain(callTypes.invite);
  },
  async succeeds({ clinician, thief }) {
    await letIn(clinician, cards(clinician, 'proven'));
    // The clinician's camera is on, and the desk tells the attacker how it can be reached.
    await expect.poll(thief.heard, { timeout: 30_000 }).toContain(callTypes.invite);
  },
});

function step(page: Page, state: string) {
  return page.locator(`[data-testid="compare"][data-state="${state}"]`);
}

function pictures(page: Page): Promise<readonly string[]> {
  return page.getByTestId('pictures').locator('li').allInnerTexts();
}
