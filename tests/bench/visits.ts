/** Whole visits in two browsers, each measured from the patient's button to the first frames. */

import type { Browser } from 'playwright-core';
import { marks } from '../../client/src/marks.ts';
import { Clinician, Patient } from '../e2e/people.ts';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { type BareHomeserver, bareArrival } from './bare-visit.ts';
import { barePairFirstFrameMs } from './floor-pair.ts';
import { markedAt, moment, watchMoments } from './watch-moments.ts';
import { countWire } from './wire.ts';

export interface VisitSamples {
  readonly redeemToWaiting: number[];
  readonly bareArrival: number[];
  readonly admitToFirstFrame: number[];
  /** Admission at once, without a glance at the patient's card first: cameras are cold. */
  readonly coldAdmitToFirstFrame: number[];
  readonly barePair: number[];
  /** The same with a smaller camera picture than ours. */
  readonly smallBarePair: number[];
  readonly landingScriptBytes: number[];
  readonly waitingBytes: number[];
}

export async function measureVisits(
  browser: Browser,
  practice: PracticeStack,
  homeserver: BareHomeserver,
  runs: number,
): Promise<VisitSamples> {
  const samples: VisitSamples = {
    redeemToWaiting: [],
    bareArrival: [],
    admitToFirstFrame: [],
    coldAdmitToFirstFrame: [],
    barePair: [],
    smallBarePair: [],
    landingScriptBytes: [],
    waitingBytes: [],
  };
  const seat = await newPerson(browser);
  await watchMoments(seat.page);
  const clinician = await Clinician.arrive(seat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const bare = await newPerson(browser, { baseURL: practice.publicUrl });
  await bare.page.goto('/');
  await barePairFirstFrameMs(bare.page, 'ours'); // the first pair of a browser pays for starting its media process

  for (let run = 0; run < runs; run += 1) {
    await visit(browser, clinician, samples, 'prepared');
    await visit(browser, clinician, samples, 'cold');
    samples.barePair.push(await barePairFirstFrameMs(bare.page, 'ours'));
    samples.smallBarePair.push(await barePairFirstFrameMs(bare.page, 'plain'));
    const started = performance.now();
    await bareArrival(homeserver);
    samples.bareArrival.push(performance.now() - started);
    console.log(`  visit ${run + 1} of ${runs}`);
  }
  await Promise.all([seat.close(), bare.close()]);
  return samples;
}

async function visit(
  browser: Browser,
  clinician: Clinician,
  samples: VisitSamples,
  way: 'prepared' | 'cold',
): Promise<void> {
  const link = await clinician.makeLink('Bench');
  const seat = await newPerson(browser);
  const name = 'Bench Patient';
  try {
    const wire = await countWire(seat.page);
    await watchMoments(seat.page);
    const patient = await Patient.open(seat, link);
    const { page } = seat;
    await page.getByTestId('door-enter').waitFor();
    const landing = wire.read().script;

    // A patient looks at themselves for a while; the heavy part is loaded by then.
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').fill(name);
    await page.getByTestId('enter-waiting-room').click();
    const entered = await moment(page, 'click:enter-waiting-room');
    const waiting = Math.max(
      await moment(page, 'shown:waiting'),
      await markedAt(page, marks.joined),
      await markedAt(page, marks.identityUp),
      await markedAt(page, marks.proofSent),
    );
    samples.redeemToWaiting.push(waiting - entered);
    samples.landingScriptBytes.push(landing);
    samples.waitingBytes.push(wire.read().all);

    const card = clinician.patientCard(name);
    await card.and(clinician.page.locator('[data-connected="true"]')).waitFor();
    if (way === 'prepared') {
      await card.getByTestId('admit').hover();
      await page.getByTestId('self-video').waitFor();
      await admitted(clinician, patient, name, samples.admitToFirstFrame);
    } else await admitted(clinician, patient, name, samples.coldAdmitToFirstFrame);
    await clinician.end();
    await page.getByTestId('ended').waitFor();
  } finally {
    await seat.close();
  }
}

async function admitted(clinician: Clinician, patient: Patient, name: string, into: number[]): Promise<void> {
  await clinician.page.evaluate(() => {
    for (const moment of Object.keys(window.moments ?? {})) delete window.moments?.[moment];
  });
  await clinician.patientCard(name).getByTestId('admit').click();
  const pressed = await moment(clinician.page, 'click:admit');
  const frames = await Promise.all([moment(clinician.page, 'frame'), moment(patient.page, 'frame')]);
  into.push(Math.max(...frames) - pressed);
}
