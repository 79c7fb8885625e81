/** What most tests begin with: a practice that runs, a browser, and the clinician at their desk for the first time. */

import type { Browser } from 'playwright-core';
import type { ConfigInput } from '../../appservice/src/config/sections.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { Clinician } from './people.ts';

export interface OpenPractice {
  readonly practice: PracticeStack;
  readonly browser: Browser;
  readonly clinician: Clinician;
  /** Closes the browser, stops the servers and deletes what they wrote. */
  readonly shut: () => Promise<void>;
}

/** Leaves nothing running when the clinician does not get as far as the desk. */
export async function openPractice(overrides: ConfigInput = {}): Promise<OpenPractice> {
  const [practice, browser] = await Promise.all([startPracticeStack(overrides), launchBrowser()]);
  const shut = async () => {
    await browser.close();
    await practice.stop();
  };
  try {
    const clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
    await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
    return { practice, browser, clinician, shut };
  } catch (error) {
    await shut();
    throw error;
  }
}
