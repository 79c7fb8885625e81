/** The main job between a Chromium and a Firefox, once with each of them on either side. */

import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { FirefoxPerson, launchFirefox } from '../stack/firefox.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, Patient } from './people.ts';
import { keepConnections, pictureMoves, soundHeard } from './webrtc-inside.ts';
import { expectMovingPicture, expectSound } from './webrtc-watch.ts';

let practice: PracticeStack;
let chromium: Chromium;
let firefox: Firefox;

beforeAll(async () => {
  [practice, chromium, firefox] = await Promise.all([
    startPracticeStack({
      clinicians: [
        { user: '@chrom:sprechzimmer.localhost', name: 'Dr. Chrom' },
        { user: '@fuchs:sprechzimmer.localhost', name: 'Dr. Fuchs' },
      ],
    }),
    launchBrowser(),
    launchFirefox(),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium?.close(), firefox?.close()]);
  await practice?.stop();
});

describe('a conversation between two makes of browser', () => {
  it('a patient with Firefox meets a clinician with Chromium', async () => {
    const seat = await newPerson(chromium);
    lookOnFailure({ clinician: seat.page });
    const clinician = await Clinician.arrive(seat, practice.publicUrl);
    const { user, password } = account(0);
    await clinician.signInFirstTime(user, password);
    const link = await clinician.makeLink('Firefox');

    const patient = await FirefoxPerson.arrive(firefox, keepConnections);
    await patient.page.goto(link);
    await patient.press('door-enter');
    await patient.press('mirror-next');
    await patient.fill('name-input', 'Reineke');
    await patient.press('enter-waiting-room');
    await patient.see('clinician-knows');

    await clinician.admit('Reineke');
    await Promise.all([expectConversation(patient), expectMovingPicture(clinician.page, 'remote-video')]);
    await expectSound(clinician.page);

    // Firefox does not tell which certificate is in use: it must say so, and neither claim nor doubt anything.
    await patient.press('connection');
    expect(await patient.read('connection-encryption')).toMatch(/this browser cannot check/i);
    await patient.page.keyboard.press('Escape');
    // The other side has measured for itself, and is told that it will stay alone with that.
    await clinician.page.getByTestId('connection').click();
    const encryption = clinician.page.getByTestId('connection-encryption');
    await encryption.filter({ hasText: 'The browser there cannot check this' }).waitFor({ timeout: 30_000 });
    expect(await encryption.innerText()).not.toMatch(/Both devices|still being checked/);
    await clinician.page.keyboard.press('Escape');

    await patient.press('chat-toggle');
    await patient.fill('chat-input', 'Hier spricht ein Fuchs.');
    await patient.press('chat-send');
    await clinician.page.getByTestId('chat-toggle').click();
    await clinician.page
      .getByTestId('chat-message')
      .filter({ hasText: 'Fuchs' })
      .waitFor({ timeout: 20_000 });

    await clinician.end();
    await patient.see('ended');
    await expect.poll(() => patient.page.evaluate(keptHere), { timeout: 20_000 }).toBe(0);
  });

  it('a patient with Chromium meets a clinician with Firefox', async () => {
    const clinician = await FirefoxPerson.arrive(firefox, keepConnections);
    await clinician.page.goto(`${practice.publicUrl}/desk/`);
    const { user, password } = account(1);
    await clinician.fill('desk-user', user);
    await clinician.fill('desk-password', password);
    await clinician.press('desk-sign-in');
    const key = await clinician.read('recovery-key');
    await clinician.press('recovery-kept');
    await clinician.fill('recovery-check', key.split(/\s+/).at(-1) ?? '');
    await clinician.press('recovery-confirm');
    await clinician.press('new-invitation');
    await clinician.fill('invitation-label', 'Chromium');
    await clinician.press('make-link');
    const link = await clinician.read('link-value');
    await clinician.press('link-done');

    const seat = await newPerson(chromium);
    lookOnFailure({ patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Isegrim');
    await patient.expectKnown();

    await clinician.press('admit');
    await Promise.all([expectConversation(clinician), expectMovingPicture(patient.page, 'remote-video')]);
    await expectSound(patient.page);

    await clinician.press('end-visit');
    await clinician.press('confirm-yes');
    await patient.expectEnded(/conversation has ended|Gespräch ist beendet/);
    await patient.expectNothingKept();
  });
});

/** This one in Firefox sees the other move and hears the other. */
async function expectConversation(person: FirefoxPerson): Promise<void> {
  await person.see('remote-video');
  await person.page.evaluate(pictureMoves, 'remote-video');
  const before = await person.page.evaluate(soundHeard);
  await expect.poll(() => person.page.evaluate(soundHeard), { timeout: 20_000 }).toBeGreaterThan(before);
}

/** Runs in the page: how many things this browser keeps for the practice. */
async function keptHere(): Promise<number> {
  return (await indexedDB.databases()).length + localStorage.length + sessionStorage.length;
}

function account(index: number) {
  const found = practice.clinicians[index];
  if (!found) throw new Error('The practice has no such clinician.');
  return found;
}
