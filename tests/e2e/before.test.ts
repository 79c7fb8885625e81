/** What is asked before a conversation, on a real homeserver: answers nobody else reads, and a door that stays shut without them. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitDatabasePrefix } from '../../client/src/storage/databases.ts';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, Patient } from './people.ts';
import { filesHolding } from './traces.ts';

const consent = { version: '2026-11', de: 'Ich bin mit dem Gespräch per Video einverstanden.' };
const answers = {
  who: 'Schwester-Wolframine-im-Nebenzimmer',
  callback: '0170 5551234567',
  place: 'Kanarienvogelgasse 7391, Ypsilanti',
  crisis: 'Zuerst-Tante-Xanthippe-anrufen',
};
const next = 'Montag, 30. November, Quastenflosserzeit';
const crisisNumbers = [{ name: 'Notruf', phone: '112' }];

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice({
    before: {
      company: 'required',
      callback: 'optional',
      place: 'required',
      crisis: 'optional',
      consent: 'required',
      consentVersion: consent.version,
      consentText: { de: consent.de },
    },
    after: { crisisNumbers },
  }));
});

afterAll(() => shut?.());

it('lets nobody in whom the server has asked nothing or something else, until they have answered the practice', async () => {
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  // An operator who wants another consent than the practice's, and nothing else.
  const foreign = { version: consent.version, de: 'Ich bin mit der Weitergabe einverstanden.' };
  const lie = await otherQuestions(seat.page, { consentText: foreign });
  const patient = await Patient.open(seat, await clinician.makeLink('A. B.'));
  await patient.page.getByTestId('door-enter').click();
  await patient.page.getByTestId('mirror-next').click();
  await agree(patient.page);
  await patient.page.getByTestId('name-input').fill('Kim');
  await patient.page.getByTestId('enter-waiting-room').click();
  await clinician.expectConnected('Kim');
  const card = clinician.patientCard('Kim');
  await card.locator('[data-missing="company place consent"]').waitFor();
  expect(await card.getByTestId('admit').getAttribute('aria-disabled')).toBe('true');
  expect(await card.getByTestId('answers-missing').innerText()).toMatch(/two texts/);

  // Asked once more, by the clinician's own device: now with what the practice asks.
  await lie.stop();
  await card.getByTestId('ask-again').click();
  await patient.page.getByTestId('answer-again').click();
  await patient.page.getByTestId('company-not-alone').check();
  await goOn(patient.page);
  // What is missing is said in its place, and nobody gets past it.
  await patient.page.getByRole('alert').waitFor();
  await patient.page.getByTestId('answer-who').fill(answers.who);
  await goOn(patient.page);
  await patient.page.getByTestId('answer-callback').fill(answers.callback);
  await goOn(patient.page);
  await patient.page.getByTestId('answer-place').fill(answers.place);
  await goOn(patient.page);
  await patient.page.getByTestId('answer-crisis').fill(answers.crisis);
  await goOn(patient.page);
  await agree(patient.page);
  await patient.page.getByTestId('waiting').waitFor();

  for (const answer of Object.values(answers)) await card.getByText(answer).waitFor({ timeout: 20_000 });
  await card.locator('[data-missing=""]').waitFor();
  // What the clinician keeps for their records names the text by version and fingerprint.
  await card.getByTestId('answers-open').click();
  const dialog = clinician.page.getByTestId('answers-dialog');
  expect(await dialog.innerText()).toContain(consent.version);
  await clinician.page.keyboard.press('Escape');

  // A desk that is loaded anew has them still.
  await clinician.page.reload();
  await clinician.expectConnected('Kim');
  await clinician.patientCard('Kim').getByText(answers.place).waitFor();
  await clinician.admit('Kim');
  await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
  await clinician.page.getByTestId('answers-open').click();
  await dialog.getByText(answers.callback).waitFor();
  await clinician.page.keyboard.press('Escape');

  // The end, with a word about the next time and the practice's numbers.
  await clinician.page.getByTestId('end-visit').click();
  await clinician.page.getByTestId('next-appointment').fill(next);
  await clinician.page.getByTestId('confirm-yes').click();
  await patient.expectEnded(new RegExp(next));
  expect(await patient.page.getByTestId('crisis-numbers').innerText()).toContain('112');
  await patient.expectNothingKept();
  expect(await filesHolding(practice.dataDir, [...Object.values(answers), next])).toEqual([]);
});

it('a reload and the browser’s own way back lose nothing that was typed', async () => {
  const seat = await newPerson(browser);
  lookOnFailure({ patient: seat.page });
  const { page } = await Patient.open(seat, await clinician.makeLink('C. D.'));
  await page.getByTestId('door-enter').click();
  await page.getByTestId('mirror-next').click();
  await page.getByTestId('company-alone').check();
  await goOn(page);
  await page.getByTestId('answer-callback').fill('030 12');
  await page.reload();
  expect(await page.getByTestId('answer-callback').inputValue()).toBe('030 12');
  await page.goBack();
  await page.getByTestId('company-alone').waitFor();
  expect(await page.getByTestId('company-alone').isChecked()).toBe(true);
  await page.goBack();
  await page.getByTestId('mirror-next').waitFor();
  await page.goBack();
  await page.getByTestId('door-enter').waitFor();
  await page.getByTestId('door-enter').click();
  await page.getByTestId('mirror-next').click();
  await goOn(page);
  expect(await page.getByTestId('answer-callback').inputValue()).toBe('030 12');
  expect(page.url()).not.toContain('#');
});

it('whoever leaves in a hurry leaves no page behind, and comes back only when they wish', async () => {
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const tracks = await tracksAtTheEnd(seat.page);
  const link = await clinician.makeLink('E. F.');
  const patient = await Patient.open(seat, link);
  await answerAll(patient.page, 'Robin');
  await clinician.expectConnected('Robin');
  await clinician.admit('Robin');
  await patient.page.getByTestId('remote-video').waitFor({ timeout: 30_000 });

  await patient.page.keyboard.press('Escape');
  await patient.page.keyboard.press('Escape');
  await patient.page.waitForURL('about:blank');
  await expect.poll(tracks).toEqual(expect.arrayContaining(['audio ended', 'video ended']));
  expect(tracks()).not.toContain('video live');
  expect(tracks()).not.toContain('audio live');

  // The clinician neither talks into that room any more, nor is left to guess.
  const card = clinician.patientCard('Robin');
  await card.getByTestId('left-quickly').waitFor({ timeout: 20_000 });
  expect(await card.getAttribute('data-phase')).toBe('waiting');

  // Neither back nor forward nor the practice's address shows that there was anything.
  await patient.page.goBack().catch(() => undefined);
  await expect.poll(() => patient.page.url()).toBe('about:blank');
  const snoop = await seat.context.newPage();
  await snoop.goto(`${practice.publicUrl}/j/`);
  await snoop.getByTestId('stopped').waitFor();
  expect(await snoop.locator('body').innerText()).not.toMatch(/Robin|Doktor|Weber|Muster/);
  await snoop.close();

  // With the link they come back, and nothing happens before they say so.
  const again = await seat.context.newPage();
  await again.goto(link);
  await again.getByTestId('returned').waitFor();
  await again.getByTestId('go-on').click();
  await again.getByTestId('waiting').waitFor({ timeout: 30_000 });
  await clinician.expectConnected('Robin');
  expect(await again.getByTestId('conversation').count()).toBe(0);
  await clinician.admit('Robin');
  await again.getByTestId('conversation').waitFor({ timeout: 20_000 });
  expect(await clinician.page.getByTestId('left-quickly').count()).toBe(0);
  await clinician.end();
});

it('whoever leaves in a hurry in one window has left in every other, and none of them leads back', async () => {
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const tracks = await tracksAtTheEnd(seat.page);
  const link = await clinician.makeLink('I. J.');
  const patient = await Patient.open(seat, link);
  await answerAll(patient.page, 'Robin');
  await clinician.expectConnected('Robin');
  await clinician.admit('Robin');
  await patient.page.getByTestId('remote-video').waitFor({ timeout: 30_000 });
  const twin = await seat.context.newPage();
  await twin.goto(link);
  await twin.getByTestId('go-on-here').waitFor({ timeout: 30_000 });

  // Not where the conversation is: there, too, nothing may be seen or captured any more.
  await twin.keyboard.press('Escape');
  await twin.keyboard.press('Escape');
  for (const page of [twin, patient.page]) await page.waitForURL('about:blank');
  await expect.poll(tracks).toEqual(expect.arrayContaining(['audio ended', 'video ended']));
  await clinician.patientCard('Robin').getByTestId('left-quickly').waitFor({ timeout: 20_000 });

  // A window that was closed is opened again: it knows which visit it was in, and not the link.
  const visit = await twin.context().newPage();
  await visit.goto(`${practice.publicUrl}/j/`);
  await visit.evaluate(async (prefix) => {
    const [name] = (await indexedDB.databases())
      .flatMap((each) => each.name ?? [])
      .filter((each) => each.startsWith(prefix));
    history.replaceState({ fragment: '', pathname: '/j/', visit: name?.slice(prefix.length) }, '');
  }, visitDatabasePrefix);
  expect(await visit.evaluate(() => history.state.visit)).toMatch(/^[0-9a-f]{32}$/);
  await visit.reload();
  await visit.getByTestId('stopped').waitFor();
  expect(await visit.locator('body').innerText()).not.toMatch(/Robin|Doktor|Weber|Muster/);
  await visit.goto(link);
  await visit.getByTestId('returned').waitFor();
  // Not yet decided, and loaded anew: the link is still there.
  await visit.reload();
  await visit.getByTestId('returned').waitFor();
  await seat.close();
});

async function goOn(page: Page): Promise<void> {
  await page.getByTestId('question-next').click();
}

async function agree(page: Page): Promise<void> {
  await page.getByTestId('consent-agree').check();
  await goOn(page);
}

async function answerAll(page: Page, name: string): Promise<void> {
  await page.getByTestId('door-enter').click();
  await page.getByTestId('mirror-next').click();
  await page.getByTestId('company-alone').check();
  await goOn(page);
  await goOn(page);
  await page.getByTestId('answer-place').fill('Lindenweg 1');
  await goOn(page);
  await goOn(page);
  await agree(page);
  await page.getByTestId('name-input').fill(name);
  await page.getByTestId('enter-waiting-room').click();
  await page.getByTestId('waiting').waitFor({ timeout: 30_000 });
}

/** The server tells this page of other questions than the practice's. */
async function otherQuestions(
  page: Page,
  { consentText }: { consentText: object },
): Promise<{ stop(): Promise<void> }> {
  const pattern = '**/api/v1/practice';
  await page.route(pattern, async (route) => {
    const answer = await route.fetch();
    const told: unknown = await answer.json();
    const off = { company: 'off', callback: 'off', place: 'off', crisis: 'off' };
    const before = { ...off, consent: 'required', consentText };
    await route.fulfill({ response: answer, json: { ...(told instanceof Object ? told : {}), before } });
  });
  return { stop: () => page.unroute(pattern) };
}

/** What every captured track was in the moment in which the page went away. */
async function tracksAtTheEnd(page: Page): Promise<() => readonly string[]> {
  const reported: string[] = [];
  await page.exposeFunction('reportTracks', (states: string[]) => void reported.push(...states));
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    // The page is emptied before it goes: by then nothing may be captured any more.
    new MutationObserver(() => {
      if (!document.body?.hidden) return;
      const states = tracks.map(({ kind, readyState }) => `${kind} ${readyState}`);
      setTimeout(() => {
        (window as unknown as { reportTracks(states: string[]): void }).reportTracks(states);
      });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['hidden'] });
  });
  return () => reported;
}
