/** A link that lies in a browser's history or in a mailbox: what it is still good for. */

import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../stack/browser.ts';
import { takePolicyStops } from '../stack/page-hygiene.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { secretsOf } from './link-secrets.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, Patient } from './people.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

describe('a link', () => {
  it('is out of the address bar before any other code of the page runs, and out of the page once it is used', async () => {
    const link = await clinician.makeLink('Fruehstart');
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const ran = await watchWhatRuns(seat);
    const patient = await Patient.open(seat, link);
    await patient.page.getByTestId('door-enter').waitFor();
    const [first, ...others] = await ran();
    expect(first).toEqual({ file: expect.stringMatching(/\/taken-[\w-]+\.js$/), linkIsThere: true });
    expect(others.length).toBeGreaterThan(2);
    expect(others.filter(({ linkIsThere }) => linkIsThere)).toEqual([]);

    await patient.enterAndWait('Wendelin');
    await patient.expectKnown();
    // The copy in the room is written last: from then on nothing of the link is needed.
    await patient.page.getByTestId('chat-toggle').waitFor({ timeout: 30_000 });
    const secrets = await secretsOf(link);
    await expect.poll(() => stringsOnHeap(patient.page, secrets), { timeout: 30_000 }).toEqual([]);
    expect(await stringsOnHeap(patient.page, ['Wendelin'])).toEqual(['Wendelin']);
    await clinician.decline('Wendelin');
    await patient.expectEnded(/No conversation/);
    await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
  });

  it('that is used is worthless to whoever finds it in a history, during the visit and after it', async () => {
    const link = await clinician.makeLink('Aus dem Verlauf');
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Notburga');
    await patient.expectKnown();
    const before = await practice.onlyVisit();

    const during = await Patient.open(await newPerson(browser), link);
    await during.enter('Jemand anders');
    await during.expectStopped(/another browser/);
    expect(await practice.visits()).toEqual([before]);
    expect(await clinician.page.locator('[data-trust="proven"]').count()).toBe(1);
    expect(await clinician.patientCard('Jemand anders').count()).toBe(0);

    await clinician.admit('Notburga');
    await clinician.end();
    await patient.expectEnded(/ended/);

    const after = await Patient.open(await newPerson(browser), link);
    await after.expectStopped(/is over|has ended|been used|ended/);
    expect(await after.page.getByTestId('door-enter').count()).toBe(0);
    await after.expectNothingKept();
    // Their own browser, one step back, has nothing of it either.
    const entries = await patient.page.evaluate(() => JSON.stringify([history.state, location.href]));
    for (const secret of await secretsOf(link)) expect(entries).not.toContain(secret);
    await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
    expect(await clinician.page.getByTestId('patient-card').count()).toBe(0);
  });

  it('runs on pages on which no text can become code', async () => {
    for (const path of ['/', '/j/', '/desk/']) {
      const { page, close } = await newPerson(browser);
      const answer = await page.goto(`${practice.publicUrl}${path}`);
      const policy = (await answer?.allHeaders())?.['content-security-policy'] ?? '';
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("trusted-types 'none'");
      expect(await page.evaluate(whatCanBecomeCode), path).toEqual([]);
      // That these were stopped is what was wanted; the watch over all tests need not hear of it.
      takePolicyStops();
      await close();
    }
  });
});

/** Each script of the page notes, when it begins to run, what then stands in the address bar. */
async function watchWhatRuns({ context, page }: Person) {
  await context.route('**/assets/*.js', async (route) => {
    const answer = await route.fetch();
    const { pathname } = new URL(route.request().url());
    const note = `(globalThis.whatRan ??= []).push({file: ${JSON.stringify(pathname)}, linkIsThere: location.hash !== ''});`;
    await route.fulfill({ response: answer, body: `${note}${await answer.text()}` });
  });
  return (): Promise<{ file: string; linkIsThere: boolean }[]> =>
    page.evaluate(() => JSON.parse(JSON.stringify(Reflect.get(globalThis, 'whatRan') ?? [])));
}

/** Which of these texts the page still has in memory, by its own heap. */
async function stringsOnHeap(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  const heap = chunks.join('');
  return texts.filter((text) => heap.includes(text));
}

/** Runs in the page: ways from a text to code that were not refused. In a task of its own, without a debugger's rights. */
function whatCanBecomeCode(): Promise<string[]> {
  const ways: Readonly<Record<string, () => void>> = {
    innerHTML: () => {
      document.createElement('div').innerHTML = '<b>x</b>';
    },
    script: () => {
      document.createElement('script').text = 'globalThis.ran = 1';
    },
    eval: () => {
      // biome-ignore lint/security/noGlobalEval: what must be refused
      globalThis.eval('globalThis.ran = 1');
    },
    policy: () => {
      const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
      if (typeof factory !== 'object' || factory === null) throw new Error('no Trusted Types here');
      const create: unknown = Reflect.get(factory, 'createPolicy');
      if (typeof create === 'function') create.call(factory, 'mine', { createHTML: (text: string) => text });
    },
  };
  const open = () =>
    Object.entries(ways).flatMap(([name, way]) => {
      try {
        way();
        return [name];
      } catch {
        return [];
      }
    });
  return new Promise((resolve) => setTimeout(() => resolve(open())));
}
