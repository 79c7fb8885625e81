/** A day at the desk: by mouse, by keys alone, and with people who come and go meanwhile. */

import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

declare global {
  interface Window {
    rung: number;
    notified: string[];
  }
}

const preview = previewPages({ width: 1000, height: 900 });
let page: Page;
const { press, calls } = preview;
beforeEach(() => {
  page = preview.page;
});

const show = async (scene: string) => {
  await preview.show(scene);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
};
const focused = () =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('data-testid') ?? activeElement?.id ?? '';
  });

describe('somebody who has to wait a little', () => {
  it('is told so with two presses, and the card says what was said', async () => {
    await show('desk-waiting');
    await press('later');
    await page.getByTestId('later-text').filter({ hasText: 'five more minutes' }).click();
    expect(await calls()).toContain('later I need five more minutes.');
    await page.getByTestId('later-said').filter({ hasText: 'five more minutes' }).waitFor();
    expect(await focused()).toBe('later');
  });

  it('does not read that it begins because a hand was on the card, or went across the button', async () => {
    await page.clock.install();
    await show('desk-waiting');
    const card = page.getByTestId('patient-card').first();
    const admit = page.getByTestId('admit').first();
    const rest = () => page.clock.runFor(1_000);
    await card.hover({ position: { x: 5, y: 5 } });
    await card.hover({ position: { x: 9, y: 9 } });
    await rest();
    await admit.hover();
    await card.hover({ position: { x: 5, y: 5 } });
    await rest();
    await admit.focus();
    await page.keyboard.press('Tab');
    await rest();
    expect(await calls()).toEqual([]);
    await admit.hover();
    await rest();
    expect(await calls()).toEqual(['prepare 1']);
  });

  it('reads at once that it does not begin after all, when another button of the card is pressed', async () => {
    await show('desk-waiting');
    await page.getByTestId('admit').first().hover();
    await expect.poll(calls).toEqual(['prepare 1']);
    await press('card-chat');
    expect(await calls()).toEqual(['prepare 1', 'notYet 1']);
  });

  it('is told in the clinician’s own words, and never nothing', async () => {
    await show('desk-waiting');
    await press('later');
    await page.getByTestId('later-send').click({ force: true });
    expect((await calls()).filter((call) => call.startsWith('later'))).toEqual([]);
    await page.getByTestId('later-typed').fill('My bus is late.');
    await press('later-send');
    expect(await calls()).toContain('later My bus is late.');
  });

  it('can be shown what the clinician has made ready themselves', async () => {
    await show('desk-later');
    await page.getByTestId('later-text').filter({ hasText: 'Glas Wasser' }).waitFor();
  });
});

describe('a day', () => {
  it('has the time in every row, what comes next first, and what is over by itself', async () => {
    // In the middle of it: what was hours ago is today's.
    await page.clock.install({ time: new Date(2026, 10, 23, 14, 0) });
    await show('desk-day');
    const rows = page.getByTestId('day').locator('li h3');
    for (const title of await rows.allInnerTexts()) expect(title).toMatch(/^\d\d?:\d\d/);
    const past = page.getByTestId('day-past').locator('li');
    const states = await past.evaluateAll((items) => items.map((item) => item.getAttribute('data-state')));
    expect(new Set(states)).toEqual(new Set(['over', 'not-come']));
    expect(await page.locator('[data-state="over"], [data-state="not-come"]').count()).toBe(states.length);
  });
});

describe('a dead link', () => {
  const renew = async () => {
    await show('desk-lost-links');
    await page.getByTestId('send-anew').first().click();
    await page.getByTestId('renew-date').waitFor();
  };

  it('is made anew for the same time where nobody changes it', async () => {
    await renew();
    await press('renew-make');
    await expect.poll(calls).toContainEqual(expect.stringMatching(/^sendAnew same/));
  });

  it('is made anew for another time, and never for one that is past', async () => {
    await renew();
    await page.getByTestId('renew-date').fill('2020-01-02');
    await press('renew-make');
    await page.getByText('This time has already passed').waitFor();
    expect(await calls()).toEqual([]);
    await page.getByTestId('renew-date').fill('2099-01-02');
    await page.getByTestId('renew-time').fill('12:00');
    await page.getByTestId('renew-minutes').fill('30');
    await press('renew-make');
    await expect.poll(calls).toContainEqual(expect.stringMatching(/^sendAnew 2099-01-0.* 30$/));
  });
});

describe('the clinician’s own state', () => {
  it('is set with one press and taken back with one', async () => {
    await show('desk-waiting');
    await press('away-10');
    await page.getByTestId('own-state').getByText('back at about').waitFor();
    await press('here-again');
    await page.getByTestId('own-state').getByText('You are free').waitFor();
  });
});

describe('who comes', () => {
  const come = (number: number) =>
    page.evaluate((number) => {
      const { previewPatients: patients } = window;
      const [first] = patients.value;
      if (!first) throw new Error('nobody is there to look like');
      const visitId = String(number).padStart(22, '9') as typeof first.visit.visitId;
      patients.value = [...patients.value, { ...first, label: 'A. B.', visit: { ...first.visit, visitId } }];
    }, number);
  const told = () => page.evaluate(() => ({ rung: window.rung, notified: window.notified }));

  beforeEach(async () => {
    await page.clock.install();
    await page.addInitScript(watchTelling);
  });

  it('is told of by number, sound and notification where that is chosen, and never by name', async () => {
    await page.addInitScript(giveIcon);
    await show('desk-said-later');
    await expect.poll(() => page.title()).toMatch(/^\(1\) /);
    const before = await told();
    await page.clock.fastForward(60_000);
    await come(1);
    await expect.poll(() => page.title()).toMatch(/^\(2\) /);
    await page.getByTestId('waiting-count').getByText('2 people are waiting').waitFor();
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toBe('/favicon-waiting.svg');
    const after = await told();
    expect(after.rung - before.rung).toBe(1);
    expect(after.notified.slice(before.notified.length)).toEqual(['Somebody is in the waiting room.']);
  });

  it('makes no sound where none was chosen', async () => {
    await show('desk-waiting');
    await page.clock.fastForward(60_000);
    await come(1);
    await expect.poll(() => page.title()).toMatch(/^\(2\) /);
    expect(await told()).toEqual({ rung: 0, notified: [] });
  });

  it('disturbs no conversation: the title counts, and nothing sounds', async () => {
    await show('desk-talk-chime');
    const count = async () => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
    await expect.poll(count).toBeGreaterThan(0);
    const before = await count();
    await page.clock.fastForward(60_000);
    await come(1);
    await expect.poll(count).toBe(before + 1);
    expect(await told()).toEqual({ rung: 0, notified: [] });
  });

  it('would be missed by ear before the first press on the page: the desk says so', async () => {
    await show('desk-said-later');
    await page.getByTestId('chime-silent').waitFor();
    await page.getByTestId('chime-silent').getByRole('button').click();
    await page.getByTestId('chime-silent').waitFor({ state: 'detached' });
  });
});

describe('with the keyboard alone', () => {
  it('keys lead to those who wait, to the day, to a new invitation, to one’s settings and to their own list', async () => {
    await show('desk-day');
    await page.keyboard.press('w');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Paar Donnerstag');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('admit');
    await page.keyboard.press('t');
    expect(await focused()).toBe('today-heading');
    await page.keyboard.press('?');
    await page.getByTestId('keys-dialog').getByText('To the next person').waitFor();
    await page.keyboard.press('n');
    expect(await page.getByTestId('invitation-dialog').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.getByTestId('invitation-dialog').waitFor();
    await page.getByTestId('invitation-label').focus();
    await page.keyboard.type('next week?');
    expect(await page.getByTestId('invitation-label').inputValue()).toBe('next week?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByTestId('choices').waitFor();
    await press('choices-back');
    await page.getByTestId('new-invitation').waitFor();
  });

  it('are nobody’s keys where they are switched off: not to be set off by speech', async () => {
    await show('desk-day');
    await press('own-choices');
    await page.getByTestId('choose-keys').uncheck();
    await press('choices-back');
    await page.keyboard.press('n');
    await page.keyboard.press('e');
    expect(await page.getByTestId('invitation-dialog').count()).toBe(0);
    expect(await page.getByTestId('choices').count()).toBe(0);
  });

  it('everything that can be pressed is reached with Tab', async () => {
    await show('desk-day');
    const all = await page.locator('main button:visible').count();
    await page.evaluate(() => document.querySelector('h1')?.focus());
    const reached = new Set<number>();
    // Some stops are no buttons.
    for (let step = 0; step < all + 20; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() =>
          [...document.querySelectorAll('main button')].indexOf(document.activeElement as HTMLButtonElement),
        ),
      );
    }
    reached.delete(-1);
    expect(reached.size).toBe(all);
  });

  it('stays at the same card when others come and go, and goes to the next when its own is gone', async () => {
    await show('desk-everybody');
    const second = page.getByTestId('patient-card').nth(1);
    const visit = await second.getAttribute('data-visit');
    const name = await second.locator('h3').innerText();
    await second.getByTestId('decline').focus();
    await page.evaluate(() => {
      const { previewPatients: patients } = window;
      // The order turns round, and one leaves.
      patients.value = patients.value
        .slice(1)
        .map((patient, at) => ({ ...patient, visit: { ...patient.visit, waitingSinceMs: 1000 - at } }));
    });
    const card = () =>
      page.evaluate(() =>
        document.activeElement?.closest('[data-testid="patient-card"]')?.getAttribute('data-visit'),
      );
    await expect.poll(card).toBe(visit);
    expect(await focused()).toBe('decline');
    expect(name).not.toBe('');
    await page.evaluate((gone) => {
      const { previewPatients: patients } = window;
      patients.value = patients.value.filter((patient) => patient.visit.visitId !== gone);
    }, visit);
    await expect.poll(card).not.toBe(visit);
    expect(await card()).toBeTruthy();
    await page.evaluate(() => {
      window.previewPatients.value = [];
    });
    await expect.poll(focused).toBe('waiting-heading');
  });
});

describe('the door of a conversation', () => {
  it('is locked after being told what that means, says that it is, and is unlocked with one press', async () => {
    await show('desk-talk');
    await press('lock');
    await page.getByTestId('lock-dialog').getByText('nobody can join it').waitFor();
    await press('lock-confirm');
    await page.getByTestId('locked').waitFor();
    await press('lock');
    await page.getByTestId('locked').waitFor({ state: 'detached' });
  });

  it('asks about no second device while it is locked', async () => {
    await show('desk-talk-locked');
    await page.getByTestId('locked').getByText('was refused').waitFor();
    expect(await page.getByText('let the other browser', { exact: false }).count()).toBe(0);
    await press('lock');
    await page.getByText('Somebody wants to come in with this link').waitFor();
  });
});

describe('own choices', () => {
  it('are kept: sentences one on each line, each once, without empty ones', async () => {
    await show('desk-waiting');
    await press('own-choices');
    await page.getByTestId('own-texts').fill(' Two minutes. \n\nTwo minutes.\nSit down.');
    await press('save-texts');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect((await calls()).at(-1)).toContain('"texts":["Two minutes.","Sit down."]');
  });
});

/** Runs in the page: the picture that the tab of the real page has. */
function giveIcon(): void {
  addEventListener('DOMContentLoaded', () => {
    const icon = document.createElement('link');
    icon.rel = 'icon';
    icon.href = '/favicon.svg';
    document.head.append(icon);
  });
}

/** Runs in the page: what would be heard, and what would be shown by the browser. */
function watchTelling(): void {
  window.rung = 0;
  window.notified = [];
  const Real = window.AudioContext;
  window.AudioContext = class extends Real {
    constructor() {
      super();
      window.rung += 1;
    }
  };
  const Shown = class {
    static permission = 'granted';
    constructor(title: string) {
      window.notified.push(title);
    }
  };
  Object.defineProperty(window, 'Notification', { value: Shown });
  document.hasFocus = () => false;
}
