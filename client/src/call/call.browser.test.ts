import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../../../tests/stack/browser.ts';
import { type Lab, openLab } from './testing/lab.ts';
// Only for the type of `window.callLab`; the page itself is bundled and served by the lab.
import type {} from './testing/page.ts';

let browser: Browser;
let lab: Lab;
let somebody: Person;
let page: Page;

beforeAll(async () => {
  [browser, lab] = await Promise.all([launchBrowser(), openLab()]);
});
afterAll(async () => {
  await browser?.close();
  await lab?.close();
});
beforeEach(async () => {
  somebody = await newPerson(browser);
  page = somebody.page;
  await page.goto(lab.url);
});
afterEach(() => somebody.close());

test('while a guest waits the two are connected and nothing is captured', async () => {
  const seen = await page.evaluate(async () => {
    const { pair, view } = window.callLab;
    const { clinician, guest } = await pair();
    const { route, stream } = view(clinician, guest);
    return {
      captured: [clinician, guest].map(({ media }) => media.stream.value),
      shown: stream.getTracks().length,
      dtlsState: route.value?.dtlsState,
      fingerprint: route.value?.fingerprint,
    };
  });
  expect(seen).toEqual({
    captured: [undefined, undefined],
    shown: 0,
    dtlsState: 'connected',
    fingerprint: 'verified',
  });
});

test('both see each other move and hear each other once the door is open', async () => {
  const seen = await page.evaluate(async () => {
    const { pair, view, paints, energy } = window.callLab;
    const { clinician, guest } = await pair();
    for (const { mesh } of [clinician, guest]) mesh.allowRemote(true);
    await Promise.all([clinician.mesh.openMedia(), guest.mesh.openMedia()]);
    const streams = [view(clinician, guest).stream, view(guest, clinician).stream];
    return {
      moves: await Promise.all(streams.map(paints)),
      loud: await Promise.all(streams.map((stream) => energy(stream))),
    };
  });
  expect(seen.moves).toEqual([true, true]);
  for (const level of seen.loud) expect(level).toBeGreaterThan(0.01);
});
