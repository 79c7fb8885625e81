/** A line that stays away: both screens agree on who calls whom. No server needed. */

import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

const patienceMs = 30_000;
const preview = previewPages({ width: 390, height: 844 });

const textOf = (testId: string) => preview.page.getByTestId(testId).innerText({ timeout: patienceMs });
const ringing = () => preview.page.getByTestId('call-patient');

/** Puts the clock forward a minute at a time, for as long as it takes the page to notice. */
const untilLost = () =>
  expect
    .poll(
      async () => {
        await preview.page.clock.fastForward('01:00');
        return preview.page.getByTestId('line-lost').isVisible();
      },
      { timeout: patienceMs, interval: 500 },
    )
    .toBe(true);

it('a line that stays away for half a minute comes with the telephone number of the practice, in sight on a phone', async () => {
  const { page } = preview;
  await page.clock.install();
  await preview.show('patient-talk-reconnecting');
  await page.getByTestId('offline').waitFor({ timeout: patienceMs });
  await page.getByTestId('talk-notes').waitFor({ state: 'attached', timeout: patienceMs });
  expect(await page.getByTestId('line-lost').count()).toBe(0);
  await untilLost();
  const call = page.getByRole('link', { name: /Call \+49/ });
  await call.waitFor({ timeout: patienceMs });
  expect(await isInSight(call)).toBe(true);
  expect(await page.getByTestId('hang-up').isVisible()).toBe(true);
  // Once is enough, and nothing beside it says otherwise.
  expect(await page.getByTestId('offline').count()).toBe(0);
  expect(await page.locator('main').innerText()).not.toMatch(/again …|direct/);
  expect(await textOf('connection')).toBe('Connection');
});

it.each(['patient-talk-line-lost', 'desk-talk-line-lost', 'desk-talk-gone'])(
  'the number to call is in sight on a phone: %s',
  async (scene) => {
    await preview.page.emulateMedia({ reducedMotion: 'reduce' });
    await preview.show(scene, 'de');
    const call = preview.page.getByRole('link', { name: /anrufen/ });
    await call.waitFor({ timeout: patienceMs });
    expect(await isInSight(call)).toBe(true);
  },
);

it('whoever left a number reads that they can be called there, without a promise, and the clinician that they are to call it', async () => {
  const { page } = preview;
  await preview.show('patient-talk-line-lost');
  expect(await textOf('line-lost')).toContain(
    'Dr. Mira Sommerfeld can call you on 0170 1234567. If no call comes, call the practice.',
  );
  // Should nobody call: the practice, and no letter to it.
  const ways = page.getByTestId('line-lost').getByRole('link');
  expect(await ways.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'tel:+49301234567',
  ]);
  await preview.show('desk-talk-line-lost');
  expect(await textOf('line-lost')).toContain('Please call Paar Donnerstag.');
  expect(await ringing().getAttribute('href')).toBe('tel:01701234567');
  expect(await ringing().innerText()).toBe('Call 0170 1234567');
  await preview.show('desk-talk-gone');
  expect(await textOf('gone')).toContain('Please call Paar Donnerstag.');
  expect(await ringing().getAttribute('href')).toBe('tel:01701234567');
});

it('and the same in German', async () => {
  await preview.show('patient-talk-line-lost', 'de');
  expect(await textOf('line-lost')).toContain(
    'Dr. Mira Sommerfeld kann Sie unter 0170 1234567 anrufen. Kommt kein Anruf, rufen Sie in der Praxis an.',
  );
  await preview.show('desk-talk-line-lost', 'de');
  expect(await textOf('line-lost')).toContain('Bitte rufen Sie Paar Donnerstag an.');
});

it('the clinician reads it after half a minute, once, and no more when the line is back', async () => {
  const { page } = preview;
  await page.clock.install();
  await preview.show('desk-answers-talk');
  await page.getByTestId('conversation').waitFor({ timeout: patienceMs });
  await page.evaluate(() => {
    if (window.previewLine) window.previewLine.value = 'reconnecting';
  });
  await page.getByText('Reconnecting with Paar Donnerstag').waitFor({ timeout: patienceMs });
  expect(await page.getByTestId('line-lost').count()).toBe(0);
  await untilLost();
  await ringing().waitFor({ timeout: patienceMs });
  expect(await page.getByText('Reconnecting with Paar Donnerstag').count()).toBe(0);
  expect(await textOf('connection')).toBe('Connection');
  await page.evaluate(() => {
    if (window.previewLine) window.previewLine.value = 'connected';
  });
  await page.getByTestId('line-lost').waitFor({ state: 'detached', timeout: patienceMs });
  expect(await textOf('connection')).toBe('Encrypted, direct');
});

it('nobody is told to ring where somebody left in a hurry or said that they are not alone', async () => {
  const { page } = preview;
  await preview.show('desk-talk-gone');
  await ringing().waitFor({ timeout: patienceMs });
  await page.evaluate(() => {
    window.previewPatients.value = window.previewPatients.value.map((patient) => ({
      ...patient,
      leftQuicklyAtMs: Date.now(),
    }));
  });
  await page.getByTestId('left-quickly').waitFor({ timeout: patienceMs });
  expect(await page.getByTestId('gone').count()).toBe(1);
  expect(await ringing().count()).toBe(0);
  await preview.show('desk-talk-not-alone');
  await page.getByTestId('not-alone').waitFor({ timeout: patienceMs });
  await page.evaluate(() => {
    window.previewPatients.value = window.previewPatients.value.map((patient) => ({
      ...patient,
      visit: { ...patient.visit, presence: 'gone' as const },
      before: {
        asked: ['callback' as const],
        given: { callback: '0170 1234567' },
        missing: [],
        consented: undefined,
        otherConsent: false,
        twoTexts: false,
      },
    }));
  });
  await page.getByTestId('gone').waitFor({ timeout: patienceMs });
  expect(await ringing().count()).toBe(0);
  expect(await textOf('do-not-call')).toContain('Do not call now');
  // Seen, and weighed by whoever knows the patient.
  await preview.press('sign-seen');
  await ringing().waitFor({ timeout: patienceMs });
  expect(await page.getByTestId('do-not-call').count()).toBe(0);
});

it('after a silent sign no call is spoken of on the patient’s screen, as none is asked of the clinician', async () => {
  const { page } = preview;
  await preview.show('patient-talk-line-lost');
  await page.getByText('can call you on').waitFor({ timeout: patienceMs });
  await preview.press('clock');
  await page.getByText('can call you on').waitFor({ state: 'detached', timeout: patienceMs });
  expect(await textOf('line-lost')).not.toContain('0170');
  expect(await page.getByRole('link', { name: /Call \+49/ }).count()).toBe(1);
});

it('what is said of calling is not readable on a screen that the clinician is showing', async () => {
  const { page } = preview;
  await preview.show('desk-talk-not-alone-overlooked');
  await page.getByTestId('sign-later').waitFor({ timeout: patienceMs });
  await page.evaluate(() => {
    window.previewPatients.value = window.previewPatients.value.map((patient) => ({
      ...patient,
      visit: { ...patient.visit, presence: 'gone' as const },
    }));
  });
  await page.getByTestId('gone').waitFor({ timeout: patienceMs });
  expect(await page.getByTestId('do-not-call').count()).toBe(0);
  await preview.press('stop-screen');
  await page.getByTestId('do-not-call').waitFor({ timeout: patienceMs });
});

/** Nothing of it is scrolled away among the notices, and nothing lies over it. */
function isInSight(link: Locator): Promise<boolean> {
  return link.evaluate((element) => {
    const notices = element.closest('.talk-notices')?.getBoundingClientRect();
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return notices !== undefined && top >= notices.top && bottom <= notices.bottom && element.contains(at);
  });
}
