/** A patient on a phone, and one whose camera and microphone stay shut: both go the whole way. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient, say } from './people.ts';
import { expectMovingPicture, expectSound, wireFacts } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('not everybody sits at a desk with a camera', () => {
  it('whoever refuses camera and microphone is told so, and still waits, sees, hears and writes', async () => {
    const seat = await newPerson(browser, { grantsMedia: false });
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    await refuseMedia(seat.page);
    const patient = await Patient.open(seat, await clinician.makeLink('Ohne Kamera'));
    await patient.page.getByTestId('door-enter').click();
    const fault = patient.page.getByTestId('media-fault');
    await fault.waitFor();
    expect(await fault.innerText()).toMatch(/camera/i);
    expect(await fault.innerText()).toMatch(/microphone/i);
    expect(await patient.page.getByTestId('mirror-next').innerText()).toMatch(
      /without camera and microphone/,
    );
    await patient.page.getByTestId('mirror-next').click();
    await patient.page.getByTestId('name-input').fill('Wendelin');
    await patient.page.getByTestId('enter-waiting-room').click();
    await patient.expectKnown();
    await clinician.expectConnected('Wendelin');

    await clinician.admit('Wendelin');
    await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    await expectMovingPicture(patient.page, 'remote-video');
    await expectSound(patient.page);
    await clinician.page.getByTestId('their-microphone-off').waitFor();
    expect(await wireFacts(patient.page)).toMatchObject({ framesSent: 0, soundBytesSent: 0 });
    await say(patient.page, clinician.page, 'Ich sehe und hoere Sie gut');
    await say(clinician.page, patient.page, 'Dann schreiben Sie mir einfach');
    await clinician.end();
    await patient.expectEnded(/ended/);
  });

  it('on a phone every screen fits its width, from the door to the end', async () => {
    const seat = await newPerson(browser, { viewport: { width: 390, height: 844 } });
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, await clinician.makeLink('Am Telefon'));
    const { page } = patient;
    await page.getByTestId('door-enter').waitFor();
    await expectFits(page, 'door');
    await page.getByTestId('door-enter').click();
    await page.getByTestId('self-video').waitFor();
    await expectFits(page, 'mirror');
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').fill('Hieronymus-Maximilian von und zu Unterpfaffenhofen');
    await expectFits(page, 'name');
    await page.getByTestId('enter-waiting-room').click();
    await patient.expectKnown();
    await page.getByTestId('chat-toggle').click();
    await page.getByTestId('chat-input').fill(`Ein sehr langes Wort: ${'Donaudampfschiff'.repeat(8)}`);
    await page.getByTestId('chat-send').click();
    await page.locator('[data-testid="chat-message"][data-state="sent"]').waitFor();
    await expectFits(page, 'waiting room');

    await clinician.expectConnected('Hieronymus');
    await clinician.admit('Hieronymus');
    await expectConversation(clinician.page, page);
    await expectFits(page, 'conversation');
    await expectInView(page, 'hang-up');
    await say(clinician.page, page, 'Auch mit offenem Chat passt alles');
    await expectFits(page, 'conversation with chat');
    await expectInView(page, 'hang-up');
    await expectInView(page, 'chat-input');

    // The patient ends it this time: asked once, then everything is gone.
    await page.getByTestId('hang-up').click();
    await expectFits(page, 'leaving');
    await page.getByTestId('confirm-yes').click();
    await patient.expectEnded(/left/);
    await expectFits(page, 'ended');
    await patient.expectNothingKept();
    await clinician.page.getByTestId('gone').waitFor({ timeout: 20_000 });
    await clinician.end();
  });
});

/** The browser's own no, as a person presses it. The flag that presses yes for all other tests cannot be taken back. */
async function refuseMedia(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
}

/** Nothing sticks out at the side. */
async function expectFits(page: Page, screen: string): Promise<void> {
  const { wide, width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  expect(wide, `${screen} is wider than the phone`).toBeLessThanOrEqual(width);
}

async function expectInView(page: Page, testId: string): Promise<void> {
  const box = await page.getByTestId(testId).boundingBox();
  const view = page.viewportSize();
  if (!box || !view) throw new Error(`${testId} is not on the screen`);
  expect(box.y, testId).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height, testId).toBeLessThanOrEqual(view.height);
  expect(box.x + box.width, testId).toBeLessThanOrEqual(view.width);
}
