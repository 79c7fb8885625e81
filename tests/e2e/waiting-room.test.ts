/** Two patients at the same door: each waits alone, and what the clinician does with one is nothing to the other. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';
import { wireFacts } from './webrtc-watch.ts';
import { recordWhatArrives } from './what-arrives.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

describe('a waiting room for one', () => {
  it('of two who wait, neither ever learns of the other; they are let in one by one, sent back and declined', async () => {
    const [annaSeat, bertaSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    lookOnFailure({ clinician: clinician.page, anna: annaSeat.page, berta: bertaSeat.page });
    const annaHears = recordWhatArrives(annaSeat.page);
    const bertaHears = recordWhatArrives(bertaSeat.page);

    const anna = await Patient.open(annaSeat, await clinician.makeLink('Etikett-Amaryllis'));
    const berta = await Patient.open(bertaSeat, await clinician.makeLink('Etikett-Begonie'));
    await anna.enterAndWait('Annabella');
    await anna.expectKnown();
    const annasVisit = await practice.onlyVisit();
    await berta.enterAndWait('Bertalinde');
    await berta.expectKnown();
    await clinician.expectConnected('Annabella');
    await clinician.expectConnected('Bertalinde');
    const bertasVisit = (await practice.visits()).find(({ roomId }) => roomId !== annasVisit.roomId);
    if (!bertasVisit) throw new Error('the second visit is not there');

    // Writing while waiting, in both directions; the other's page stays silent.
    await anna.page.getByTestId('chat-toggle').click();
    await anna.page.getByTestId('chat-input').fill('Bin etwas frueh');
    await anna.page.getByTestId('chat-send').click();
    const annasCard = clinician.patientCard('Annabella');
    await annasCard.getByTestId('card-chat').click();
    await annasCard.getByTestId('chat-message').filter({ hasText: 'Bin etwas frueh' }).waitFor();
    await annasCard.getByTestId('chat-input').fill('Noch fuenf Minuten');
    await annasCard.getByTestId('chat-send').click();
    await anna.page.getByTestId('chat-message').filter({ hasText: 'Noch fuenf Minuten' }).waitFor();

    // One is let in; the other goes on waiting, unseen and unheard.
    await clinician.admit('Annabella');
    await expectConversation(clinician.page, anna.page);
    await clinician.page.getByTestId('waiting-meanwhile').waitFor();
    expect(await clinician.page.getByTestId('conversation').innerText()).not.toMatch(/Bertalinde|Begonie/);
    await expectNothingSent(berta);

    // Sent back: the same visit waits again, with camera and microphone off.
    await clinician.sendBack();
    await anna.page.getByTestId('waiting').waitFor({ timeout: 20_000 });
    await anna.page.getByTestId('sent-back').waitFor();
    await anna.expectKnown();
    await clinician.expectConnected('Annabella');
    await expectNoCapture(anna);

    await clinician.admit('Bertalinde');
    await expectConversation(clinician.page, berta.page);
    expect(await anna.page.getByTestId('waiting').isVisible()).toBe(true);
    await clinician.end();
    await berta.expectEnded(/ended/);
    await berta.expectNothingKept();

    // Let in once more, after having been sent back.
    await clinician.admit('Annabella');
    await expectConversation(clinician.page, anna.page);
    await clinician.sendBack();
    await anna.page.getByTestId('waiting').waitFor({ timeout: 20_000 });

    await clinician.decline('Annabella');
    await anna.expectEnded(/No conversation is possible/);
    await anna.expectNothingKept();
    for (const { roomId, guestUserId } of [annasVisit, bertasVisit]) {
      await expect
        .poll(() => practice.roomStatus(roomId), { timeout: 30_000, interval: 500 })
        .toMatch(/^(403|404)$/);
      await expect.poll(() => practice.isDeactivated(guestUserId), { timeout: 30_000 }).toBe(true);
    }

    const oneself = { anna: annasVisit, berta: bertasVisit };
    for (const [name, hears, own, other, words] of [
      ['anna', annaHears, oneself.anna, oneself.berta, ['Bertalinde', 'Begonie']],
      ['berta', bertaHears, oneself.berta, oneself.anna, ['Annabella', 'Amaryllis', 'frueh']],
    ] as const) {
      expect(hears.count(), name).toBeGreaterThan(20);
      // The search works: a page is told of itself.
      expect(await hears.holding(own.guestUserId), name).not.toEqual([]);
      for (const text of [other.guestUserId, other.roomId, ...words])
        expect(await hears.holding(text), `${name} was told ${text}`).toEqual([]);
    }
  });
});

describe('whoever leaves the waiting room for good', () => {
  it('is not taken for somebody whose line broke: the desk says when they left, also after a reload, and lets nobody in', async () => {
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, await clinician.makeLink('Etikett-Clematis'));
    await patient.enterAndWait('Clementine');
    await patient.expectKnown();
    const card = clinician.patientCard('Clementine');
    await card.and(clinician.page.locator('[data-trust="proven"]')).waitFor();
    await patient.page.getByTestId('leave').click();
    await patient.page.getByTestId('confirm-yes').click();
    await patient.expectEnded(/left/);
    await card.getByTestId('has-left').waitFor({ timeout: 30_000 });
    expect(await card.getByTestId('admit').count()).toBe(0);
    await clinician.page.reload();
    await card.getByTestId('has-left').waitFor({ timeout: 60_000 });
    expect(await card.getByTestId('card-chat').count()).toBe(0);
    await card.getByTestId('end-left').click();
    await card.waitFor({ state: 'detached', timeout: 30_000 });
    await patient.expectNothingKept();
    await seat.close();
  });
});

/** Whoever waits sends neither picture nor sound, connected or not. */
async function expectNothingSent({ page }: Patient): Promise<void> {
  expect(await wireFacts(page)).toMatchObject({ framesSent: 0, soundBytesSent: 0 });
}

/** The camera's light is out. */
async function expectNoCapture({ page }: Patient): Promise<void> {
  await page.getByText('Camera and microphone are off').waitFor();
  expect(await page.getByTestId('self-video').count()).toBe(0);
}
