/** Questions before a conversation, leaving in a hurry, and the last screen: as keys and presses find them. */

import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';
import { walkScenes } from './testing/walk.ts';

const preview = previewPages({ width: 360, height: 740 });
let page: Page;
beforeEach(() => {
  page = preview.page;
});
const { show, press, calls } = preview;

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

describe('a question before the conversation', () => {
  it('is answered with the keyboard alone, and says in its place what is missing', async () => {
    await show('patient-question-callback');
    await page.keyboard.press('Tab');
    while ((await focused()) !== 'answer-callback') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Please write a telephone number.').waitFor();
    expect(await focused()).toBe('answer-callback');
    await page.keyboard.type('030 1234');
    await page.keyboard.press('Enter');
    await page.getByTestId('question-place').waitFor();
    // One that may be left out is left out with one press.
    await press('question-next');
    await page.getByTestId('question-crisis').waitFor();
    await press('question-back');
    await press('question-back');
    expect(await page.getByTestId('answer-callback').inputValue()).toBe('030 1234');
  });

  it('who says that somebody is there is asked who', async () => {
    await show('patient-question-company');
    await press('question-next');
    await page.getByText('Please write who is with you.').waitFor();
    expect(await focused()).toBe('answer-who');
  });

  it('takes no consent that was given to the text of another language', async () => {
    await show('patient-question-consent');
    await page.getByTestId('consent-agree').check();
    await page.getByRole('button', { name: 'Deutsch' }).click();
    expect(await page.getByTestId('consent-agree').isChecked()).toBe(false);
    await press('question-next');
    await page.getByRole('alert').waitFor();
  });
});

describe('somebody who is asked once more', () => {
  it('goes through the questions from the waiting room and is back in it', async () => {
    await show('patient-asked-again');
    await press('answer-again');
    await page.getByTestId('company-alone').check();
    await press('question-next');
    await page.getByTestId('answer-callback').fill('030 1234');
    for (const question of ['place', 'crisis', 'consent']) {
      await press('question-next');
      await page.getByTestId(`question-${question}`).waitFor();
    }
    await page.getByTestId('consent-agree').check();
    await press('question-next');
    await page.getByTestId('waiting').waitFor();
    expect(await calls()).toEqual(['answer']);
  });
});

describe('the quick way out', () => {
  it.each([
    'patient-door',
    'patient-mirror-denied',
    'patient-question-place',
    'patient-waiting',
    'patient-talk',
  ])('is one press on %s, and twice Escape, without a question', async (scene) => {
    await show(scene);
    const before = await calls();
    await press('quick-exit');
    expect(await calls()).toEqual([...before, 'leaveQuickly']);
    if (scene === 'patient-mirror-denied') return;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await calls()).toEqual([...before, 'leaveQuickly', 'leaveQuickly']);
  });

  it('lies under the finger on every screen of a patient, also where one has scrolled to its end', async () => {
    await small();
    await show('patient-door');
    const scenes = (await page.evaluate(() => window.previewScenes)).filter((each) => /^patient-/.test(each));
    expect(scenes.length).toBeGreaterThan(100);
    expect(await walkScenes(page, 'de', [wayOutLost], scenes)).toEqual([]);
  }, 240_000);

  it.each([
    ['patient-waiting', 'leave'],
    ['patient-talk', 'hang-up'],
    ['patient-talk', 'connection'],
    ['patient-talk', 'tools'],
    ['patient-talk-text', 'hang-up'],
    ['patient-talk-text-files', 'chat-picture'],
    ['patient-talk-text', 'connection'],
  ])(
    'lies under the finger on %s while what %s opens lies over it, and one press is enough',
    async (scene, opener) => {
      await small();
      await show(scene, 'de');
      await press(opener);
      await page.locator('dialog[open]').waitFor();
      // Nobody leaves because the key that has opened it was held a little long.
      expect(await page.evaluate(() => document.activeElement?.classList.contains('quick-exit'))).toBe(false);
      expect(await page.evaluate(wayOutLost)).toEqual([]);
      const before = await calls();
      await page.locator('dialog[open]').getByTestId('quick-exit').click();
      expect((await calls()).slice(before.length)).toEqual(['leaveQuickly']);
    },
  );

  it('would be missed if it scrolled away', async () => {
    await small();
    await show('patient-waiting', 'de');
    await page.getByTestId('waiting').waitFor();
    await page.locator('.page-way-out').evaluate((row) => {
      if (row instanceof HTMLElement) row.style.position = 'static';
    });
    expect(await page.evaluate(wayOutLost)).toEqual(['end']);
  });

  it('needs two Escapes where a dialog is open: the first one only closes that', async () => {
    await show('patient-talk');
    await press('hang-up');
    await page.keyboard.press('Escape');
    await page.getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await calls()).toEqual([]);
    await press('hang-up');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await calls()).toEqual(['leaveQuickly']);
  });
});

describe('the clinician', () => {
  it('sees what is missing where it keeps somebody out, and asks once more', async () => {
    await show('desk-answers');
    const card = page.getByTestId('patient-card').filter({ hasText: 'Robin' });
    expect(await card.getByTestId('admit').getAttribute('aria-disabled')).toBe('true');
    expect(await card.getByTestId('answers-missing').innerText()).toContain('Where they are, Consent');
    await card.getByTestId('ask-again').click();
    await card.getByText('Asked.').waitFor();
    expect((await calls()).filter((call) => call.startsWith('askAgain'))).toEqual(['askAgain 2']);
  });

  it('is not asked to press where somebody has fled, nor for a link that can prove nothing any more', async () => {
    await show('desk-answers');
    const cardOf = (name: string) => page.getByTestId('patient-card').filter({ hasText: name });
    const isPrimary = async (name: string) =>
      ((await cardOf(name).getByTestId('admit').getAttribute('class')) ?? '').includes('button-primary');
    expect(await isPrimary('Kim')).toBe(true);
    expect(await isPrimary('Alex')).toBe(false);

    await show('desk-lost-links');
    await page.getByTestId('lost-link-patient').waitFor();
    const lost = page.getByTestId('patient-card').filter({ has: page.getByTestId('lost-link-patient') });
    await lost.getByTestId('decline').waitFor();
    expect(await lost.getByTestId('admit').count()).toBe(0);
  });

  it('has the number and the place one press away in the conversation', async () => {
    await show('desk-answers-talk');
    await press('answers-open');
    const text = await page.getByTestId('answers-dialog').innerText();
    expect(text).toContain('0170 1234567');
    expect(text).toContain('Lindenweg 4');
  });
});

/** Keyboards take half of a phone like this one; it has no Escape. */
const small = () => page.setViewportSize({ width: 360, height: 640 });

/** Runs in the page: where one has scrolled to, if a finger on the button there would not press it. */
function wayOutLost(): readonly string[] {
  return ['top', 'end'].filter((where) => {
    for (const each of [document.scrollingElement, ...document.querySelectorAll('main, dialog[open]')])
      each?.scrollTo(0, where === 'end' ? each.scrollHeight : 0);
    return ![...document.querySelectorAll('.quick-exit:not(.quick-exit-place)')].some((button) => {
      const { left, width, top, bottom } = button.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
      return top >= 0 && bottom <= window.innerHeight && at !== null && button.contains(at);
    });
  });
}
