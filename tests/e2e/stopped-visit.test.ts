/** Somebody tampers with the room of a visit: both sides stop at once, the clinician looks and decides. */

import { PracticeAnswerSchema } from '@sprechzimmer/protocol';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient, say } from './people.ts';
import { wireFacts } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('a visit that somebody tampers with', () => {
  it('stops on both sides, says why, stays stopped over a reload, and goes on when the clinician has put it right', async () => {
    const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
    const refused = refusedAsks(patientSeat.page);
    const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
    await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
    const patient = await Patient.open(patientSeat, await clinician.makeLink('Unruhe'));
    await patient.enterAndWait('Ottilie');
    await clinician.expectConnected('Ottilie');
    const { roomId } = await practice.onlyVisit();
    await clinician.admit('Ottilie');
    await expectConversation(clinician.page, patient.page);

    const botUserId = await bot();
    await asClinician('POST', `/rooms/${encodeURIComponent(roomId)}/invite`, { user_id: botUserId });

    await patient.page.getByTestId('halted').waitFor({ timeout: 20_000 });
    expect(await patient.page.getByTestId('halted').innerText()).toMatch(/wants to come back in/);
    await clinician.page.getByTestId('alarm').waitFor({ timeout: 20_000 });
    for (const { page } of [patient, clinician])
      await expect.poll(async () => (await wireFacts(page)).connections, { timeout: 20_000 }).toBe(0);

    // A reload is no way round it: the patient can only leave, or wait for the clinician.
    await patient.page.reload();
    await patient.page.getByTestId('halted').waitFor({ timeout: 30_000 });

    await clinician.page.getByTestId('alarm-look').click();
    const dialog = clinician.page.getByTestId('alarm-dialog');
    expect(await dialog.getByTestId('sighting-user').first().innerText()).toContain(botUserId);
    await dialog.getByTestId('alarm-go-on').click();

    await patient.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    await clinician.expectConnected('Ottilie');
    await clinician.admit('Ottilie');
    await expectConversation(clinician.page, patient.page);
    await say(patient.page, clinician.page, 'Da bin ich wieder');

    // Once more, in another way; this time the clinician has had enough.
    await asClinician('PUT', `/rooms/${encodeURIComponent(roomId)}/state/m.room.join_rules/`, {
      join_rule: 'public',
    });
    await patient.page.getByTestId('halted').waitFor({ timeout: 20_000 });
    expect(await patient.page.getByTestId('halted').innerText()).toMatch(
      /who may come into this online conversation/,
    );
    await clinician.page.getByTestId('alarm-look').click();
    // From the first page on, reload and all: the steward's short list has everything a guest needs. Asked before the end:
    // what an account that is gone still asks is refused, and rightly.
    expect(refused).toEqual([]);
    await clinician.page.getByTestId('alarm-end').click();
    await patient.expectEnded(/ended/);
    await patient.expectNothingKept();
  });
});

/** What the homeserver has refused this page, from now on. */
function refusedAsks(page: Page): readonly string[] {
  const refused: string[] = [];
  page.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    if (answer.status() === 403 && pathname.startsWith('/_matrix/'))
      refused.push(`${answer.request().method()} ${pathname}`);
  });
  return refused;
}

async function bot(): Promise<string> {
  const answer = await fetch(`${practice.publicUrl}/api/v1/practice`);
  return v.parse(PracticeAnswerSchema, await answer.json()).botUserId;
}

/** What anybody can do who holds a token of the clinician's account: no keys, and all the power in the room. */
async function asClinician(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
  const token = await practice.signInScript();
  const answer = await fetch(`${practice.homeserverUrl}/_matrix/client/v3${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(200);
}
