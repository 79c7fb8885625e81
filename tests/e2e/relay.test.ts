/** Who hides their network address, the words both read, and what somebody on the relay's line has of all that. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticeAnswerSchema } from '@sprechzimmer/protocol';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { startTurn, type Turn } from '../stack/turn.ts';
import { kindOf, readable, tapUdp, type WireTap } from '../stack/wire-tap.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient } from './people.ts';
import { wireFacts } from './webrtc-watch.ts';

/** The whole beginning: signed in, a link, the patient in the waiting room with their address hidden. */
async function hiddenPatientArrives(
  browser: Browser,
  practice: PracticeStack,
  name: string,
  before: (patient: Page, link: string) => Promise<void> = async () => undefined,
) {
  const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
  lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
  const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const link = await clinician.makeLink('Netz');
  await before(patientSeat.page, link);
  const patient = await Patient.open(patientSeat, link);
  await patient.page.getByTestId('door-enter').click();
  await patient.page.getByTestId('mirror-next').click();
  await patient.page.getByTestId('address-fold').click();
  await patient.page.getByTestId('hide-address').check();
  await patient.page.getByTestId('name-input').fill(name);
  await patient.page.getByTestId('enter-waiting-room').click();
  return { clinician, patient };
}

const openPage = async (page: Page) => {
  await page.getByTestId('connection').click();
  await page.getByTestId('four-words').waitFor();
};
const routeOn = (page: Page) => page.getByTestId('connection-route').getAttribute('data-path');
const wordsOn = (page: Page) => page.getByTestId('four-words').locator('li').allInnerTexts();

describe('in a practice with a relay', () => {
  let turn: Turn;
  let tap: WireTap;
  let folder: string;
  let practice: PracticeStack;
  let browser: Browser;

  beforeAll(async () => {
    turn = await startTurn();
    tap = await tapUdp(turn.host);
    tap.leadTo(turn.host, turn.port);
    folder = await mkdtemp(join(tmpdir(), 'sprechzimmer-relay-'));
    const secretFile = join(folder, 'turn-secret');
    await writeFile(secretFile, turn.secret, { mode: 0o600 });
    const uris = [
      `turns:${turn.host}:${turn.tlsPort}?transport=tcp`,
      `turn:${turn.host}:${tap.port}?transport=udp`,
    ];
    [practice, browser] = await Promise.all([
      startPracticeStack({ turn: { uris, secretFile } }),
      // The relay's certificate is its own.
      launchBrowser(['--ignore-certificate-errors']),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.stop();
    await tap?.stop();
    await turn?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('a patient who hides their address is relayed, both sides say so and read the same words, and the line holds ciphertext', async () => {
    const { clinician, patient } = await hiddenPatientArrives(browser, practice, 'Ottilie');
    await patient.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    await clinician.expectConnected('Ottilie');
    await clinician.admit('Ottilie');
    await expectConversation(clinician.page, patient.page);

    await Promise.all([clinician.page, patient.page].map(openPage));
    for (const { page } of [clinician, patient]) {
      await expect.poll(() => routeOn(page), { timeout: 20_000 }).toBe('relayed');
      expect(await page.getByTestId('connection-encryption').innerText()).toMatch(
        /Both devices|beide Geräte/,
      );
    }
    const words = await wordsOn(clinician.page);
    expect(words).toHaveLength(4);
    expect(await wordsOn(patient.page)).toEqual(words);

    const kinds = tap.packets.map(kindOf);
    expect(kinds.filter((kind) => kind === 'srtp').length).toBeGreaterThan(100);
    expect(kinds).not.toContain('unknown');
    expect(readable(tap.packets, ['"type":', '"door"', 'a=fingerprint', 'Ottilie'])).toEqual([]);

    // One of them hears other words than they read: both stop, and both are told.
    await patient.page.getByTestId('words-same').click();
    await clinician.page.getByTestId('words-differ').click();
    await patient.page.getByTestId('halted').waitFor({ timeout: 20_000 });
    await clinician.page.getByTestId('alarm').waitFor({ timeout: 20_000 });
    expect(await clinician.page.getByTestId('alarm').innerText()).toMatch(/four words|vier Wörter/);
    for (const { page } of [patient, clinician])
      await expect.poll(async () => (await wireFacts(page)).connections, { timeout: 20_000 }).toBe(0);
  });
});

describe('in a practice without a relay', () => {
  let practice: PracticeStack;
  let browser: Browser;

  beforeAll(async () => {
    [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.stop();
  });

  it('hiding an address is not offered; who does it all the same is connected to nobody, is told why, and may change their mind', async () => {
    const { clinician, patient } = await hiddenPatientArrives(
      browser,
      practice,
      'Edgar',
      async (page, link) => {
        await seesNoChoice(browser, link);
        await promiseRelay(page);
      },
    );
    const told = patient.page.getByTestId('no-relay');
    await told.waitFor({ timeout: 40_000 });
    expect(await told.innerText()).toMatch(/hide your network address|Netzadresse verbergen/);
    expect((await wireFacts(patient.page)).connections).toBe(0);

    // Also after a reload the wish is kept.
    await patient.page.reload();
    await told.waitFor({ timeout: 40_000 });

    // Let in all the same: still nobody is connected, and the conversation begins when they change their mind.
    await clinician.admit('Edgar');
    await patient.page.getByTestId('halted').waitFor({ timeout: 30_000 });
    expect((await wireFacts(patient.page)).connections).toBe(0);
    await patient.page.getByTestId('show-address').click();
    await expectConversation(clinician.page, patient.page);
  });
});

/** Somebody looks in by the same link, as far as one gets without using it up. */
async function seesNoChoice(browser: Browser, link: string): Promise<void> {
  const seat = await newPerson(browser);
  try {
    const { page } = await Patient.open(seat, link);
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').waitFor();
    expect(await page.getByTestId('address-fold').count()).toBe(0);
    expect(await page.getByTestId('hide-address').count()).toBe(0);
  } finally {
    await seat.close();
  }
}

/** The server says that there is a relay, and the homeserver has none: as it is while one is being taken down. */
async function promiseRelay(page: Page): Promise<void> {
  await page.route('**/api/v1/practice', async (route) => {
    const answer = await route.fetch();
    const practice = v.parse(PracticeAnswerSchema, await answer.json());
    await route.fulfill({
      response: answer,
      json: { ...practice, call: { ...practice.call, relay: true } },
    });
  });
}
