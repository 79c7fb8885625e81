/** A clinician and a patient as the screens let them act. Knows buttons and labels, nothing of the code behind. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from '../stack/browser.ts';
import { expectMovingPicture, expectSound, watchWebRtc } from './webrtc-watch.ts';

/** What an invitation says besides its label. */
export interface AppointmentWish {
  readonly kind?: 'video' | 'chat';
  /** Now, to the minute, unless given. */
  readonly startsAt?: Date;
}

export class Clinician {
  readonly page: Page;
  readonly publicUrl: string;

  constructor(page: Page, publicUrl: string) {
    this.page = page;
    this.publicUrl = publicUrl;
  }

  static async arrive({ page }: Person, publicUrl: string): Promise<Clinician> {
    await watchWebRtc(page);
    await page.goto(`${publicUrl}/desk/`);
    return new Clinician(page, publicUrl);
  }

  /** First sign-in: account, then the recovery key. @returns the recovery key */
  async signInFirstTime(user: string, password: string): Promise<string> {
    await this.signIn(user, password);
    return this.keepNewRecoveryKey();
  }

  /** Writes the recovery key down and goes on to the desk. @returns it */
  async keepNewRecoveryKey(): Promise<string> {
    const key = (await this.page.getByTestId('recovery-key').innerText()).trim();
    await this.page.getByTestId('recovery-kept').check();
    await this.page.getByTestId('recovery-check').fill(key.split(/\s+/).at(-1) ?? '');
    await this.page.getByTestId('recovery-confirm').click();
    await this.page.getByTestId('new-invitation').waitFor();
    return key;
  }

  async signIn(user: string, password: string): Promise<void> {
    await this.page.getByTestId('desk-user').fill(user);
    await this.page.getByTestId('desk-password').fill(password);
    await this.page.getByTestId('desk-sign-in').click();
  }

  /** A further device of an account that has keys. */
  async signInAgain(user: string, password: string, recoveryKey: string): Promise<void> {
    await this.signIn(user, password);
    await this.unlock(recoveryKey);
    await this.page.getByTestId('new-invitation').waitFor();
  }

  async unlock(recoveryKey: string): Promise<void> {
    await this.page.getByTestId('unlock-key').fill(recoveryKey);
    await this.page.getByTestId('unlock-submit').click();
  }

  async expectFault(words: RegExp): Promise<void> {
    const fault = this.page.getByTestId('desk-fault');
    await fault.waitFor({ timeout: 20_000 });
    expect(await fault.innerText()).toMatch(words);
  }

  /** @returns the link, as the clinician would copy it */
  async makeLink(label: string, { kind, startsAt }: AppointmentWish = {}): Promise<string> {
    await this.page.getByTestId('new-invitation').click();
    await this.page.getByTestId('invitation-label').fill(label);
    if (kind) await this.page.getByTestId(`invitation-${kind}`).check();
    if (startsAt) {
      const { date, time } = await this.page.evaluate(localFields, startsAt.getTime());
      await this.page.getByTestId('invitation-date').fill(date);
      await this.page.getByTestId('invitation-time').fill(time);
    }
    await this.page.getByTestId('make-link').click();
    const link = this.page.getByTestId('link-value');
    await link.waitFor();
    const text =
      (await link.evaluate((element) =>
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.value
          : element.textContent,
      )) ?? '';
    await this.page.getByTestId('link-done').click();
    return text.trim();
  }

  /** The card of a patient whose identity is proven and whose name is shown. */
  patientCard(name: string) {
    return this.page.getByTestId('patient-card').filter({ hasText: name });
  }

  async cancel(label: string): Promise<void> {
    const due = this.page.getByTestId('due').filter({ hasText: label });
    await due.getByTestId('cancel-invitation').click();
    await this.page.getByTestId('confirm-yes').click();
    await due.waitFor({ state: 'detached' });
  }

  /** Waits until this patient has proven who they are and everything is ready to let them in at once. */
  async expectConnected(name: string): Promise<void> {
    await this.patientCard(name)
      .and(this.page.locator('[data-trust="proven"][data-connected="true"]'))
      .waitFor({ timeout: 60_000 });
  }

  /** The patient has said all that is needed to let them in. */
  async expectAdmissible(name: string): Promise<void> {
    await this.#admitButton(name).waitFor({ timeout: 30_000 });
  }

  async admit(name: string): Promise<void> {
    await this.#admitButton(name).click({ timeout: 30_000 });
    await this.page.getByTestId('conversation').waitFor();
  }

  #admitButton(name: string) {
    return this.patientCard(name).locator('[data-testid="admit"][aria-disabled="false"]');
  }

  async sendBack(): Promise<void> {
    await this.page.getByTestId('send-back').click();
    await this.page.getByTestId('new-invitation').waitFor();
  }

  async decline(name: string): Promise<void> {
    await this.patientCard(name).getByTestId('decline').click();
    await this.page.getByTestId('confirm-yes').click();
    await this.patientCard(name).waitFor({ state: 'detached' });
  }

  async end(): Promise<void> {
    await this.page.getByTestId('end-visit').click();
    await this.page.getByTestId('confirm-yes').click();
    await this.page.getByTestId('new-invitation').waitFor();
  }
}

export class Patient {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open({ page }: Person, link: string): Promise<Patient> {
    await watchWebRtc(page);
    await page.goto(link);
    return new Patient(page);
  }

  /** Door, mirror, name, button. */
  async enter(name: string): Promise<void> {
    await this.page.getByTestId('door-enter').click();
    await this.page.getByTestId('mirror-next').click();
    await this.page.getByTestId('name-input').fill(name);
    await this.page.getByTestId('enter-waiting-room').click();
  }

  async enterAndWait(name: string): Promise<void> {
    await this.enter(name);
    await this.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
  }

  async expectStopped(words: RegExp): Promise<void> {
    const stop = this.page.getByTestId('stopped');
    await stop.waitFor({ timeout: 20_000 });
    expect(await stop.innerText()).toMatch(words);
  }

  async expectEnded(words: RegExp): Promise<void> {
    const ended = this.page.getByTestId('ended');
    await ended.waitFor({ timeout: 20_000 });
    expect(await ended.innerText()).toMatch(words);
  }

  /** Their screen says that the clinician's own device has recognised them. */
  async expectKnown(): Promise<void> {
    await this.page.getByTestId('clinician-knows').waitFor({ timeout: 30_000 });
  }

  /** Nothing of any visit is kept by this browser. */
  expectNothingKept(): Promise<void> {
    return expectNothingKept(this.page);
  }
}

/** This browser keeps nothing under the practice's address. */
export async function expectNothingKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), {
      timeout: 20_000,
    })
    .toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
}

/** Both see the other move and hear the other. */
export async function expectConversation(one: Page, other: Page): Promise<void> {
  await Promise.all(
    [one, other].map(async (page) => {
      await page.getByTestId('conversation').waitFor({ timeout: 30_000 });
      await page.getByTestId('remote-video').waitFor({ timeout: 30_000 });
      await expectMovingPicture(page, 'remote-video');
      await expectSound(page);
    }),
  );
}

/** Writes in the chat of a conversation and waits until the other side reads it. */
export async function say(from: Page, to: Page, text: string): Promise<void> {
  await openChat(from);
  await from.getByTestId('chat-input').fill(text);
  await from.getByTestId('chat-send').click();
  await openChat(to);
  await to.getByTestId('chat-message').filter({ hasText: text }).waitFor({ timeout: 20_000 });
}

async function openChat(page: Page): Promise<void> {
  const input = page.getByTestId('chat-input');
  const toggle = page.getByTestId('chat-toggle');
  // While a visit stands still, and in a conversation that is nothing but a chat, there is no button for it.
  await input.or(toggle).first().waitFor();
  if (!(await input.isVisible())) await toggle.click();
  await input.waitFor();
}

/** Runs in the page: the fields of a form stand for its time zone. */
function localFields(ms: number): { date: string; time: string } {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}
