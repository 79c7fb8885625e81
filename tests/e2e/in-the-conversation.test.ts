/** What can be done in the middle of a conversation: showing a screen, a silent sign, only writing for a moment. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';
import { expectMovingPicture, wireFacts } from './webrtc-watch.ts';

let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;
let patient: Patient;

beforeAll(async () => {
  ({ browser, clinician, shut } = await openPractice());
  const patientSeat = await newPerson(browser);
  patient = await Patient.open(patientSeat, await clinician.makeLink('K. L.'));
  await patient.enterAndWait('Kim');
  await patient.expectKnown();
  await clinician.admit('Kim');
});

beforeEach(() => lookOnFailure({ clinician: clinician.page, patient: patient.page }));

afterAll(() => shut?.());

describe('in the middle of a conversation', () => {
  it("the clinician's screen is seen large on the patient's side, beside their face, until they stop", async () => {
    await expectConversation(clinician.page, patient.page);
    await clinician.page.getByTestId('toggle-screen').click();
    await clinician.page.getByTestId('own-screen').waitFor();
    await expectMovingPicture(patient.page, 'remote-screen');
    await expectMovingPicture(patient.page, 'remote-video');
    const [screen, face] = await Promise.all(
      ['remote-screen', 'remote-video'].map((id) => patient.page.getByTestId(id).boundingBox()),
    );
    expect(screen?.width).toBeGreaterThan(2 * (face?.width ?? Number.POSITIVE_INFINITY));
    // A new offer has been made for it: the certificate in use is still the one that came through Olm.
    await patient.page.getByTestId('connection').click();
    await patient.page
      .getByTestId('connection-encryption')
      .getByText(/Both devices|beide Geräte/)
      .waitFor();
    await patient.page.keyboard.press('Escape');
    await clinician.page.getByTestId('stop-screen').click();
    await patient.page.getByTestId('remote-screen').waitFor({ state: 'detached' });
    await expectMovingPicture(patient.page, 'remote-video');
  });

  it('the patient says without a word that they are not alone: seen at once there, and nothing to see here', async () => {
    const clock = patient.page.getByTestId('clock');
    const before = await lookOf(patient.page);
    await clock.click();
    const notice = clinician.page.getByTestId('not-alone');
    await notice.waitFor({ timeout: 10_000 });
    expect(await notice.innerText()).toContain('K. L.');
    // The date for a moment, the time again, and every other word as it was.
    await clock.getByText(/\d\d?:\d\d/).waitFor();
    expect(await lookOf(patient.page)).toBe(before);
    await clinician.page.getByTestId('sign-seen').click();
    await notice.waitFor({ state: 'detached' });
  });

  it('a sign that was a mistake is shown to be one there, and stays until it has been seen', async () => {
    // Pressed, and once more three seconds later, without the seconds.
    await patient.page.getByTestId('clock').evaluate((button: HTMLElement) => {
      const { now } = performance;
      button.click();
      performance.now = () => now.call(performance) + 3_000;
      button.click();
      performance.now = now;
    });
    const notice = clinician.page.getByTestId('not-alone');
    await notice.getByText(/not certain|Sicher ist das nicht/).waitFor({ timeout: 30_000 });
    await clinician.page.getByTestId('sign-seen').click();
    await notice.waitFor({ state: 'detached' });
  });

  it('a sign given while the clinician shows their screen is not on that screen', async () => {
    await clinician.page.getByTestId('toggle-screen').click();
    await patient.page.getByTestId('remote-screen').waitFor();
    await patient.page.getByTestId('clock').click();
    await clinician.page.getByTestId('sign-later').waitFor();
    expect(await clinician.page.getByTestId('not-alone').count()).toBe(0);
    await clinician.page.getByTestId('stop-screen').click();
    await clinician.page.getByTestId('not-alone').waitFor();
    await clinician.page.getByTestId('sign-seen').click();
  });

  it('when the two only write, not one frame leaves either side, and the chat is open on both', async () => {
    await patient.page.getByTestId('tools').click();
    await patient.page.getByTestId('only-write').click();
    const pages = [patient.page, clinician.page];
    for (const page of pages) {
      await page.getByTestId('chat-only').waitFor({ timeout: 10_000 });
      await page.getByTestId('chat-input').waitFor();
      expect(await page.getByTestId('remote-video').count()).toBe(0);
    }
    await expect.poll(async () => (await Promise.all(pages.map(liveTracks))).flat()).toEqual([]);
    const before = await Promise.all(pages.map(sent));
    // A message there and back takes longer than many a frame.
    await patient.page.getByTestId('chat-input').fill('Somebody has come in');
    await patient.page.getByTestId('chat-send').click();
    await clinician.page.getByTestId('chat-message').getByText('Somebody has come in').waitFor();
    await clinician.page.getByTestId('chat-input').fill('I see');
    await clinician.page.getByTestId('chat-send').click();
    await patient.page.getByTestId('chat-message').getByText('I see').waitFor();
    expect(await Promise.all(pages.map(sent))).toEqual(before);

    // Whoever did not ask for it is asked once more; then it is over on both sides.
    await clinician.page.getByTestId('chat-only-back').click();
    await clinician.page.getByTestId('confirm-yes').click();
    for (const page of pages) await page.getByTestId('chat-only').waitFor({ state: 'detached' });
    await expectConversation(clinician.page, patient.page);
  });
});

/** Every word on the page but the clock's. */
function lookOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    if (!(copy instanceof Element)) throw new Error('the page has no body');
    copy.querySelector('[data-testid="clock"]')?.remove();
    return copy.textContent ?? '';
  });
}

/** What this side captures and could send. */
function liveTracks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (window.watchedConnections ?? []).flatMap((connection) =>
      connection.getSenders().flatMap(({ track }) => (track ? [track.kind] : [])),
    ),
  );
}

async function sent(page: Page): Promise<{ frames: number; sound: number }> {
  const { framesSent: frames, soundBytesSent: sound } = await wireFacts(page);
  return { frames, sound };
}
