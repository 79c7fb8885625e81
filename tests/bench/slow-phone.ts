/**
 * Whole visits of a patient whose phone is four times slower than this machine, beside the same on empty pages: how soon a
 * finger is answered, what moves by itself, and what keeps the conversation's page busy.
 */

import type { Browser, Page } from 'playwright-core';
import { Clinician, Patient } from '../e2e/people.ts';
import { newPerson, type Person } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { longestBareCallTaskMs, slowestBarePressMs } from './bare-page.ts';
import { moment, watchMoments } from './watch-moments.ts';
import { longest, moved, readSpeed, type Speed, slowest, watchSpeed } from './watch-speed.ts';

/** A sample of each for every visit. */
export interface PhoneSamples {
  /** The patient's slowest press of the whole way, in milliseconds to the next painted frame. */
  readonly press: number[];
  /** The slowest of as many presses of a button on an empty page. */
  readonly barePress: number[];
  /** The longest task while the conversation is on the screen, in milliseconds. */
  readonly task: number[];
  /** The longest task while two bare peer connections come up in an empty page. */
  readonly bareTask: number[];
  /** How many tasks of 50 ms and more there were in the conversation. */
  readonly tasks: number[];
  /** Layout that moved by itself on the whole way. */
  readonly patientMoved: number[];
  readonly deskMoved: number[];
}

const phone = { width: 390, height: 844 };
const timesSlower = 4;

export async function measureSlowPhone(
  browser: Browser,
  practice: PracticeStack,
  runs: number,
): Promise<PhoneSamples> {
  const samples: PhoneSamples = {
    press: [],
    barePress: [],
    task: [],
    bareTask: [],
    tasks: [],
    patientMoved: [],
    deskMoved: [],
  };
  const seat = await newPerson(browser);
  await watchSpeed(seat.page);
  await watchMoments(seat.page);
  const clinician = await Clinician.arrive(seat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  let deskMoved = 0;
  for (let run = 0; run < runs; run += 1) {
    const { patient, talkFromMs } = await visit(browser, clinician);
    const worst = slowest(patient);
    const desk = await readSpeed(seat.page);
    samples.press.push(worst.ms);
    samples.task.push(longest(patient, talkFromMs));
    samples.tasks.push(patient.tasks.filter(({ startMs }) => startMs >= talkFromMs).length);
    samples.patientMoved.push(moved(patient));
    samples.deskMoved.push(moved(desk) - deskMoved);
    deskMoved = moved(desk);
    samples.barePress.push(await onSlowPhone(browser, practice, slowestBarePressMs));
    samples.bareTask.push(await onSlowPhone(browser, practice, longestBareCallTaskMs));
    const shifts = [...patient.shifts, ...desk.shifts].map(({ what }) => what);
    console.log(
      `  visit ${run + 1} of ${runs}: ${worst.ms} ms for “${worst.on}”; moved: ${[...new Set(shifts)].join(', ') || 'nothing'}`,
    );
  }
  await seat.close();
  return samples;
}

async function visit(
  browser: Browser,
  clinician: Clinician,
): Promise<{ readonly patient: Speed; readonly talkFromMs: number }> {
  const link = await clinician.makeLink('Bench');
  const seat = await newPerson(browser, { viewport: phone });
  const name = 'Bench Patient';
  try {
    const { page } = seat;
    await watchSpeed(page);
    await watchMoments(page);
    await slowDown(seat);
    await Patient.open(seat, link);
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').waitFor();
    // Somebody looks at themselves for a while; the heavy part is loaded by then.
    await page.waitForLoadState('networkidle');
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').pressSequentially(name);
    await page.getByTestId('enter-waiting-room').click();
    await page.getByTestId('waiting').waitFor({ timeout: 60_000 });
    await clinician.expectConnected(name);
    await clinician.admit(name);
    await page.getByTestId('conversation').waitFor({ timeout: 30_000 });
    const talkFromMs = await page.evaluate(
      (shownMs) => shownMs - performance.timeOrigin,
      await moment(page, 'shown:conversation'),
    );
    await moment(page, 'frame');
    await talk(page);
    await clinician.end();
    await page.getByTestId('ended').waitFor({ timeout: 30_000 });
    return { patient: await readSpeed(page), talkFromMs };
  } finally {
    await seat.close();
  }
}

/** What somebody does in a conversation. */
async function talk(page: Page): Promise<void> {
  await page.getByTestId('toggle-microphone').click();
  await page.getByTestId('toggle-microphone').click();
  await page.getByTestId('toggle-camera').click();
  await page.getByTestId('toggle-camera').click();
  await page.getByTestId('chat-toggle').click();
  await page.getByTestId('chat-input').pressSequentially('Hallo');
  await page.getByTestId('chat-send').click();
  await page.getByTestId('chat-message').filter({ hasText: 'Hallo' }).waitFor();
  await page.getByTestId('chat-toggle').click();
  await page.getByTestId('hang-up').click();
  await page.getByTestId('confirm-stay').click();
}

async function onSlowPhone(
  browser: Browser,
  practice: PracticeStack,
  measure: (page: Page) => Promise<number>,
): Promise<number> {
  const seat = await newPerson(browser, { baseURL: practice.publicUrl, viewport: phone });
  try {
    await watchSpeed(seat.page);
    await slowDown(seat);
    return await measure(seat.page);
  } finally {
    await seat.close();
  }
}

async function slowDown({ context, page }: Person): Promise<void> {
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: timesSlower });
}
