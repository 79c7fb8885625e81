/** Writing in the chat of a conversation that may have been stopped, and what the two are told. */

import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Patient } from '../../e2e/people.ts';
import { tracksSent } from '../stack/evidence.ts';
import type { Desk } from '../stack/scene.ts';

/** Writes, and waits until the message has left or been refused. @returns the text */
export async function write(page: Page): Promise<string> {
  const text = `Geheim-${randomUUID()}`;
  const input = page.getByTestId('chat-input');
  if (!(await input.isVisible())) await page.getByTestId('chat-toggle').click();
  await input.fill(text);
  await page.getByTestId('chat-send').click();
  await page
    .getByTestId('chat-message')
    .filter({ hasText: text })
    .and(page.locator('[data-state="sent"], [data-state="failed"]'))
    .waitFor({ timeout: 30_000 });
  return text;
}

/** Both have been stopped and told why; nothing is sent or played any more. */
export async function expectStopped(
  { desk, patient }: { readonly desk: Desk; readonly patient: Patient },
  why: RegExp,
): Promise<void> {
  const halted = patient.page.getByTestId('halted');
  await halted.waitFor({ timeout: 20_000 });
  expect(await halted.innerText()).toMatch(why);
  const alarm = desk.clinician.page.getByTestId('alarm');
  await alarm.waitFor({ timeout: 20_000 });
  expect(await alarm.innerText()).toMatch(why);
  for (const { page } of [desk.clinician, patient])
    await expect.poll(() => tracksSent(page), { timeout: 10_000 }).toBe(0);
}
