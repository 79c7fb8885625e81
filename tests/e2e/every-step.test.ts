/** A reload, the browser's own way back and a second window, at every step from the door to the end: nothing is lost. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, Patient } from './people.ts';
import { watchWebRtc } from './webrtc-watch.ts';

const patiently = { timeout: 60_000 };

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice({ before: { callback: 'optional' } }));
});

afterAll(() => shut?.());

it('a reload and the way back, at each step, cost nobody a step they have made', async () => {
  const seat = await newPerson(browser);
  const link = await clinician.makeLink('Schritt für Schritt');
  await countKept(seat.page);
  const patient = await Patient.open(seat, link);
  const { page } = patient;
  lookOnFailure({ clinician: clinician.page, patient: page });
  await page.getByTestId('door-enter').waitFor(patiently);

  await reloadedAt(page, 'door-enter');
  await page.getByTestId('door-enter').click();
  await keptOften(page, 1);
  await reloadedAt(page, 'mirror-next');
  await page.goBack();
  await page.getByTestId('door-enter').click(patiently);
  await page.getByTestId('mirror-next').click(patiently);
  await page.getByTestId('answer-callback').fill('030 12');
  await keptOften(page, 4);
  await reloadedAt(page, 'answer-callback');
  await page.goBack();
  await page.getByTestId('mirror-next').click(patiently);
  expect(await page.getByTestId('answer-callback').inputValue()).toBe('030 12');
  await page.getByTestId('question-next').click();
  await page.getByTestId('name-input').fill('Mechthild');
  await keptOften(page, 4);
  await reloadedAt(page, 'name-input');
  await page.goBack();
  await page.getByTestId('question-next').click(patiently);
  expect(await page.getByTestId('name-input').inputValue()).toBe('Mechthild');
  await page.getByTestId('enter-waiting-room').click();

  await page.getByTestId('waiting').waitFor(patiently);
  await patient.expectKnown();
  const visit = await practice.onlyVisit();
  await reloadedAt(page, 'waiting');
  await wayBackStaysAt(page, 'waiting');
  await clinician.expectConnected('Mechthild');
  await clinician.admit('Mechthild');
  await page.getByTestId('conversation').waitFor(patiently);
  await reloadedAt(page, 'conversation');
  await wayBackStaysAt(page, 'conversation');
  expect(await practice.onlyVisit()).toEqual(visit);

  await clinician.end();
  await patient.expectEnded(/ended/);
  await wayBackStaysAt(page, 'ended');
  await page.reload();
  await patient.expectStopped(/conversation is over already, there is nothing left to do/);
  await patient.expectNothingKept();
});

it('a link that is opened twice goes on in the window where somebody wants it, to and fro, with the same place', async () => {
  const seat = await newPerson(browser);
  const link = await clinician.makeLink('Zwei Fenster');
  await countKept(seat.page);
  const first = await Patient.open(seat, link);
  const page = await seat.context.newPage();
  lookOnFailure({ clinician: clinician.page, first: first.page, second: page });

  // The one has come as far as the name, the other begins.
  await first.page.getByTestId('door-enter').click();
  await first.page.getByTestId('mirror-next').click();
  await first.page.getByTestId('question-next').click(patiently);
  await first.page.getByTestId('name-input').fill('Notker');
  await keptOften(first.page, 4);
  await watchWebRtc(page);
  await page.goto(link);
  const second = new Patient(page);
  await second.page.getByTestId('name-input').waitFor(patiently);
  expect(await second.page.getByTestId('name-input').inputValue()).toBe('Notker');
  await first.page.getByTestId('enter-waiting-room').click();
  await first.page.getByTestId('waiting').waitFor(patiently);
  await first.expectKnown();
  const visit = await practice.onlyVisit();

  await second.page.getByTestId('enter-waiting-room').click();
  await second.expectStopped(/another window/);
  await first.page.getByTestId('waiting').waitFor();
  await second.page.getByTestId('go-on-here').click();
  await second.page.getByTestId('waiting').waitFor(patiently);
  await first.expectStopped(/goes on in another window/);
  await second.expectKnown();
  expect(await practice.onlyVisit()).toEqual(visit);

  // In the middle of the conversation, back into the first.
  await clinician.expectConnected('Notker');
  await clinician.admit('Notker');
  await second.page.getByTestId('conversation').waitFor(patiently);
  await first.page.getByTestId('go-on-here').click();
  await first.page.getByTestId('conversation').waitFor(patiently);
  await second.expectStopped(/goes on in another window/);
  expect(await practice.onlyVisit()).toEqual(visit);
  await clinician.end();
  await first.expectEnded(/ended/);
  await first.expectNothingKept();
});

async function reloadedAt(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).waitFor(patiently);
  await page.reload();
  await page.getByTestId(testId).waitFor(patiently);
}

/** The browser's own *back* leads nowhere else from here. */
async function wayBackStaysAt(page: Page, testId: string): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        addEventListener('popstate', () => resolve(), { once: true });
        history.back();
      }),
  );
  // On the empty entry below and up again.
  await page.waitForFunction(() => !(history.state as { below?: true } | null)?.below, undefined, patiently);
  await page.getByTestId(testId).waitFor(patiently);
  expect(new URL(page.url()).pathname).toBe('/j/');
}

/** Counts on each page, from its beginning, how often something was kept for good. */
async function countKept(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = { often: 0 };
    Object.assign(window, { kept });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      this.transaction.addEventListener('complete', () => {
        if (/^sprechzimmer-draft-[0-9a-f]+$/.test(this.transaction.db.name)) kept.often += 1;
      });
      return put.apply(this, given);
    };
  });
}

/** Each step and each word that was filled in is kept once. */
async function keptOften(page: Page, often: number): Promise<void> {
  await page.waitForFunction(
    (least) => (window as unknown as { kept: { often: number } }).kept.often >= least,
    often,
    patiently,
  );
}
