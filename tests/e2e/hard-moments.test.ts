/** A telephone call, a microphone that is taken away, a reload: with a real server and both sides, nothing is lost. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';
import { expectMovingPicture, expectSound } from './webrtc-watch.ts';

const patienceMs = 40_000;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;
let patient: Patient;

beforeAll(async () => {
  ({ browser, clinician, shut } = await openPractice());
  const patientSeat = await newPerson(browser);
  await patientSeat.page.addInitScript(watchCapture);
  patient = await Patient.open(patientSeat, await clinician.makeLink('Schwere Momente'));
  await patient.enterAndWait('Rosalie');
  await clinician.expectConnected('Rosalie');
  await clinician.admit('Rosalie');
});

beforeEach(() => lookOnFailure({ clinician: clinician.page, patient: patient.page }));

afterAll(() => shut?.());

describe('what happens to a phone in the middle of it', () => {
  it('a telephone call silences the patient: both sides read why, and it is over by itself', async () => {
    await expectConversation(clinician.page, patient.page);
    await ownTracks(patient.page, 'mute');
    await patient.page
      .getByTestId('sound-trouble')
      .getByText('telephone call')
      .waitFor({ timeout: patienceMs });
    await clinician.page.getByTestId('their-microphone-off').waitFor({ timeout: patienceMs });
    await ownTracks(patient.page, 'unmute');
    await patient.page.getByTestId('sound-trouble').waitFor({ state: 'detached', timeout: patienceMs });
    await clinician.page
      .getByTestId('their-microphone-off')
      .waitFor({ state: 'detached', timeout: patienceMs });
  });

  it('a microphone that the call keeps is back when the patient comes back from it, without a press', async () => {
    await patient.page.evaluate('isTaken = true');
    await ownTracks(patient.page, 'ended');
    await patient.page.getByTestId('sound-trouble').waitFor({ timeout: patienceMs });
    await clinician.page.getByTestId('their-microphone-off').waitFor({ timeout: patienceMs });
    await patient.page.evaluate("isTaken = false; document.dispatchEvent(new Event('visibilitychange'))");
    await patient.page.getByTestId('sound-trouble').waitFor({ state: 'detached', timeout: patienceMs });
    await expectMovingPicture(clinician.page, 'remote-video');
    await expectSound(clinician.page);
  });

  it('a reload in the middle of it leads back into the conversation', async () => {
    await patient.page.reload();
    await patient.page.getByTestId('conversation').waitFor({ timeout: patienceMs });
    await expectConversation(clinician.page, patient.page);
    await clinician.end();
    await patient.expectEnded(/ended/);
  });
});

/** Runs in the page: keeps hold of what is captured, and lets a telephone call take it. */
function watchCapture(): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const kept: MediaStreamTrack[] = [];
  const phone = { captured: kept, isTaken: false };
  Object.assign(window, phone);
  mediaDevices.getUserMedia = async (wish) => {
    if ('isTaken' in window && window.isTaken === true) throw new DOMException('', 'NotReadableError');
    const stream = await ask(wish);
    kept.push(...stream.getTracks());
    return stream;
  };
}

/** What the system tells of the tracks that are in use. */
async function ownTracks(page: Page, type: 'mute' | 'unmute' | 'ended'): Promise<void> {
  await page.evaluate(
    `for (const track of captured.filter(({ readyState }) => readyState === 'live')) track.dispatchEvent(new Event('${type}'))`,
  );
}
