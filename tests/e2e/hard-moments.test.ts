/**
 * A tab behind another, a frozen page, a telephone call, a microphone that is taken away, a device that stands still, a
 * reload: with a real server, both sides and a browser that really does so, nobody is lost, and nobody has to press anything.
 */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import { launchOwnChromium, type OwnChromium } from '../stack/own-chromium.ts';
import { lookOnFailure } from './last-look.ts';
import { type OpenPractice, openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient, say } from './people.ts';
import { expectMovingPicture, expectSound } from './webrtc-watch.ts';

const patienceMs = 60_000;
let practice: OpenPractice | undefined;
let own: OwnChromium | undefined;
let clinician: Clinician;
/** Of the patient. */
let seat: OwnChromium;
let patient: Patient;

beforeAll(async () => {
  // The shortest lease there may be: some test waits until one is over.
  practice = await openPractice({ visits: { leaseSeconds: 10 } });
  own = await launchOwnChromium();
  ({ clinician } = practice);
  seat = own;
  await seat.page.addInitScript(watchCapture);
  await seat.page.addInitScript(movableClock);
  patient = await Patient.open(seat, await clinician.makeLink('Schwere Momente'));
  await patient.enterAndWait('Rosalie');
  await clinician.expectConnected('Rosalie');
});

beforeEach(() => lookOnFailure({ clinician: clinician.page, patient: patient.page }));

afterAll(async () => {
  await own?.close();
  await practice?.shut();
});

describe('what happens to a phone in the waiting room', () => {
  it('behind another tab, and frozen there, the patient is away to the desk, never gone', async () => {
    await expectPresence('Rosalie', 'here');
    await seat.hide();
    await expectPresence('Rosalie', 'away');
    await seat.freeze();
    await somebodyIsLost();
    await expectPresence('Rosalie', 'away');
    expect(await clinician.patientCard('Rosalie').innerText()).toContain('not looking at this page since');
  });

  it('who looks at it again is here again, and reads from when to when it was asleep', async () => {
    await seat.page.evaluate(() => void dispatchEvent(new Event('put-forward')));
    await seat.thaw();
    await seat.show();
    await expectPresence('Rosalie', 'here');
    await patient.page.getByTestId('slept').waitFor({ timeout: patienceMs });
  });

  it('who was let in while the page was frozen is in the conversation when they look again', async () => {
    await seat.hide();
    await seat.freeze();
    await clinician.admit('Rosalie');
    expect(await patient.page.getByTestId('conversation').count()).toBe(0);
    await seat.thaw();
    await seat.show();
    await expectConversation(clinician.page, patient.page);
  });
});

describe('what happens to a phone in the middle of it', () => {
  it('a telephone call silences the patient: both sides read why, and it is over by itself', async () => {
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

  it('behind another tab the patient is still heard', async () => {
    await seat.hide();
    await expect.poll(() => patient.page.evaluate(() => document.visibilityState)).toBe('hidden');
    await expectSound(clinician.page);
  });

  it('a microphone that the call keeps is back when the patient comes back from it, without a press', async () => {
    await patient.page.evaluate('isTaken = true');
    await ownTracks(patient.page, 'ended');
    await clinician.page.getByTestId('their-microphone-off').waitFor({ timeout: patienceMs });
    await patient.page.evaluate('isTaken = false');
    await seat.show();
    await patient.page.getByTestId('sound-trouble').waitFor({ state: 'detached', timeout: patienceMs });
    await expectMovingPicture(clinician.page, 'remote-video');
    await expectSound(clinician.page);
  });

  it('a page that is frozen while the clinician reloads their desk is in the same conversation afterwards', async () => {
    await seat.hide();
    await seat.freeze();
    await clinician.page.reload();
    await clinician.page.getByTestId('conversation').waitFor({ timeout: patienceMs });
    await seat.thaw();
    await seat.show();
    await expectConversation(clinician.page, patient.page);
  });

  it('a phone that stands still is waited for, and both see and hear each other when it is awake', async () => {
    await seat.hide();
    seat.stop();
    try {
      await clinician.page.getByText(/Reconnecting with/).waitFor({ timeout: patienceMs });
      expect(await clinician.page.getByTestId('gone').count()).toBe(0);
    } finally {
      seat.wake();
    }
    await seat.show();
    await expectConversation(clinician.page, patient.page);
    await say(patient.page, clinician.page, 'Da bin ich wieder');
  });

  it('a reload in the middle of it leads back into the conversation', async () => {
    await patient.page.reload();
    await patient.page.getByTestId('conversation').waitFor({ timeout: patienceMs });
    await expectConversation(clinician.page, patient.page);
    await clinician.end();
    await patient.expectEnded(/ended/);
  });
});

async function expectPresence(name: string, presence: 'here' | 'away' | 'gone'): Promise<void> {
  await clinician
    .patientCard(name)
    .and(clinician.page.locator(`[data-presence="${presence}"]`))
    .waitFor({ timeout: patienceMs });
}

/** A whole lease goes by: somebody of whom nothing more is heard is gone at its end. */
async function somebodyIsLost(): Promise<void> {
  if (!practice) throw new Error('there is no practice');
  const other = await newPerson(practice.browser);
  const lost = await Patient.open(other, await clinician.makeLink('Funkloch', { kind: 'chat' }));
  await lost.page.getByTestId('door-enter').click();
  await lost.page.getByTestId('name-input').fill('Notburga');
  await lost.page.getByTestId('enter-waiting-room').click();
  await clinician.expectAdmissible('Notburga');
  await other.context.setOffline(true);
  await expectPresence('Notburga', 'gone');
  await other.close();
}

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

/** Runs in the page: two minutes go by at once. */
function movableClock(): void {
  const now = Date.now.bind(Date);
  let aheadMs = 0;
  Date.now = () => now() + aheadMs;
  addEventListener('put-forward', () => {
    aheadMs += 2 * 60_000;
  });
}

/** What the system tells of the tracks that are in use. */
async function ownTracks(page: Page, type: 'mute' | 'unmute' | 'ended'): Promise<void> {
  await page.evaluate(
    `for (const track of captured.filter(({ readyState }) => readyState === 'live')) track.dispatchEvent(new Event('${type}'))`,
  );
}
