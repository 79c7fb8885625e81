/** Doors that do not open, for patient and clinician: each says why, and what to do, and none is a dead end. */

import { deriveLinkKeys, readFragment, writeLink } from '@sprechzimmer/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice } from '../../appservice/src/setup/practice.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectNothingKept, Patient } from './people.ts';

/** The server lets people in this much before the window, because clocks differ. */
const toleranceMs = 120_000;
const phone = '030 7654321';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let recoveryKey: string;

beforeAll(async () => {
  [practice, browser] = await Promise.all([
    startPracticeStack({
      practice: { name: 'Praxis am Lindenweg', phone },
      invitations: { opensMinutesBefore: 0 },
    }),
    launchBrowser(),
  ]);
  clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  recoveryKey = await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('a patient whose link does not open the door', () => {
  it('comes too early: reads when the door opens, and is let in by itself', async () => {
    const startsAt = new Date(Date.now() + toleranceMs + 10_000);
    const link = await clinician.makeLink('Zu frueh', { startsAt });
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    await seat.page.clock.install();
    const patient = await Patient.open(seat, link);
    const early = patient.page.getByTestId('early');
    await early.waitFor({ timeout: 20_000 });
    const time = await patient.page.evaluate(
      (ms) => new Date(ms).toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' }),
      startsAt.getTime(),
    );
    const text = await early.innerText();
    expect(text).toMatch(new RegExp(`Your appointment: .*\\b${time}\\b`));
    expect(text).toMatch(new RegExp(`The waiting room opens .*\\b${time}\\b`));
    await expectContact(patient);

    // The minutes until then pass on the patient's screen as soon as the server would open.
    await expect.poll(() => doorState(link), { timeout: 30_000, interval: 250 }).toBe('open');
    await patient.page.clock.fastForward(toleranceMs);
    await patient.page.getByTestId('door-enter').waitFor({ timeout: 20_000 });
    await patient.enterAndWait('Fridolin');
    await patient.expectKnown();
    expect(await patient.page.getByTestId('appointment').innerText()).toContain(time);
    await clinician.decline('Fridolin');
    await patient.expectEnded(/No conversation is possible/);
    await expectContact(patient);
  });

  it('comes to an appointment that was cancelled, before the door or at its button', async () => {
    const link = await clinician.makeLink('Wird abgesagt');
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.page.getByTestId('door-enter').waitFor();
    await clinician.cancel('Wird abgesagt');

    await patient.enter('Zu spaet erfahren');
    await patient.expectStopped(/was cancelled/);
    await expectContact(patient);
    await patient.expectNothingKept();

    const later = await Patient.open(await newPerson(browser), link);
    await later.expectStopped(/was cancelled/);
    await expectContact(later);
  });

  it('has a link that mail has cut, bent, exposed or never carried: each is called what it is, and the whole link helps', async () => {
    const link = await clinician.makeLink('Zerknittert');
    // Whoever opens this one reports it, and it is closed: it is a link of its own.
    const exposed = (await clinician.makeLink('Unterwegs bekannt')).replace('#', '%23');
    const { secret, clinicianMasterKey } = await read(link);
    const foreign = await writeLink(practice.publicUrl, {
      secret: secret.map((byte) => byte ^ 1),
      clinicianMasterKey,
    });
    const seat = await newPerson(browser);
    const patient = await Patient.open(seat, 'about:blank');
    lookOnFailure({ patient: patient.page });
    const flip = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    for (const [bent, words] of [
      [`${practice.publicUrl}/j/`, /part of your link is missing/],
      [link.slice(0, -7), /cut off/],
      [flip(link, link.length - 20), /damaged/],
      [exposed, /no longer safe/],
      [foreign, /no conversation for this link/],
    ] as const) {
      await patient.page.goto('about:blank');
      await patient.page.goto(bent);
      await patient.expectStopped(words);
      await expectContact(patient);
      expect(new URL(patient.page.url()).pathname).toBe('/j/');
      expect(patient.page.url()).not.toContain('#');
    }

    // The remedy, as the screen says it: the whole link into the address bar of the very page that has stopped.
    await patient.page.goto('about:blank');
    await patient.page.goto(link.slice(0, -7));
    await patient.expectStopped(/cut off/);
    await patient.page.goto(link);
    await patient.page.getByTestId('door-enter').waitFor({ timeout: 20_000 });
    expect(patient.page.url()).toBe(`${practice.publicUrl}/j/`);
    // None of it has used the link up.
    expect(await doorState(link)).toBe('open');
  });
});

describe('a clinician who cannot get in', () => {
  it('hears that the password or the recovery key is wrong, and gets in with the right one', async () => {
    const seat = await newPerson(browser);
    lookOnFailure({ desk: seat.page });
    const desk = await Clinician.arrive(seat, practice.publicUrl);
    await desk.signIn(practice.clinician.user, 'not the password');
    await desk.expectFault(/User name or password is wrong/);

    await desk.signIn(practice.clinician.user, practice.clinician.password);
    await desk.page.getByTestId('unlock-key').waitFor({ timeout: 30_000 });
    for (const wrong of [
      'EsTc not a key',
      `${recoveryKey.slice(0, -1)}${recoveryKey.endsWith('A') ? 'B' : 'A'}`,
    ]) {
      await desk.unlock(wrong);
      await desk.expectFault(/does not fit/);
    }
    await desk.unlock(recoveryKey);
    await desk.page.getByTestId('new-invitation').waitFor({ timeout: 30_000 });
    await desk.page.getByTestId('due').filter({ hasText: 'Zerknittert' }).waitFor({ timeout: 30_000 });
  });

  it('who has left the practice gets no desk any more, and their links open no door', async () => {
    const link = await clinician.makeLink('Vor dem Abschied');
    await practice.stopServers();
    const restarted = await startPractice({
      dataDir: practice.dataDir,
      overrides: { clinicians: [{ user: '@nachfolge:sprechzimmer.localhost', name: 'Dr. Nachfolge' }] },
    });
    try {
      const seat = await newPerson(browser);
      lookOnFailure({ desk: seat.page });
      const desk = await Clinician.arrive(seat, practice.publicUrl);
      await desk.signIn(practice.clinician.user, practice.clinician.password);
      await desk.expectFault(/not one of the clinicians/);
      await expectNothingKept(desk.page);

      const patient = await Patient.open(await newPerson(browser), link);
      await patient.expectStopped(/was cancelled/);
      await expectContact(patient);
    } finally {
      await restarted.stop();
    }
  });
});

/** The other way to reach the practice stands on every screen where somebody cannot go on. */
async function expectContact({ page }: Patient): Promise<void> {
  await page.getByRole('link', { name: phone }).waitFor({ timeout: 10_000 });
}

async function read(link: string) {
  const reading = await readFragment(new URL(link).hash);
  if (!reading.ok) throw new Error(`the desk made a link that reads as ${reading.fault}`);
  return reading.link;
}

/** What the server says of a link, asked as a page would ask it. */
async function doorState(link: string): Promise<unknown> {
  const { id } = await deriveLinkKeys(await read(link));
  const answer = await fetch(`${practice.publicUrl}/api/v1/door`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
  const door: unknown = await answer.json();
  return typeof door === 'object' && door !== null && 'state' in door ? door.state : undefined;
}
