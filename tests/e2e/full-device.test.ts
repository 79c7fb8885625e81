/** A device that fills up in the middle of a visit: what both sides are told, and that nothing they write is lost. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient, say } from './people.ts';
import { expectMovingPicture, expectSound } from './webrtc-watch.ts';

/** Bytes: more than a visit needs, and soon full. */
const smallDevice = 6_000_000;
const patiently = { timeout: 60_000 };

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let deskDevice: Device;
let seat: Person;
let device: Device;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  const desk = await newPerson(browser);
  deskDevice = await smallDeviceOf(desk, practice.publicUrl);
  clinician = await Clinician.arrive(desk, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});
beforeEach(async () => {
  seat = await newPerson(browser);
  device = await smallDeviceOf(seat, practice.publicUrl);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
});
afterEach(() => seat?.close());
afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('a patient whose device is full goes on talking, both know it, and what either wrote arrives by itself once there is room', async () => {
  const patient = await talkingTo('Kunibert');
  const { page } = patient;
  await device.fill();
  await write(clinician.page, 'Bis nächste Woche');
  await page.getByTestId('device-full').waitFor(patiently);
  await clinician.page.getByTestId('theirs-full').waitFor(patiently);
  await write(page, 'Ich rufe Sie an');
  await expectMovingPicture(page, 'remote-video');
  await expectSound(page);
  expect(await messages(clinician.page, 'Ich rufe Sie an').count()).toBe(0);

  await device.clear();
  await messages(page, 'Bis nächste Woche').waitFor(patiently);
  await messages(clinician.page, 'Ich rufe Sie an').waitFor(patiently);
  await page.getByTestId('device-full').waitFor({ state: 'detached', ...patiently });
  await clinician.page.getByTestId('theirs-full').waitFor({ state: 'detached', ...patiently });
  expect(await notSent(page).count()).toBe(0);
  await say(page, clinician.page, 'Jetzt ist wieder Platz');
  await say(clinician.page, page, 'Wie schön');

  await page.reload();
  await expectConversation(clinician.page, page);
  await openChat(page);
  for (const text of ['Bis nächste Woche', 'Ich rufe Sie an', 'Wie schön'])
    await messages(page, text).waitFor(patiently);
  await clinician.end();
  await patient.expectEnded(/ended/);
});

it('who waits on a full device reads so, is let in all the same, and a reload in between loses nothing', async () => {
  const patient = await Patient.open(seat, await clinician.makeLink('Voll beim Warten'));
  const { page } = patient;
  await patient.enterAndWait('Adelgunde');
  await clinician.expectConnected('Adelgunde');
  await device.fill();
  const card = clinician.patientCard('Adelgunde');
  await card.getByTestId('card-chat').click();
  await card.getByTestId('chat-input').fill('Noch zehn Minuten');
  await card.getByTestId('chat-send').click();
  await page.getByTestId('device-full').waitFor(patiently);
  await card.getByTestId('theirs-full').waitFor(patiently);

  await clinician.admit('Adelgunde');
  await expectConversation(clinician.page, page);

  await page.reload();
  await page.getByTestId('stopped').waitFor(patiently);
  await patient.expectStopped(/no room left/);
  await device.clear();
  await page.getByTestId('retry').click();
  await expectConversation(clinician.page, page);
  await openChat(page);
  await messages(page, 'Noch zehn Minuten').waitFor(patiently);
  await clinician.end();
  await patient.expectEnded(/ended/);
});

it('a clinician whose device is full goes on talking, both know it, and what either wrote arrives once there is room', async () => {
  const patient = await talkingTo('Wendelin');
  const { page } = patient;
  await deskDevice.fill();
  await write(page, 'Haben Sie das gelesen?');
  await clinician.page.getByTestId('device-full').waitFor(patiently);
  await page.getByTestId('theirs-full').waitFor(patiently);
  await write(clinician.page, 'Gleich lese ich es');
  await expectMovingPicture(clinician.page, 'remote-video');
  await expectSound(clinician.page);

  await deskDevice.clear();
  await messages(clinician.page, 'Haben Sie das gelesen?').waitFor(patiently);
  await messages(page, 'Gleich lese ich es').waitFor(patiently);
  await clinician.page.getByTestId('device-full').waitFor({ state: 'detached', ...patiently });
  await page.getByTestId('theirs-full').waitFor({ state: 'detached', ...patiently });
  expect(await notSent(clinician.page).count()).toBe(0);
  await clinician.end();
  await patient.expectEnded(/ended/);
  // The notebook, too, is written again.
  expect(await clinician.makeLink('Danach')).toMatch(/^https?:/);
});

async function talkingTo(name: string): Promise<Patient> {
  const patient = await Patient.open(seat, await clinician.makeLink(name));
  await patient.enterAndWait(name);
  await clinician.expectConnected(name);
  await clinician.admit(name);
  await expectConversation(clinician.page, patient.page);
  return patient;
}

async function openChat(page: Page): Promise<void> {
  const input = page.getByTestId('chat-input');
  if (!(await input.isVisible())) await page.getByTestId('chat-toggle').click();
  await input.waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await openChat(page);
  await page.getByTestId('chat-input').fill(text);
  await page.getByTestId('chat-send').click();
  await messages(page, text).waitFor();
}

function messages(page: Page, text: string) {
  return page.getByTestId('chat-message').filter({ hasText: text });
}

function notSent(page: Page) {
  return page.locator('[data-testid="chat-message"][data-state="failed"]');
}

interface Device {
  fill(): Promise<void>;
  clear(): Promise<void>;
}

/** The browser's own limit for a site, reached by a heap that lies beside the visit. Before the page is opened. */
async function smallDeviceOf({ context, page }: Person, origin: string): Promise<Device> {
  const devTools = await context.newCDPSession(page);
  const quota = async (quotaSize?: number) => {
    await devTools.send('Storage.overrideQuotaForOrigin', {
      origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    });
  };
  // Before anything is kept: how much room there is, the browser asks seldom while there is plenty.
  await quota(smallDevice);
  return {
    async fill() {
      await quota(smallDevice);
      await page.evaluate(heap);
      // What the browser tidies up later makes no new room.
      await quota(1);
    },
    clear: () => quota(),
  };
}

/** Runs in the page: writes until not even a small thing fits. */
async function heap(): Promise<void> {
  const opening = indexedDB.open('heap', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('heap', { autoIncrement: true });
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = reject;
  });
  const fits = (bytes: number) =>
    new Promise<boolean>((resolve) => {
      const change = opening.result.transaction('heap', 'readwrite');
      change.oncomplete = () => resolve(true);
      change.onabort = () => resolve(false);
      const thing = new Uint8Array(bytes);
      crypto.getRandomValues(thing);
      change.objectStore('heap').put(thing);
    });
  for (let bytes = 65_536; bytes >= 64; bytes /= 4) while (await fits(bytes));
  opening.result.close();
}
