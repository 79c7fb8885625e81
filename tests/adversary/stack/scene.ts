/** One attempt: clinician, patients, and an attacker who starts anew. Works with the screens and knows no code behind. */

import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookOnFailure } from '../../e2e/last-look.ts';
import { Clinician, Patient } from '../../e2e/people.ts';
import { newPerson, type Person } from '../../stack/browser.ts';
import type { ClinicianAccount, PracticeStack } from '../../stack/practice.ts';
import type { Defence } from '../attack.ts';
import { watchSignalling } from './evidence.ts';
import type { Operator } from './operator.ts';
import type { HostileProxy } from './proxy.ts';
import { type SyncPower, takeSync } from './sync-power.ts';
import { takeOut } from './weakened-client.ts';

/** A clinician's browser keeps its keys from scene to scene. */
export interface ClinicianSeat {
  readonly account: ClinicianAccount;
  person?: Person;
  recoveryKey?: string;
  /** What happened to their keys or account must not reach another attack. */
  burnt?: boolean;
}

export interface Desk {
  readonly clinician: Clinician;
  readonly account: ClinicianAccount;
  readonly recoveryKey: string;
}

export interface Scene {
  /** Out in every page of this scene. Empty: the real client. */
  readonly without: readonly Defence[];
  readonly practice: PracticeStack;
  readonly proxy: HostileProxy;
  readonly operator: Operator;
  readonly sync: SyncPower;
  readonly browser: Browser;
  /**
   * The desk of a clinician, signed in.
   * @param wish `burns`: the attack spoils their keys or account; nobody else sits there afterwards
   */
  desk(wish?: { readonly burns?: boolean }): Promise<Desk>;
  /** A page in a browser of its own, prepared for this scene and not opened yet. */
  seat(): Promise<Person>;
  /** A patient's browser at their link. */
  patient(link: string): Promise<Patient>;
  close(): Promise<void>;
}

export interface SceneGround {
  readonly practice: PracticeStack;
  readonly proxy: HostileProxy;
  readonly operator: Operator;
  readonly browser: Browser;
  readonly seats: ClinicianSeat[];
}

export function openScene(ground: SceneGround, without: readonly Defence[]): Scene {
  const { practice, proxy, operator, browser, seats } = ground;
  proxy.reset();
  const sync = takeSync(proxy, operator);
  const persons: Person[] = [];
  const desks: { readonly clinician: Clinician; readonly seat: ClinicianSeat }[] = [];

  const prepare = async (page: Page, name: string) => {
    lookOnFailure({ [name]: page });
    await watchSignalling(page);
    if (without.length > 0) await takeOut(page, without);
  };
  const seatOf = async (name: string): Promise<Person> => {
    const person = await newPerson(browser);
    persons.push(person);
    await prepare(person.page, name);
    return person;
  };

  return {
    without,
    practice,
    proxy,
    operator,
    sync,
    browser,
    seat: () => seatOf(`person ${persons.length + 1}`),
    async desk({ burns = false } = {}) {
      const taken = new Set(desks.map(({ seat }) => seat));
      const seat = seats.find((one) => !one.burnt && !taken.has(one));
      if (!seat) throw new Error('there is no clinician left: give startAdversary more of them');
      if (burns) seat.burnt = true;
      const isNew = seat.person === undefined;
      seat.person ??= await newPerson(browser);
      const { context } = seat.person;
      const page = isNew ? seat.person.page : await context.newPage();
      await prepare(page, `desk ${seats.indexOf(seat) + 1}`);
      const clinician = await Clinician.arrive({ ...seat.person, page }, practice.publicUrl);
      if (isNew) seat.recoveryKey = await clinician.signInFirstTime(seat.account.user, seat.account.password);
      else await clinician.page.getByTestId('new-invitation').waitFor({ timeout: 30_000 });
      desks.push({ clinician, seat });
      return { clinician, account: seat.account, recoveryKey: seat.recoveryKey ?? '' };
    },
    async patient(link) {
      return Patient.open(await seatOf(`patient ${persons.length + 1}`), link);
    },
    async close() {
      proxy.reset();
      await Promise.all(persons.map((person) => person.close()));
      for (const { clinician, seat } of desks) {
        // A desk that cannot be tidied up is not sat at again.
        await endEverything(clinician).catch(() => {
          seat.burnt = true;
        });
        if (seat.burnt) await seat.person?.close();
        else await clinician.page.close();
      }
    },
  };
}

/** Back at an empty overview: nothing that the next scene would come back to. */
async function endEverything({ page }: Clinician): Promise<void> {
  const inConversation = page.getByTestId('end-visit');
  const atOverview = page.getByTestId('new-invitation');
  await inConversation.or(atOverview).first().waitFor({ timeout: 15_000 });
  if (await inConversation.isVisible()) {
    await inConversation.click();
    await page.getByTestId('confirm-yes').click();
    await atOverview.waitFor({ timeout: 20_000 });
  }
  const decline = page.getByTestId('patient-card').getByTestId('decline');
  for (let left = await decline.count(); left > 0; left = await decline.count()) {
    // The visit that has just been ended may go away by itself while it is being declined.
    await decline
      .first()
      .click({ timeout: 5_000 })
      .then(() => page.getByTestId('confirm-yes').click({ timeout: 5_000 }))
      .catch(() => undefined);
    await expect.poll(() => decline.count(), { timeout: 10_000 }).toBeLessThan(left);
  }
}
