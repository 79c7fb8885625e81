/** A clinician and a patient as the screens let them act. Knows buttons and labels, nothing of the code behind. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from '../stack/browser.ts';
import { watchWebRtc } from './webrtc-watch.ts';

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

  /** @returns the link, as the clinician would copy it */
  async makeLink(label: string): Promise<string> {
    await this.page.getByTestId('new-invitation').click();
    await this.page.getByTestId('invitation-label').fill(label);
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

  async admit(name: string): Promise<void> {
    await this.patientCard(name).getByTestId('admit').click();
    await this.page.getByTestId('conversation').waitFor();
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
  if (!(await input.isVisible())) await page.getByTestId('chat-toggle').click();
  await input.waitFor();
}
