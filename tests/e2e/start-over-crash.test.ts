/** A clinician makes new keys, and their page dies in the middle of it: wherever it was, they get to a desk that works. */

import type { Browser, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician } from './people.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  const { user, password } = practice.clinician;
  const desk = await openedDesk(await newPerson(browser));
  await desk.signInFirstTime(user, password);
  await desk.page.close();
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

type Step = readonly [what: string, when: 'before' | 'after', is: (request: Request) => boolean];

const sends = (method: string, path: RegExp) => (request: Request) =>
  request.method() === method && path.test(new URL(request.url()).pathname);
const withPassword = (request: Request) => request.postData()?.includes('m.login.password') === true;
const newIdentity = sends('POST', /\/keys\/device_signing\/upload$/);

const steps: readonly Step[] = [
  [
    'the new identity is on the homeserver',
    'after',
    (request) => newIdentity(request) && withPassword(request),
  ],
  ['this device is signed with it', 'before', sends('POST', /\/keys\/signatures\/upload$/)],
  ['this device is signed with it', 'after', sends('POST', /\/keys\/signatures\/upload$/)],
  ['there is a new secret storage', 'after', sends('PUT', /\/account_data\/m\.secret_storage\.key\./)],
  ['the identity is kept in it', 'after', sends('PUT', /\/account_data\/m\.cross_signing\.master$/)],
  ['there is a new key backup', 'after', sends('POST', /\/room_keys\/version$/)],
];

it.each(steps)('%s: a page that dies right %s it loses nobody their desk', async (what, when, is) => {
  const { user, password } = practice.clinician;
  const seat = await newPerson(browser);
  const dying = await openedDesk(seat);
  const death = diesAt(seat, when, is);
  await dying.signIn(user, password);
  await startOver(dying, password);
  await death.died;
  await seat.page.close();
  await death.revive();

  const back = await openedDesk({ ...seat, page: await seat.context.newPage() });
  lookOnFailure({ back: back.page });
  // Either it is gone on with by itself, or nothing more than a second beginning is needed.
  const locked = back.page.getByTestId('key-lost');
  await back.page.getByTestId('recovery-key').or(locked).waitFor({ timeout: 30_000 });
  if (await locked.isVisible()) await startOver(back, password);
  const recoveryKey = await back.keepNewRecoveryKey();
  const link = await back.makeLink(`${what} ${when}`);

  // What is shown once opens the keys on another device, the notebook with them.
  const other = await openedDesk(await newPerson(browser));
  await other.signInAgain(user, password, recoveryKey);
  const again = other.page.getByTestId('due').filter({ hasText: `${what} ${when}` });
  await again.getByTestId('link-again').click({ timeout: 60_000 });
  await expect.poll(() => other.page.getByTestId('link-value').inputValue()).toBe(link);
  await Promise.all([other.page.close(), back.page.close()]);
});

async function openedDesk(seat: Person): Promise<Clinician> {
  return Clinician.arrive(seat, practice.publicUrl);
}

async function startOver({ page }: Clinician, password: string): Promise<void> {
  await page.getByTestId('key-lost').click({ timeout: 30_000 });
  await page.getByTestId('start-over-understood').check();
  await page.getByTestId('start-over-password').fill(password);
  await page.getByTestId('start-over-confirm').click();
}

interface Death {
  readonly died: Promise<void>;
  /** Lets the next page reach the servers again. */
  revive(): Promise<void>;
}

/** From this request on nothing of the page reaches a server any more, and no answer reaches the page. */
function diesAt({ context }: Person, when: 'before' | 'after', is: (request: Request) => boolean): Death {
  const { promise: died, resolve } = Promise.withResolvers<void>();
  let dead = false;
  const everything = '**/_matrix/**';
  const onRoute = async (route: Route, request: Request) => {
    if (dead) return;
    if (!is(request)) return route.continue();
    dead = true;
    if (when === 'after') await route.fetch();
    resolve();
  };
  void context.route(everything, onRoute);
  return { died, revive: () => context.unroute(everything, onRoute) };
}
