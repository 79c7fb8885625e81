/** The way through the screens by keyboard: its order, where one is, and where one is after something has happened. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
// Only for the types of what the preview puts on `window`.
import type {} from '../../preview/calls.ts';
import { previewBrowser } from './testing/preview-page.ts';
import { againstReading, tabStops, unreached } from './testing/tab-order.ts';

const shared = previewBrowser();
let person: Person;
let page: Page;

const screens = [
  'patient-door',
  'patient-mirror',
  'patient-name',
  'patient-question-company',
  'patient-question-consent',
  'patient-waiting',
  'patient-waiting-message',
  'patient-talk',
  'patient-talk-own-silent',
  'patient-talk-only-writing',
  'patient-ended-left',
  'desk-sign-in',
  'desk-new-keys',
  'desk-unlock',
  'desk-waiting',
  'desk-day',
  'desk-choices',
  'desk-answers-two-texts',
  'desk-later',
  'desk-talk',
  'desk-talk-not-alone',
];

describe.each([
  { who: 'on a phone', language: 'en', viewport: { width: 390, height: 844 } },
  { who: 'at a desk', language: 'de', viewport: { width: 1280, height: 800 } },
  { who: 'who reads from right to left', language: 'mirrored', viewport: { width: 1280, height: 800 } },
])('somebody $who goes by Tab', ({ language, viewport }) => {
  beforeAll(() => arrive(viewport));
  afterAll(() => person.close());

  it('in the order they read, past everything that can be pressed, and always sees where they are', async () => {
    const onTheWay = async () => {
      const stops = await tabStops(page);
      return [
        ...(stops.length === 0 ? ['no stop at all'] : []),
        ...againstReading(stops, language === 'mirrored'),
        ...(await unreached(page, stops)).map((what) => `no way to ${what}`),
        ...stops.flatMap((stop) => stop.troubles.map((trouble) => `${stop.name}: ${trouble}`)),
      ];
    };
    for (const scene of screens) {
      await show(scene, language);
      // Parts of a screen that are loaded late move the focus once more: then the way is gone again.
      await expect.poll(onTheWay, { timeout: 30_000, message: scene }).toEqual([]);
    }
  }, 300_000);
});

it('a stop that is not seen, out of its order or out of reach would be noticed', async () => {
  await arrive({ width: 1280, height: 800 });
  try {
    await show('patient-name');
    await page.evaluate(() => {
      const add = (what: string, change: (button: HTMLButtonElement) => void) => {
        const button = document.createElement('button');
        button.textContent = what;
        change(button);
        document.querySelector('main')?.append(button);
      };
      add('invisible', (button) => button.style.setProperty('outline', 'none'));
      add('early', (button) => {
        button.tabIndex = 1;
      });
      add('never', (button) => {
        button.tabIndex = -1;
      });
    });
    const stops = await tabStops(page);
    expect(stops.find(({ name }) => name.includes('invisible'))?.troubles).toEqual(['no outline']);
    expect(againstReading(stops, false).join()).toContain('early');
    expect((await unreached(page, stops)).join()).toContain('never');
  } finally {
    await person.close();
  }
});

describe('the focus is never lost', () => {
  beforeAll(() => arrive({ width: 1280, height: 800 }));
  afterAll(() => person.close());
  beforeEach(() => page.goto('about:blank'));

  it('from screen to screen a patient stands at the new heading', async () => {
    await show('patient-door');
    await press('door-enter');
    await isAt('h1', 'mirror-next');
    await press('mirror-next');
    await isAt('h1', 'name-input');
    await page.getByTestId('name-input').fill('Kim');
    await page.keyboard.press('Enter');
    await isAt('h1', 'waiting');
    await page.evaluate(() => {
      window.previewStage.value = { stage: 'conversation' };
    });
    await isAt('h1', 'conversation');
    await press('hang-up');
    await press('confirm-yes');
    await isAt('h1', 'ended');
  });

  it('a new screen has it from the moment it is there: nobody who is quick is brought back', async () => {
    await show('patient-door');
    const first = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new MutationObserver((_, changes) => {
            if (!document.querySelector('[data-testid="mirror"]')) return;
            changes.disconnect();
            resolve(document.activeElement?.tagName);
          }).observe(document.body, { childList: true, subtree: true });
          document.querySelector<HTMLElement>('[data-testid="door-enter"]')?.click();
        }),
    );
    expect(first).toBe('H1');
  });

  it('from screen to screen a clinician stands at the new heading', async () => {
    await show('desk-waiting');
    await press('own-choices');
    await isAt('h1', 'choices');
    await press('choices-back');
    await isAt('h1', 'new-invitation');
    await press('admit');
    await isAt('h1', 'conversation');
    await press('send-back');
    await isAt('h1', 'new-invitation');
  });

  it.each([
    ['desk-waiting', 'new-invitation', 'invitation-dialog'],
    ['desk-waiting', 'later', undefined],
    ['desk-waiting', 'decline', 'confirm'],
    ['desk-waiting', 'keys', 'keys-dialog'],
    ['desk-talk', 'end-visit', 'confirm'],
    ['desk-talk', 'lock', 'lock-dialog'],
    ['desk-talk', 'connection', 'connection-page'],
    ['desk-talk', 'tools', 'tools-panel'],
    ['patient-talk', 'hang-up', 'confirm'],
    ['patient-talk', 'connection', 'connection-page'],
    ['patient-waiting', 'leave', 'confirm'],
  ])('on %s Escape closes what %s has opened, and leads back to it', async (scene, opener, dialog) => {
    await show(scene);
    await press(opener);
    const open = dialog === undefined ? page.locator('dialog[open]') : page.getByTestId(dialog);
    await open.waitFor();
    await expect.poll(() => page.evaluate(isInDialog)).toBe(true);
    await page.keyboard.press('Escape');
    await open.waitFor({ state: 'detached' });
    await isAt(`[data-testid="${opener}"]`);
  });

  it.each([
    ['patient-talk-own-screen', 'stop-screen'],
    ['desk-talk-not-alone', 'sign-seen'],
  ])('on %s, where %s goes away with the press, it goes on from the heading', async (scene, button) => {
    await show(scene);
    await press(button);
    await page.getByTestId(button).waitFor({ state: 'detached' });
    await isAt('h1');
  });
});

async function arrive(viewport: { readonly width: number; readonly height: number }): Promise<void> {
  person = await newPerson(shared.browser, { viewport });
  page = person.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

async function show(scene: string, language = 'en'): Promise<void> {
  await page.goto(`${shared.url}#${scene}/${language}`);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  await expect
    .poll(
      () => page.evaluate(() => document.activeElement?.matches('h1') || document.querySelector('dialog')),
      { timeout: 30_000 },
    )
    .toBeTruthy();
}

/** By keyboard, as somebody without a mouse does it. */
async function press(testId: string): Promise<void> {
  await page.getByTestId(testId).first().focus();
  await page.keyboard.press('Enter');
}

/** Once what has this test id is there, what is asked for has the focus. */
async function isAt(selector: string, shown?: string): Promise<void> {
  if (shown !== undefined) await page.getByTestId(shown).first().waitFor();
  await expect
    .poll(() => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector), {
      timeout: 30_000,
    })
    .toBe(true);
}

function isInDialog(): boolean {
  return document.activeElement?.closest('dialog[open]') !== null;
}
