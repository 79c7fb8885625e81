/** What a screen reader says by itself: once, when it comes, and at once only where somebody has to stop. */

import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
// Only for the types of what the preview puts on `window`.
import type {} from '../../preview/calls.ts';
import { previewBrowser } from './testing/preview-page.ts';

interface Said {
  /** `assertive` interrupts. */
  readonly how: 'polite' | 'assertive';
  readonly text: string;
}

declare global {
  interface Window {
    said: Said[];
  }
}

const shared = previewBrowser();
let person: Person;
let page: Page;
beforeEach(async () => {
  person = await newPerson(shared.browser, { viewport: { width: 1280, height: 800 } });
  page = person.page;
  await page.addInitScript(listen);
});
afterEach(() => person.close());

const show = async (scene: string) => {
  await page.goto(`${shared.url}#${scene}/en`);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('h1')), { timeout: 30_000 })
    .toBe(true);
  await page.evaluate(() => {
    window.said = [];
  });
};
/** Everything that was said with these words. */
const heard = (words: RegExp) =>
  page.evaluate((source) => window.said.filter(({ text }) => new RegExp(source).test(text)), words.source);
const isSaid = (words: RegExp, how: Said['how']) =>
  expect.poll(() => heard(words), { timeout: 30_000 }).toEqual([{ how, text: expect.any(String) }]);

describe('a patient who does not see the screen', () => {
  it('is told once that the conversation begins, and is then in it', async () => {
    await show('patient-waiting');
    await page.evaluate(() => {
      window.previewStage.value = { stage: 'waiting', clinicianKnows: true, preparing: true };
    });
    await isSaid(/We are about to begin/, 'polite');
    await page.evaluate(() => {
      window.previewStage.value = { stage: 'conversation' };
    });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), {
        timeout: 30_000,
      })
      .toContain('Dr. Mira Sommerfeld');
  });

  it('is told once of a message while they wait', async () => {
    await show('patient-waiting');
    await page.evaluate(() => window.previewReceive('Five minutes more.'));
    await isSaid(/New message/, 'polite');
  });

  it('hears a message in the conversation once: that there is one, or the message itself', async () => {
    await show('patient-talk-cameras-off');
    await page.evaluate(() => window.previewReceive('Can you hear me?'));
    await isSaid(/New message from/, 'polite');
    await page.getByTestId('chat-toggle').click();
    await page.getByTestId('chat-input').waitFor();
    await page.evaluate(() => window.previewReceive('Shall we go on?'));
    await isSaid(/Shall we go on/, 'polite');
    expect(await heard(/New message from/)).toHaveLength(1);
  });

  it('is told once that the line is down, without being interrupted', async () => {
    await show('patient-talk-cameras-off');
    await page.evaluate(() => {
      window.previewOnline.value = false;
      if (window.previewLine) window.previewLine.value = 'reconnecting';
    });
    await isSaid(/connection is interrupted/i, 'polite');
    await isSaid(/Reconnecting with/, 'polite');
  });
});

describe('a clinician who does not see the screen', () => {
  it('is told once of somebody who comes, and of what they write', async () => {
    await show('desk-waiting');
    await page.evaluate(() => {
      const [first] = window.previewPatients.value;
      if (!first) throw new Error('nobody is there to look like');
      const visitId = '9'.repeat(22) as typeof first.visit.visitId;
      window.previewPatients.value = [
        ...window.previewPatients.value,
        { ...first, label: 'A. B.', visit: { ...first.visit, visitId } },
      ];
    });
    await isSaid(/2 people are waiting/, 'polite');
    await page.evaluate(() => window.previewReceive('I am here.'));
    await isSaid(/New message from Paar Donnerstag/, 'polite');
  });

  it('is interrupted once when a conversation is not safe', async () => {
    await show('desk-talk');
    await page.evaluate(() => {
      const { previewPatients: patients } = window;
      patients.value = patients.value.map((patient, at) =>
        at === 0 ? { ...patient, alarm: { kind: 'fingerprint-differs' } } : patient,
      );
    });
    await isSaid(/not certain that picture and sound/i, 'assertive');
  });
});

/**
 * Runs in the page, before everything. Hears what a screen reader would say: changes within a place that was there and
 * displayed before, and alerts as they appear.
 */
function listen(): void {
  window.said = [];
  const places = '[role=status], [role=alert], [role=log], [aria-live]';
  const isOut = (place: Element) =>
    place.closest('[hidden]') !== null || getComputedStyle(place).display === 'none';
  const say = (place: Element, text: string) => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words === '' || isOut(place)) return;
    const isUrgent = place.matches('[role=alert], [aria-live=assertive]');
    window.said.push({ how: isUrgent ? 'assertive' : 'polite', text: words });
  };
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      const changed = new Set<Element>();
      for (const { target, addedNodes, type } of changes) {
        const around = target instanceof Element ? target : target.parentElement;
        const place = around?.closest(places);
        if (!place) {
          for (const added of addedNodes) {
            if (!(added instanceof Element)) continue;
            const alerts = [added, ...added.querySelectorAll('*')].filter((each) =>
              each.matches('[role=alert]'),
            );
            for (const alert of alerts) if (alert.isConnected) say(alert, alert.textContent ?? '');
          }
        } else if (place.matches('[role=log]')) {
          for (const added of addedNodes) say(place, added.textContent ?? '');
        } else if (type === 'characterData' || addedNodes.length > 0) changed.add(place);
      }
      // The whole of a status is read when a part of it changes.
      for (const place of changed) if (place.isConnected) say(place, place.textContent ?? '');
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}
