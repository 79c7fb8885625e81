/** What a screen reader finds on the main screens: every role, every name, in their order. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
import { previewBrowser } from './testing/preview-page.ts';

const shared = previewBrowser();
let person: Person;
beforeAll(async () => {
  person = await newPerson(shared.browser, { viewport: { width: 1280, height: 800 } });
  await person.page.emulateMedia({ reducedMotion: 'reduce' });
});
afterAll(() => person.close());

it.each([
  ['patient-door', ['button', 'heading', 'navigation', 'main']],
  ['patient-mirror', ['button', 'heading', 'main', 'meter']],
  ['patient-name', ['button', 'heading', 'main', 'textbox']],
  ['patient-question-company', ['button', 'group', 'heading', 'main', 'radio']],
  ['patient-question-consent', ['button', 'checkbox', 'heading', 'main']],
  ['patient-waiting', ['button', 'heading', 'main', 'status']],
  ['patient-talk', ['button', 'heading', 'main', 'region', 'status']],
  ['patient-talk-text', ['button', 'heading', 'log', 'main', 'region', 'textbox']],
  ['patient-ended-left', ['heading', 'main']],
  ['desk-sign-in', ['button', 'heading', 'main', 'textbox']],
  ['desk-new-keys', ['button', 'checkbox', 'heading', 'main', 'textbox']],
  ['desk-waiting', ['article', 'button', 'heading', 'main', 'region', 'status']],
  ['desk-later', ['button', 'dialog', 'heading', 'textbox']],
  ['desk-talk', ['button', 'heading', 'main', 'region', 'status']],
])('on %s everything has the role and the name it is known by', async (scene, roles) => {
  const { page } = person;
  await page.goto(`${shared.url}#${scene}/en`);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  const tree = await page.locator('body').ariaSnapshot();
  const named = [...tree.matchAll(/^\s*- ([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/gm)].map(
    ([, role = '', name = '']) => ({ role, name }),
  );
  const found = new Set(named.map(({ role }) => role));
  expect(roles.filter((role) => !found.has(role))).toEqual([]);
  expect(named.filter(({ role }) => role === 'main')).toHaveLength(1);
  // Two that do different things and have one name cannot be told apart.
  const pressed = named.filter(({ role }) =>
    ['button', 'checkbox', 'combobox', 'link', 'radio', 'textbox'].includes(role),
  );
  expect(pressed.filter(({ name }) => name === '')).toEqual([]);
  const names = pressed.map(({ role, name }) => `${role} ${name}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  // One main heading, none without a name, and no level left out.
  const levels = [...tree.matchAll(/heading "[^"]+" \[level=(\d)\]/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level, at) => level > Math.max(1, ...levels.slice(0, at)) + 1)).toEqual([]);
});
