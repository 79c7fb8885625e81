/** A clinician's further devices, and a new beginning without any of the old keys. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureNamed } from '../../client/src/crypto/sas-pictures.ts';
import { emojiEn } from '../../client/src/i18n/en/emoji.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type ClinicianAccount, type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { cameraFlags, holdUp } from './held-up-code.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, Patient } from './people.ts';
import { comparePictures, openPlainClient, type PlainClient } from './plain-client.ts';

let practice: PracticeStack;
let browser: Browser;
let cameraFolder: string;
let cameraFile: string;
/** The desk of the first clinician that holds the keys from the beginning. */
let first: Clinician;
let recoveryKey: string;
/** Made before any other device was there. */
let earlyLink: string;
const plainClients: PlainClient[] = [];

beforeAll(async () => {
  cameraFolder = await mkdtemp(join(tmpdir(), 'sprechzimmer-camera-'));
  cameraFile = join(cameraFolder, 'camera.y4m');
  [practice, browser] = await Promise.all([
    startPracticeStack({
      clinicians: [
        { user: '@first:sprechzimmer.localhost', name: 'Dr. First' },
        { user: '@second:sprechzimmer.localhost', name: 'Dr. Second' },
        { user: '@third:sprechzimmer.localhost', name: 'Dr. Third' },
      ],
    }),
    launchBrowser(cameraFlags(cameraFile)),
  ]);
  first = await openedDesk();
  recoveryKey = await first.signInFirstTime(account(0).user, account(0).password);
  earlyLink = await first.makeLink('Vor dem zweiten Geraet');
});

afterAll(async () => {
  for (const client of plainClients) client.stop();
  await browser?.close();
  await practice?.stop();
  await rm(cameraFolder, { recursive: true, force: true });
});

function account(number: number): ClinicianAccount {
  const found = practice.clinicians[number];
  if (!found) throw new Error('there is no such clinician');
  return found;
}

async function openedDesk(): Promise<Clinician> {
  return Clinician.arrive(await newPerson(browser, { locale: 'en' }), practice.publicUrl);
}

/** A further device, signed in and without keys. */
async function lockedDesk(of = account(0)): Promise<Clinician> {
  const desk = await openedDesk();
  await desk.signIn(of.user, of.password);
  await desk.page.getByTestId('unlock').waitFor({ timeout: 30_000 });
  return desk;
}

async function plainClient(of = account(0)): Promise<PlainClient> {
  const client = await openPlainClient(practice.homeserverUrl, of);
  plainClients.push(client);
  return client;
}

const atStep = (page: Page, step: string) =>
  page.locator(`[data-testid="device-check-step"][data-step="${step}"]`).waitFor({ timeout: 30_000 });
const yes = (page: Page) => page.getByTestId('check-yes').click();
const no = (page: Page) => page.getByTestId('check-no').click();

async function picturesOn(page: Page): Promise<readonly string[]> {
  await atStep(page, 'compare');
  return (await page.getByTestId('pictures').locator('li').allInnerTexts()).map((text) => lastLine(text));
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

/** The further desk asks, the first one accepts. */
async function willing(further: Page, holder: Page): Promise<void> {
  await further.getByTestId('ask-other-device').click();
  await atStep(further, 'asked');
  await atStep(holder, 'asked');
  await yes(holder);
  await Promise.all([atStep(further, 'choose'), atStep(holder, 'choose')]);
}

const isOpen = ({ page }: Clinician) => page.getByTestId('new-invitation').waitFor({ timeout: 60_000 });

/** What was in the notebook before this device came is readable on it, to the letter. */
async function expectLinkShown({ page }: Clinician, label: string, link: string): Promise<void> {
  const due = page.getByTestId('due').filter({ hasText: label });
  await due.waitFor({ timeout: 60_000 });
  await due.getByTestId('link-again').click();
  await expect.poll(() => page.getByTestId('link-value').inputValue()).toBe(link);
  await page.getByTestId('link-done').click();
}

describe('a further device of a clinician', () => {
  it('opens with seven equal pictures on both desks, and has notebook and keys then', async () => {
    const further = await lockedDesk();
    lookOnFailure({ first: first.page, further: further.page });
    await willing(further.page, first.page);
    await further.page.getByTestId('compare-pictures').click();
    const [left, right] = await Promise.all([picturesOn(further.page), picturesOn(first.page)]);
    expect(left).toHaveLength(7);
    expect(left).toEqual(right);
    await yes(first.page);
    await yes(further.page);
    await isOpen(further);
    await atStep(first.page, 'done');
    await first.page.getByTestId('check-close').click();
    await expectLinkShown(further, 'Vor dem zweiten Geraet', earlyLink);

    // It recognises a patient whose link was made before it was there, and its links work on the first desk.
    const patient = await Patient.open(await newPerson(browser), earlyLink);
    await patient.enterAndWait('Fridolin');
    await further
      .patientCard('Fridolin')
      .and(further.page.locator('[data-trust="proven"]'))
      .waitFor({ timeout: 30_000 });
    await patient.expectKnown();
    const link = await further.makeLink('Vom freigeschalteten Geraet');
    await expectLinkShown(first, 'Vom freigeschalteten Geraet', link);
    await further.decline('Fridolin');
  });

  it('opens by reading the code of the other with its camera', async () => {
    const further = await lockedDesk();
    lookOnFailure({ first: first.page, further: further.page });
    await willing(further.page, first.page);
    const code = first.page.getByTestId('device-check').locator('svg.qr');
    await code.waitFor();
    await holdUp(code, cameraFile);
    await further.page.getByTestId('scan').click();
    await atStep(first.page, 'scanned');
    await yes(first.page);
    await isOpen(further);
    await atStep(first.page, 'done');
    await first.page.getByTestId('check-close').click();
  });

  it('is noticed by a desk that is opened only after it has asked', async () => {
    await first.page.goto('about:blank');
    const further = await lockedDesk();
    lookOnFailure({ first: first.page, further: further.page });
    await further.page.getByTestId('ask-other-device').click();
    await atStep(further.page, 'asked');
    await first.page.goto(`${practice.publicUrl}/desk/`);
    await isOpen(first);
    await atStep(first.page, 'asked');
    await no(first.page);
    await atStep(further.page, 'over');
    expect(await further.page.getByTestId('check-over').innerText()).toMatch(/cancelled/);
    await further.page.close();
  });

  it('stays shut when the pictures are said to differ, and both sides are told', async () => {
    const further = await lockedDesk();
    lookOnFailure({ first: first.page, further: further.page });
    await willing(further.page, first.page);
    await first.page.getByTestId('compare-pictures').click();
    await Promise.all([picturesOn(further.page), picturesOn(first.page)]);
    await yes(further.page);
    await no(first.page);
    for (const { page } of [further, first]) {
      await atStep(page, 'over');
      expect(await page.getByTestId('check-over').innerText()).toMatch(/pictures were different/);
      await page.getByTestId('check-close').click();
    }
    await further.page.getByTestId('unlock').waitFor();
    await further.page.reload();
    await further.page.getByTestId('unlock').waitFor({ timeout: 30_000 });
  });

  it('opens from another Matrix client that holds the keys, whichever of the two asks', async () => {
    const element = await plainClient();
    await element.unlock(recoveryKey);

    const asking = await lockedDesk();
    lookOnFailure({ asking: asking.page });
    await asking.page.getByTestId('ask-other-device').click();
    const comparing = comparePictures(await element.nextRequest(), 'begins');
    const shown = await picturesOn(asking.page);
    const { names, confirm } = await comparing;
    expect(shown).toEqual(names.map((name) => emojiEn[pictureNamed(name)]));
    await Promise.all([yes(asking.page), confirm()]);
    await isOpen(asking);
    await asking.page
      .getByTestId('due')
      .filter({ hasText: 'Vom freigeschalteten Geraet' })
      .waitFor({ timeout: 60_000 });

    const before = await devicesOf(element);
    const asked = await lockedDesk();
    lookOnFailure({ asked: asked.page });
    const [id] = (await devicesOf(element)).filter((known) => !before.includes(known));
    if (id === undefined) throw new Error('the other client does not see the new desk');
    const request = await element.crypto.requestDeviceVerification(account(0).userId, id);
    const comparingAgain = comparePictures(request, 'begins');
    await atStep(asked.page, 'asked');
    await yes(asked.page);
    expect(await picturesOn(asked.page)).toHaveLength(7);
    await Promise.all([yes(asked.page), comparingAgain.then((other) => other.confirm())]);
    await isOpen(asked);
  });

  it('gets a recovery key when its account, made by another client, had none', async () => {
    const element = await plainClient(account(1));
    await element.makeKeysOnly();
    const desk = await lockedDesk(account(1));
    lookOnFailure({ desk: desk.page });
    expect(await desk.page.getByTestId('unlock-key').count()).toBe(0);
    await desk.page.getByTestId('ask-other-device').click();
    const comparing = comparePictures(await element.nextRequest(), 'begins');
    await picturesOn(desk.page);
    await Promise.all([yes(desk.page), comparing.then((other) => other.confirm())]);
    const made = await desk.keepNewRecoveryKey();
    const link = await desk.makeLink('Erste Einladung');

    const further = await lockedDesk(account(1));
    await further.unlock(made);
    await isOpen(further);
    await expectLinkShown(further, 'Erste Einladung', link);
  });
});

describe('two desks that are opened for the first time at the same moment', () => {
  it('end up with one notebook: each can show the links of the other', async () => {
    const { user, password } = account(2);
    const one = await openedDesk();
    const other = await openedDesk();
    lookOnFailure({ one: one.page, other: other.page });
    // Each makes a notebook of its own before it can hear of the other's.
    const bothAsk = together(2);
    const rooms: string[] = [];
    for (const { page } of [one, other])
      await page.route('**/createRoom', async (route) => {
        await bothAsk();
        const answer = await route.fetch();
        rooms.push(await answer.text());
        await route.fulfill({ response: answer });
      });
    await one.signIn(user, password);
    const key = await one.keepNewRecoveryKey();
    await other.signIn(user, password);
    await other.unlock(key);
    await Promise.all([isOpen(one), isOpen(other)]);
    const [mine, yours] = await Promise.all([one.makeLink('Vom einen'), other.makeLink('Vom anderen')]);
    expect(new Set(rooms).size).toBe(2);
    await expectLinkShown(one, 'Vom anderen', yours);
    await expectLinkShown(other, 'Vom einen', mine);

    // The same after both have been closed.
    for (const { page } of [one, other]) await page.reload();
    await expectLinkShown(one, 'Vom anderen', yours);
    await expectLinkShown(other, 'Vom einen', mine);
  });
});

/** Resolves for everybody once as many as this have asked. */
function together(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    waiting += 1;
    if (waiting === count) resolve();
    return promise;
  };
}

describe('a clinician who has lost every key', () => {
  it('starts over, sees which links died, and sends them anew; an old link leads nowhere and says so', async () => {
    const oldLink = await first.makeLink('Verlorene Einladung');
    const start = await lockedDesk();
    lookOnFailure({ start: start.page, first: first.page });
    const { page } = start;
    await page.getByTestId('key-lost').click();
    await page.getByTestId('start-over-understood').check();
    await page.getByTestId('start-over-password').fill('not the password');
    await page.getByTestId('start-over-confirm').click();
    await start.expectFault(/wrong/);
    // A password that is refused has changed nothing: the first desk goes on, and so does its recovery key.
    const spare = await lockedDesk();
    await spare.unlock(recoveryKey);
    await isOpen(spare);
    await spare.page.close();

    await page.getByTestId('start-over-password').fill(account(0).password);
    await page.getByTestId('start-over-confirm').click();
    const newKey = await start.keepNewRecoveryKey();
    expect(newKey).not.toBe(recoveryKey);
    const lost = page.getByTestId('lost-link');
    await lost.first().waitFor({ timeout: 30_000 });
    const dead = await lost.count();
    expect(dead).toBeGreaterThan(0);

    // The first desk stops working on with what are no longer the keys of this account.
    await first.page.getByTestId('unlock').waitFor({ timeout: 60_000 });
    await first.expectFault(/New keys were made/);

    // A patient with an old link is told that something is wrong and does not get in.
    const unlucky = await Patient.open(await newPerson(browser, { locale: 'en' }), oldLink);
    await unlucky.enter('Zu Spaet');
    await unlucky.expectStopped(/different key/);
    await page.getByTestId('lost-link-patient').waitFor({ timeout: 30_000 });

    // With the new recovery key the first desk knows what the dead links were called.
    await first.unlock(newKey);
    await isOpen(first);
    const dying = first.page.getByTestId('lost-link').filter({ hasText: 'Vom freigeschalteten Geraet' });
    await dying.waitFor({ timeout: 90_000 });
    await dying.getByTestId('send-anew').click();
    expect(await first.page.getByTestId('renew-label').inputValue()).toBe('Vom freigeschalteten Geraet');
    await first.page.getByTestId('renew-make').click();
    const anew = await first.page.getByTestId('link-value').inputValue();
    await first.page.getByTestId('link-done').click();
    await dying.waitFor({ state: 'detached' });
    await expectLinkShown(start, 'Vom freigeschalteten Geraet', anew);
    expect(await lost.count()).toBe(dead - 1 - 1);

    const patient = await Patient.open(await newPerson(browser, { locale: 'en' }), anew);
    await patient.enterAndWait('Neubeginn');
    await start
      .patientCard('Neubeginn')
      .and(page.locator('[data-trust="proven"]'))
      .waitFor({ timeout: 30_000 });
    await patient.expectKnown();
  });
});

async function devicesOf({ crypto }: PlainClient): Promise<readonly string[]> {
  const user = account(0).userId;
  const devices = await crypto.getUserDeviceInfo([user], true);
  return [...(devices.get(user)?.keys() ?? [])];
}
