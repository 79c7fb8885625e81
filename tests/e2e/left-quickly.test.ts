/** Leaving in a hurry for a page of the practice's choice whose host does not answer: what goes on meanwhile. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import { takeForeignOrigins } from '../stack/page-hygiene.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';
import { expectMovingPicture } from './webrtc-watch.ts';

const elsewhere = 'https://weather.example/';

let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ browser, clinician, shut } = await openPractice({ after: { quickExitTo: elsewhere } }));
});

afterAll(() => shut?.());

it('nobody is heard, seen or captured behind the empty page, although the next one never comes and they are let in anew', async () => {
  const seat = await newPerson(browser);
  const { page } = seat;
  lookOnFailure({ clinician: clinician.page, patient: page });
  // A host that takes the question and never answers.
  await page.route(`${elsewhere}**`, () => new Promise(() => undefined));
  const seen = await watchLeftBehind(page);
  const patient = await Patient.open(seat, await clinician.makeLink('G. H.'));
  await patient.enterAndWait('Robin');
  await clinician.expectConnected('Robin');
  await clinician.admit('Robin');
  await expectConversation(page, clinician.page);
  await page.getByTestId('toggle-screen').click();
  await page.getByTestId('own-screen').waitFor({ timeout: 30_000 });
  await expectMovingPicture(clinician.page, 'remote-screen');
  await page.getByTestId('tools').click();
  await page.getByTestId('small-window').click();
  await expect.poll(() => page.evaluate(() => document.pictureInPictureElement !== null)).toBe(true);

  const asked = page.waitForRequest(`${elsewhere}**`);
  const said = page.waitForRequest((request) => /visit\/lease$/.test(request.url()) && saysGone(request));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // Both pictures, in the very moment: what becomes of them later is another matter.
  const silent = 'muted, paused, empty';
  await asked;
  await expect.poll(seen).toMatchObject({ atOnce: [silent, silent, 'captured 0'], small: false });
  // While the page is still there: nobody takes it for a patient who waits.
  await said;

  const card = clinician.patientCard('Robin');
  await card.getByTestId('left-quickly').waitFor({ timeout: 20_000 });
  await clinician.page.getByTestId('admit').first().click();
  await clinician.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
  await clinician.end();
  // As of now, and not of before they were let in.
  const looks = seen()?.looks ?? 0;
  await expect.poll(() => seen()?.looks).toBeGreaterThan(looks);
  expect(seen()).toMatchObject({ small: false, live: 0, late: 0, heard: 0, title: '' });
  expect(takeForeignOrigins()).toEqual([new URL(elsewhere).origin]);
  await seat.close();
});

function saysGone(request: { postDataJSON(): unknown }): boolean {
  const said = request.postDataJSON();
  return said instanceof Object && 'presence' in said && said.presence === 'gone';
}

interface LeftBehind {
  /** Each picture and sound that was on the page when it was emptied, and how many tracks were on. */
  readonly atOnce: readonly string[];
  /** Captured tracks that are on. */
  readonly live: number;
  /** Questions for a device since the page was emptied. */
  readonly late: number;
  /** Pictures and sounds on the page that are not silent. */
  readonly heard: number;
  /** The small window is open. */
  readonly small: boolean;
  /** How often this page has looked. */
  readonly looks: number;
  readonly title: string;
}

/**
 * Remembers what is captured, and tells once the page is empty. By itself: a page that waits for its successor answers
 * no question from outside.
 */
async function watchLeftBehind(page: Page): Promise<() => LeftBehind | undefined> {
  let last: LeftBehind | undefined;
  await page.exposeFunction('reportLeftBehind', (seen: LeftBehind) => {
    last = seen;
  });
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    let late = 0;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      if (document.body.hidden) late += 1;
      const stream = await ask(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const show = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (wish) => {
      const stream = await show(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const playing = () => [...document.querySelectorAll<HTMLMediaElement>('audio, video')];
    const live = () => tracks.filter(({ readyState }) => readyState === 'live').length;
    let atOnce: string[] = [];
    new MutationObserver((_changes, observer) => {
      if (!document.body?.hidden) return;
      observer.disconnect();
      const states = playing().map(
        ({ muted, paused, srcObject }) =>
          `${muted ? 'muted' : 'heard'}, ${paused ? 'paused' : 'playing'}, ${srcObject ? 'fed' : 'empty'}`,
      );
      atOnce = [...states, `captured ${live()}`];
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['hidden'] });
    let looks = 0;
    setInterval(() => {
      if (!document.body?.hidden) return;
      looks += 1;
      (window as unknown as { reportLeftBehind(seen: LeftBehind): void }).reportLeftBehind({
        atOnce,
        live: live(),
        late,
        heard: playing().filter(({ muted, paused }) => !muted || !paused).length,
        small: document.pictureInPictureElement !== null,
        looks,
        title: document.title,
      });
    }, 100);
  });
  return () => last;
}
