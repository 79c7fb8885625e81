/** A patient whose way to the waiting room does not go as planned: each time it is said what to do, and nothing is lost. */

import { DatabaseSync } from 'node:sqlite';
import { deriveLinkKeys, readFragment } from '@sprechzimmer/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, Patient } from './people.ts';

const patiently = { timeout: 60_000 };
const phone = '030 7654321';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice({
    practice: { name: 'Praxis am Lindenweg', phone },
  }));
});

afterAll(() => shut?.());

describe('a patient at the door', () => {
  it('who comes too late reads so, with the number to call, and keeps nothing', async () => {
    const link = await clinician.makeLink('Zu spät');
    const reading = await readFragment(new URL(link).hash);
    if (!reading.ok) throw new Error('the desk made no link');
    const { id } = await deriveLinkKeys(reading.link);
    const store = new DatabaseSync(practice.ownDatabase, { timeout: 10_000 });
    store.prepare('UPDATE invitations SET not_before = 1, not_after = 2 WHERE id = ?').run(id);
    store.close();
    const patient = await openedBy(await newPerson(browser), link);
    await patient.expectStopped(/time for this conversation is over/);
    await patient.page.getByRole('link', { name: phone }).waitFor(patiently);
    await patient.expectNothingKept();
  });

  it.each([
    [
      'a gateway says that the server is down (502)',
      'answers 502',
      /server of the practice is not answering/,
    ],
    ['the gateway waits in vain (504)', 'answers 504', /server of the practice is not answering/],
    ['the connection is refused', 'is refused', /There is no answer/],
  ] as const)('%s: it goes on by itself once the server is back', async (_what, how, words) => {
    const seat = await newPerson(browser);
    const back = await serverDown(seat.page, '**/api/v1/**', how);
    const patient = await openedBy(seat, await clinician.makeLink('Ausfall'));
    await patient.expectStopped(words);
    await back();
    await patient.page.getByTestId('door-enter').waitFor(patiently);
  });

  it('without a network at the button or with a server down there: what was typed stays, and it goes on by itself', async () => {
    const seat = await newPerson(browser);
    const patient = await openedBy(seat, await clinician.makeLink('Funkloch'));
    const { page } = patient;
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').fill('Walburga');
    const back = await serverDown(page, '**/api/v1/redeem', 'answers 504');
    await page.getByTestId('enter-waiting-room').click();
    await patient.expectStopped(/server of the practice is not answering/);
    await seat.context.setOffline(true);
    await back();
    await page.getByTestId('retry').click();
    await page.getByText('You are without internet').waitFor(patiently);
    await seat.context.setOffline(false);
    await page.getByTestId('waiting').waitFor(patiently);
    await patient.expectKnown();

    // While they wait it is said quietly, and the place is theirs.
    const before = await practice.onlyVisit();
    const backAgain = await serverDown(page, '**/{api,_matrix}/**', 'answers 502');
    await page.getByTestId('offline').waitFor(patiently);
    await page.getByTestId('waiting').waitFor();
    await backAgain();
    await page.getByTestId('offline').waitFor({ state: 'detached', ...patiently });
    expect(await practice.onlyVisit()).toEqual(before);
    await clinician.decline('Walburga');
    await patient.expectEnded(/No conversation/);
  });

  it('whose network goes while they look at themselves comes in with the same name once it is back', async () => {
    const seat = await newPerson(browser);
    const patient = await openedBy(seat, await clinician.makeLink('Aufzug'));
    const { page } = patient;
    await page.getByTestId('door-enter').waitFor(patiently);
    await seat.context.setOffline(true);
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').fill('Kunibert');
    await page.getByTestId('enter-waiting-room').click();
    await patient.expectStopped(/without internet/);
    await seat.context.setOffline(false);
    await page.getByTestId('waiting').waitFor(patiently);
    await clinician.patientCard('Kunibert').waitFor(patiently);
    await clinician.decline('Kunibert');
  });

  it('whose device is full hears it before anything is asked and again at the button, and goes on once there is room', async () => {
    const seat = await newPerson(browser);
    const room = await storageOf(seat, practice.publicUrl);
    await nothingFitsInto(seat.page, 'sprechzimmer-visit-');
    await room.fill();
    const patient = await openedBy(seat, await clinician.makeLink('Voll'));
    const { page } = patient;
    await patient.expectStopped(/no room left/);
    await room.clear();
    await page.getByTestId('retry').click();
    await page.getByTestId('door-enter').click(patiently);
    await page.getByTestId('mirror-next').click();
    await page.getByTestId('name-input').fill('Adelgunde');
    await page.evaluate(() => void dispatchEvent(new Event('full')));
    await page.getByTestId('enter-waiting-room').click();
    await patient.expectStopped(/no room left/);
    await page.evaluate(() => void dispatchEvent(new Event('not-full')));
    await page.getByTestId('retry').click();
    await page.getByTestId('name-input').waitFor(patiently);
    expect(await page.getByTestId('name-input').inputValue()).toBe('Adelgunde');
    await page.getByTestId('enter-waiting-room').click();
    await page.getByTestId('waiting').waitFor(patiently);
    await patient.expectKnown();
    await clinician.decline('Adelgunde');
  });

  it('in a window that may keep nothing is told so, with the link to take elsewhere', async () => {
    const seat = await newPerson(browser);
    await seat.page.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
      };
    });
    const link = await clinician.makeLink('Nichts behalten');
    const patient = await openedBy(seat, link);
    await patient.expectStopped(/may not keep anything/);
    await expectLinkInHand(seat, link);
  });

  it('in a private window reads at the last step before the button that it has to stay open', async () => {
    const seat = await newPerson(browser);
    await seat.page.addInitScript(() => {
      StorageManager.prototype.getDirectory = () =>
        Promise.reject(new DOMException('private', 'SecurityError'));
    });
    const { page } = await openedBy(seat, await clinician.makeLink('Privat'));
    await page.getByTestId('door-enter').click(patiently);
    await page.getByTestId('mirror-next').click();
    expect(await page.getByTestId('forgets').innerText()).toMatch(/Keep it open/);
  });

  it('inside another app, where there is no camera, takes the link along into a real browser', async () => {
    const inside = await insideApp(browser);
    const link = await clinician.makeLink('In der App');
    const patient = await openedBy(inside, link);
    await patient.page.getByTestId('no-media-here').waitFor(patiently);
    const taken = await expectLinkInHand(inside, link);
    // The app's own "open in browser" takes what stands in the address bar.
    await expect.poll(() => patient.page.url(), patiently).toBe(link);
    await inside.close();
    const real = await openedBy(await newPerson(browser), taken);
    await real.page.getByTestId('door-enter').waitFor(patiently);
    expect(real.page.url()).not.toContain('#');
  });

  it('who copies the link for another device and stays here has it out of the address bar with the next step', async () => {
    const seat = await newPerson(browser);
    const link = await clinician.makeLink('Doch hier');
    const { page } = await openedBy(seat, link);
    await page.getByTestId('other-device').locator('summary').click(patiently);
    await expectLinkInHand(seat, link);
    await page.getByTestId('door-enter').click();
    await page.getByTestId('mirror-next').waitFor();
    await expect.poll(() => page.url(), patiently).toBe(`${practice.publicUrl}/j/`);
    await page.goBack();
    await page.getByTestId('door-enter').waitFor(patiently);
    expect(page.url()).toBe(`${practice.publicUrl}/j/`);
  });

  it.each([
    ['#hello', /damaged/],
    ['#1%20%3Cscript%3E', /cut off/],
    [`#1${'%5F'.repeat(40)}z`, /damaged/],
  ])('with a link that became %s reads what is wrong with it', async (fragment, words) => {
    const patient = await openedBy(await newPerson(browser), `${practice.publicUrl}/j/${fragment}`);
    await patient.expectStopped(words);
    expect(patient.page.url()).not.toContain('#');
  });
});

describe('a browser in which the page cannot begin', () => {
  it.each([
    ['that does not understand its script', { contentType: 'text/javascript', body: 'let = =>' }],
    ['in which a part of it did not arrive', 'lost'],
  ] as const)('%s says so in words, and the link is not used up', async (_what, script) => {
    const seat = await newPerson(browser);
    const pattern = '**/assets/patient-*.js';
    await seat.page.route(pattern, (route) => (script === 'lost' ? route.abort() : route.fulfill(script)));
    const { page } = await openedBy(seat, await clinician.makeLink('Alter Browser'));
    const words = page.getByTestId('cannot-start');
    await words.waitFor(patiently);
    expect(await words.innerText()).toMatch(/this browser is too old[\s\S]*has not been used up/);
    await seat.page.unroute(pattern);
    await page.locator('#load-again').click();
    await page.getByTestId('door-enter').waitFor(patiently);
    expect(await words.isVisible()).toBe(false);
  });

  it('that runs no JavaScript says so in both languages without asking anybody, and the link is not used up', async () => {
    const link = await clinician.makeLink('Ohne JavaScript');
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 760 },
    });
    const page = await context.newPage();
    lookOnFailure({ page });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(link);
    await page.getByRole('heading', { name: 'JavaScript ausgeschaltet' }).waitFor(patiently);
    expect(await page.getByRole('main').innerText()).toMatch(
      /Schalten Sie es bitte[\s\S]*noch nicht verbraucht[\s\S]*switched off in this browser[\s\S]*has not been used up/,
    );
    expect(asked.filter((path) => /^\/(?:api|_matrix)\//.test(path))).toEqual([]);
    await context.close();
    const { page: door } = await openedBy(await newPerson(browser), link);
    await door.getByTestId('door-enter').waitFor(patiently);
  });

  it('that is a few years old and starts, or has no video calls, names what it lacks and hands the link on', async () => {
    for (const lacking of ['withResolvers', 'RTCPeerConnection']) {
      const seat = await newPerson(browser);
      await seat.page.addInitScript((name) => {
        if (name === 'withResolvers') Reflect.deleteProperty(Promise, name);
        else Reflect.deleteProperty(window, name);
      }, lacking);
      const link = await clinician.makeLink(`Ohne ${lacking}`);
      const patient = await openedBy(seat, link);
      await patient.expectStopped(
        lacking === 'withResolvers' ? /too old for the encryption/ : /cannot hold video/,
      );
      await expectLinkInHand(seat, link);
      await seat.close();
    }
  });
});

async function openedBy(seat: Person, link: string): Promise<Patient> {
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  await seat.page.goto(link);
  return new Patient(seat.page);
}

/** Requests of this page that fit meet no server. @returns it is up again, and the page may find out at once */
async function serverDown(
  page: Page,
  pattern: string,
  how: 'answers 502' | 'answers 504' | 'is refused',
): Promise<() => Promise<void>> {
  const status = how === 'answers 502' ? 502 : 504;
  await page.route(pattern, (route) =>
    how === 'is refused'
      ? route.abort('connectionrefused')
      : route.fulfill({ status, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  );
  return async () => {
    await page.unroute(pattern);
    await page.evaluate(() => void dispatchEvent(new Event('online')));
  };
}

/** The browser's own limit for a site: what does not fit is refused with the error of a full device. */
async function storageOf({ context, page }: Person, origin: string) {
  const devTools = await context.newCDPSession(page);
  const quota = (quotaSize?: number) =>
    devTools.send('Storage.overrideQuotaForOrigin', {
      origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    });
  return { fill: () => quota(1), clear: () => quota() };
}

/** From the event `full` on, until `not-full`: a small thing may fit where the browser's own limit is reached, here none does. */
async function nothingFitsInto(page: Page, databases: string): Promise<void> {
  await page.addInitScript((prefix) => {
    let isFull = false;
    addEventListener('full', () => {
      isFull = true;
    });
    addEventListener('not-full', () => {
      isFull = false;
    });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (isFull && this.transaction.db.name.startsWith(prefix))
        throw new DOMException('there is no room', 'QuotaExceededError');
      return put.apply(this, given);
    };
  }, databases);
}

/** A browser that another app has inside: it calls itself so, and has neither camera nor microphone to offer. */
async function insideApp(from: Browser): Promise<Person> {
  const context = await from.newContext({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile Instagram 334.0',
    viewport: { width: 390, height: 760 },
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
  });
  return { context, page, close: () => context.close() };
}

/** The button of the page puts the whole link on the clipboard. @returns what is there */
async function expectLinkInHand({ context, page }: Person, link: string): Promise<string> {
  await context.grantPermissions(['camera', 'microphone', 'clipboard-read', 'clipboard-write']);
  await page.getByTestId('copy-own-link').click();
  await page.getByText('paste the link').waitFor();
  const taken = await page.evaluate(() => navigator.clipboard.readText());
  expect(taken).toBe(link);
  return taken;
}
