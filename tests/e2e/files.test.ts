/** Files between a patient and a clinician: both ways, through a homeserver that has ciphertext and may lie. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectNothingKept, Patient } from './people.ts';
import { filesHolding } from './traces.ts';

/** Texts in files and names that must never be found on a server. */
const canary = {
  fromPatient: 'Im-Tagebuch-steht-Malachit-5517',
  fromClinician: 'Auf-dem-Arbeitsblatt-steht-Obsidian-2290',
  name: 'Tagebuch-der-Rosalinde.txt',
  place: 'Aufgenommen-am-Quittenweg-88',
};

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([
    startPracticeStack({ files: { largestMegabytes: 2 } }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('files in the chat', () => {
  it('come over both ways, are ciphertext to the server, are refused when it changes them, and end with the visit', async () => {
    const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
    await Promise.all([clinicianSeat, patientSeat].map(({ page }) => watchObjectUrls(page)));
    const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
    await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
    const before = await storedFiles();
    const link = await clinician.makeLink('Freitag');
    const patient = await Patient.open(patientSeat, link);
    await patient.enterAndWait('Rosalinde');
    await patient.expectKnown();
    await clinician.admit('Rosalinde');
    await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    for (const { page } of [patient, clinician]) await page.getByTestId('chat-toggle').click();

    // What the patient's phone has photographed is seen by the clinician, without what the phone wrote into it.
    const photograph = await paintPhotograph(patient.page);
    expect(photograph.includes(canary.place)).toBe(true);
    await attach(patient.page, [{ name: 'Foto.jpg', mimeType: 'image/jpeg', buffer: photograph }]);
    const picture = clinician.page.getByTestId('chat-picture').locator('img');
    await picture.waitFor({ timeout: 30_000 });
    const seen = await bytesOf(
      clinician.page,
      await picture.evaluate((image: HTMLImageElement) => image.src),
    );
    expect(seen.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(seen.includes(canary.place)).toBe(false);

    // Anything else is saved, and is what was sent.
    const diary = Buffer.from(`${canary.fromPatient}\n`.repeat(3000));
    await attach(patient.page, [{ name: canary.name, mimeType: 'text/plain', buffer: diary }]);
    expect(await save(clinician.page, canary.name)).toEqual(diary);
    const sheet = Buffer.from(`${canary.fromClinician}\n`.repeat(3000));
    await attach(clinician.page, [{ name: 'Arbeitsblatt.pdf', mimeType: 'application/pdf', buffer: sheet }]);
    expect(await save(patient.page, 'Arbeitsblatt.pdf')).toEqual(sheet);

    // The practice's own limit is told before anything is sent.
    await attach(patient.page, [
      { name: 'Film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(3 * 1024 * 1024) },
    ]);
    await patient.page.getByTestId('draft').filter({ hasText: /2\sMB/ }).waitFor();
    await patient.page.getByTestId('draft-remove').click();

    // Three files lie on the server's disk, and nothing that was in them or that they were called.
    expect(await storedFiles()).toHaveLength(before.length + 3);
    expect(await filesHolding(practice.dataDir, Object.values(canary))).toEqual([]);

    // A server that changes one is found out: nothing is shown, and why.
    await lieAboutFiles(patientSeat.context);
    await attach(clinician.page, [
      { name: 'Befund.pdf', mimeType: 'application/pdf', buffer: Buffer.from('an honest finding') },
    ]);
    const changed = patient.page.getByTestId('chat-message').filter({ hasText: 'Befund.pdf' });
    await changed.getByTestId('file-save').click({ timeout: 30_000 });
    await changed
      .getByTestId('file-fault')
      .filter({ hasText: /not what was sent|nicht das, was gesendet/ })
      .waitFor({ timeout: 20_000 });
    expect(await changed.getByTestId('file-save').count()).toBe(0);

    // The end: nothing can be opened any more here, and nothing lies on the server.
    expect((await livingUrls(patient.page)).length).toBeGreaterThan(0);
    await clinician.end();
    await patient.expectEnded(/./);
    await patient.page.getByTestId('saved-note').waitFor();
    await expect.poll(() => livingUrls(patient.page), { timeout: 10_000 }).toEqual([]);
    await expectNothingKept(patient.page);
    await expect.poll(storedFiles, { timeout: 60_000, interval: 500 }).toEqual(before);
  });
});

/** Every file in the homeserver's media store. */
async function storedFiles(): Promise<readonly string[]> {
  const entries = await readdir(practice.dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?:^|[/\\])local_content(?:[/\\]|$)/.test(entry.parentPath))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Through the button, and on its way when it is ready. */
async function attach(page: Page, files: Chosen[]): Promise<void> {
  await page.getByTestId('attach').click();
  await page.getByTestId('attach-limit').filter({ hasText: 'MB' }).waitFor();
  await page.getByTestId('attach-input').setInputFiles(files);
  await page.locator('[data-testid="draft"]:not([data-state="preparing"])').first().waitFor();
  await page.getByTestId('chat-send').click();
}

/** Presses *save* beside a file. @returns what arrives in the folder of downloads */
async function save(page: Page, name: string): Promise<Buffer> {
  const button = page.getByTestId('chat-message').filter({ hasText: name }).getByTestId('file-save');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 40_000 }),
    button.click({ timeout: 30_000 }),
  ]);
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

/** A small photograph with a comment in it, as cameras write them (JPEG, COM segment). */
async function paintPhotograph(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? [])];
  });
  const bytes = Buffer.from(plain);
  const comment = Buffer.from(canary.place);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([bytes.subarray(0, 2), head, comment, bytes.subarray(2)]);
}

/** What is behind an object URL. The page itself may not ask for one: the policy lets it connect to the practice alone. */
async function bytesOf(page: Page, url: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (wanted) => {
    const made: unknown = Reflect.get(window, 'madeUrls');
    const blob = made instanceof Map ? made.get(wanted) : undefined;
    return blob instanceof Blob ? [...new Uint8Array(await blob.arrayBuffer())] : [];
  }, url);
  return Buffer.from(bytes);
}

/** From now on one byte of every file is another one when it arrives here. */
async function lieAboutFiles(context: BrowserContext): Promise<void> {
  await context.route('**/_matrix/client/v1/media/download/**', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body.writeUInt8(body.readUInt8(0) ^ 1, 0);
    await route.fulfill({ response, body });
  });
}

/** Remembers every object URL that the page has made for something somebody could open, until it is given back. */
async function watchObjectUrls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made = new Map<string, Blob>();
    const make = URL.createObjectURL.bind(URL);
    const giveBack = URL.revokeObjectURL.bind(URL);
    URL.createObjectURL = (thing) => {
      const url = make(thing);
      if (thing instanceof Blob) made.set(url, thing);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      made.delete(url);
      giveBack(url);
    };
    Object.assign(window, { madeUrls: made });
  });
}

/** Those that still lead to something. */
function livingUrls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const made: unknown = Reflect.get(window, 'madeUrls');
    return made instanceof Map ? [...made.keys()].map(String) : ['nothing was watched'];
  });
}
