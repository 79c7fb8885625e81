/** A patient in a train: the network goes in the middle of a conversation, and comes back. Nobody presses anything. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type ImpairedLine, impairedLine } from '../stack/impaired-line.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { startTurn, type Turn } from '../stack/turn.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient, say } from './people.ts';
import { expectMovingPicture, expectSound, wireFacts } from './webrtc-watch.ts';

/** Longer than a connection is mended for: both sides have given it up by then. */
const AWAY_MS = 60_000;
const BACK_WITHIN_MS = 10_000;

let turn: Turn;
let line: ImpairedLine;
let folder: string;
let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  turn = await startTurn();
  line = await impairedLine(turn.host);
  line.leadTo(turn.host, turn.port);
  folder = await mkdtemp(join(tmpdir(), 'sprechzimmer-network-'));
  const secretFile = join(folder, 'turn-secret');
  await writeFile(secretFile, turn.secret, { mode: 0o600 });
  const uris = [`turn:${turn.host}:${line.port}?transport=udp`];
  [practice, browser] = await Promise.all([
    startPracticeStack({ turn: { uris, secretFile } }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await practice?.stop();
  await line?.stop();
  await turn?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('after a minute without a network the conversation goes on within ten seconds of its return', async () => {
  const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
  lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
  const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const patient = await Patient.open(patientSeat, await clinician.makeLink('Im Zug'));
  await patient.page.getByTestId('door-enter').click();
  await patient.page.getByTestId('mirror-next').click();
  // So that all their sound and picture goes through the line that can be cut.
  await patient.page.getByTestId('address-fold').click();
  await patient.page.getByTestId('hide-address').check();
  await patient.page.getByTestId('name-input').fill('Ottilie');
  await patient.page.getByTestId('enter-waiting-room').click();
  await clinician.expectConnected('Ottilie');
  await clinician.admit('Ottilie');
  await expectConversation(clinician.page, patient.page);
  await say(patient.page, clinician.page, 'Gleich kommt ein Tunnel');

  line.impair({ isCut: true });
  await patientSeat.context.setOffline(true);
  const pages = [clinician.page, patient.page];
  await Promise.all(pages.map((page) => expect.poll(() => connections(page), { timeout: 30_000 }).toBe(0)));
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  expect(await Promise.all(pages.map(connections))).toEqual([0, 0]);

  line.impair({});
  const backAtMs = performance.now();
  await patientSeat.context.setOffline(false);
  await Promise.all(pages.map((page) => expect.poll(() => connections(page), { timeout: 40_000 }).toBe(1)));
  await Promise.all(
    pages.map(async (page) => {
      await expectMovingPicture(page, 'remote-video');
      await expectSound(page);
    }),
  );
  const tookMs = performance.now() - backAtMs;
  process.stdout.write(`back in the conversation after ${tookMs.toFixed(0)} ms\n`);
  expect(tookMs).toBeLessThan(BACK_WITHIN_MS);
  await say(clinician.page, patient.page, 'Da sind Sie ja wieder');
});

const connections = async (page: Page) => (await wireFacts(page)).connections;
