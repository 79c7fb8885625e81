/** A clinician's day with two desks and two patients: who is told what, and how the desks stay in agreement. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient } from './people.ts';
import { filesHolding } from './traces.ts';

const prepared = 'Zitronenfalter: noch fuenf Minuten.';

let practice: PracticeStack;
let browser: Browser;
let seat: Person;
let desk: Clinician;
let recoveryKey: string;

beforeAll(async () => {
  [practice, browser] = await Promise.all([
    startPracticeStack({ waitingRoom: { messages: [prepared] } }),
    launchBrowser(),
  ]);
  seat = await newPerson(browser);
  desk = await Clinician.arrive(seat, practice.publicUrl);
  recoveryKey = await desk.signInFirstTime(practice.clinician.user, practice.clinician.password);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('a clinician’s day', () => {
  it('who waits reads whether the clinician can come and what they say, also after a reload, and the server reads none of it', async () => {
    const patient = await Patient.open(await newPerson(browser), await desk.makeLink('Wartende'));
    lookOnFailure({ desk: desk.page, patient: patient.page });
    await patient.enterAndWait('Friederike');
    await patient.expectKnown();
    await expectClinician(patient, 'free');

    await desk.page.getByTestId('away-10').click();
    await expectClinician(patient, 'back');
    await patient.page.reload();
    await patient.expectKnown();
    await expectClinician(patient, 'back');
    await desk.page.getByTestId('here-again').click();
    await expectClinician(patient, 'free');

    await desk.patientCard('Friederike').getByTestId('later').click();
    await desk.page.getByTestId('later-text').filter({ hasText: prepared }).click();
    await desk.patientCard('Friederike').locator('[data-testid="later-said"][data-state="sent"]').waitFor();
    const said = patient.page.getByTestId('said-later').filter({ hasText: prepared });
    await said.waitFor({ timeout: 20_000 });
    await patient.page.reload();
    await said.waitFor({ timeout: 30_000 });

    // The practice's own file has the sentence; no server that carries it does.
    const holding = await filesHolding(practice.dataDir, ['Zitronenfalter']);
    expect(holding.filter((file) => !/sprechzimmer\.ya?ml holds/.test(file))).toEqual([]);
    await desk.decline('Friederike');
    await patient.expectEnded(/No conversation/);
  });

  it('two desks agree on who waits, who is talked with and what is over; whoever waits learns that it is another’s turn, and not whose', async () => {
    const other = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
    await other.signInAgain(practice.clinician.user, practice.clinician.password, recoveryKey);
    const anna = await Patient.open(await newPerson(browser), await desk.makeLink('Tag-Anna'));
    const berta = await Patient.open(await newPerson(browser), await desk.makeLink('Tag-Berta'));
    lookOnFailure({ desk: desk.page, other: other.page, anna: anna.page, berta: berta.page });
    await anna.enterAndWait('Annegret');
    await berta.enterAndWait('Bertholde');
    for (const each of [desk, other]) {
      await each.expectConnected('Annegret');
      await each.expectConnected('Bertholde');
      await expectDay(each, 'Tag-Berta', 'waiting');
    }

    await desk.admit('Bertholde');
    await expectConversation(desk.page, berta.page);
    await expectDay(other, 'Tag-Berta', 'talking');
    await other.page.locator('[data-testid="own-state"][data-state="busy"]').waitFor();
    await expectClinician(anna, 'busy');
    expect(await anna.page.getByTestId('waiting').innerText()).not.toMatch(/Berth|Tag-Berta/);

    await desk.end();
    await berta.expectEnded(/ended/);
    for (const each of [desk, other]) {
      await each.patientCard('Bertholde').waitFor({ state: 'detached', timeout: 20_000 });
      await expectDay(each, 'Tag-Berta', 'over');
    }
    await expectClinician(anna, 'free');

    // Whoever is at the other desk by now lets in from there.
    await other.admit('Annegret');
    await expectConversation(other.page, anna.page);
    await expectDay(desk, 'Tag-Anna', 'talking');
    await other.end();
    await anna.expectEnded(/ended/);
    await desk.patientCard('Annegret').waitFor({ state: 'detached', timeout: 20_000 });
    await expectDay(desk, 'Tag-Anna', 'over');
  });

  it('a second browser that stands at the door with the same link is turned away when the door is locked, without a question', async () => {
    const link = await desk.makeLink('Abgeschlossen');
    const patient = await Patient.open(await newPerson(browser), link);
    const second = await Patient.open(await newPerson(browser), link);
    lookOnFailure({ desk: desk.page, patient: patient.page, second: second.page });
    await patient.enterAndWait('Gundula');
    await patient.expectKnown();
    await second.enter('Unbekannt');
    await second.expectStopped(/another browser/);
    await desk.patientCard('Gundula').getByTestId('other-browser').waitFor({ timeout: 20_000 });

    await desk.admit('Gundula');
    await expectConversation(desk.page, patient.page);
    await desk.page.getByTestId('other-accept').waitFor();
    await desk.page.getByTestId('lock').click();
    await desk.page.getByTestId('lock-confirm').click();
    await desk.page.getByTestId('locked').filter({ hasText: 'refused' }).waitFor({ timeout: 20_000 });
    expect(await desk.page.getByTestId('other-accept').count()).toBe(0);
    await second.page.getByTestId('retry').click();
    await second.page.getByText('cannot let you in with this link').waitFor({ timeout: 20_000 });

    await expectConversation(desk.page, patient.page);
    await desk.end();
    await patient.expectEnded(/ended/);
  });

  it('the desk moves to another tab when asked to, and never out of a conversation', async () => {
    const patient = await Patient.open(await newPerson(browser), await desk.makeLink('Umzug'));
    const tab = await seat.context.newPage();
    lookOnFailure({ desk: desk.page, tab, patient: patient.page });
    await patient.enterAndWait('Hildegund');
    await desk.expectConnected('Hildegund');
    const second = await Clinician.arrive({ ...seat, page: tab }, practice.publicUrl);
    await tab.getByTestId('take-over').click();
    await second.expectConnected('Hildegund');
    await desk.page.getByTestId('desk-stopped').waitFor();

    await second.admit('Hildegund');
    await expectConversation(tab, patient.page);
    await desk.page.getByTestId('take-over').click();
    await expectConversation(tab, patient.page);
    expect(await desk.page.getByTestId('desk-stopped').isVisible()).toBe(true);
    await second.end();
    await patient.expectEnded(/ended/);

    // Where the other one is closed, this one goes on without being asked.
    await tab.close();
    await desk.page.getByTestId('new-invitation').waitFor({ timeout: 20_000 });
  });
});

async function expectClinician({ page }: Patient, state: 'free' | 'busy' | 'back'): Promise<void> {
  await page.locator(`[data-testid="clinician-now"][data-state="${state}"]`).waitFor({ timeout: 20_000 });
}

async function expectDay({ page }: Clinician, label: string, state: string): Promise<void> {
  await page
    .locator(`[data-testid="day"] li[data-state="${state}"]`)
    .filter({ hasText: label })
    .waitFor({ timeout: 20_000 });
}
