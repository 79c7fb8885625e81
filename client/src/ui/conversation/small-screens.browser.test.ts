import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../../tests/stack/browser.ts';
import { crowding } from '../testing/crowding.ts';
import { lost } from '../testing/looks.ts';
import { previewBrowser } from '../testing/preview-page.ts';
import { lookAt, walkScenes } from '../testing/walk.ts';

/** On no list of screens: as many messages at once as there can be. */
const crowded = [
  'patient-talk-crowded',
  'patient-talk-weak',
  'desk-talk-crowded',
  'desk-talk-crowded-writing',
  'desk-talk-crowded-screen',
];

const shared = previewBrowser();
let person: Person;

const arrive = async (viewport: { readonly width: number; readonly height: number }) => {
  person = await newPerson(shared.browser, { viewport });
  await person.page.emulateMedia({ reducedMotion: 'reduce' });
  await person.page.goto(shared.url);
  // Whoever has pressed something before is not asked whether there may be sound.
  await person.page.mouse.click(2, 2);
};

describe.each([
  { phone: 'a phone', viewport: { width: 360, height: 640 } },
  { phone: 'the smallest phone', viewport: { width: 320, height: 568 } },
  { phone: 'a phone on its side', viewport: { width: 640, height: 360 } },
  { phone: 'what a screen keyboard leaves', viewport: { width: 360, height: 360 } },
])('on $phone', ({ viewport }) => {
  beforeAll(() => arrive(viewport));
  afterAll(() => person.close());

  it.each(['de', 'en'])(
    'microphone, camera and leaving stay at hand whatever is said in a conversation, and no message covers another (%s)',
    async (language) => {
      const { page } = person;
      const talks = (await page.evaluate(() => window.previewScenes)).filter((scene) =>
        scene.includes('-talk'),
      );
      expect(talks.length).toBeGreaterThan(20);
      expect(await walkScenes(page, language, [crowding], talks)).toEqual([]);
      expect(await walkScenes(page, language, [crowding, lost], crowded)).toEqual([]);
    },
    240_000,
  );

  it.each(['patient-talk', 'desk-talk'])(
    'messages can be read beside the face, and put away (%s)',
    async (scene) => {
      const { page } = person;
      expect(await walkScenes(page, 'de', [], [scene])).toEqual([]);
      await page.getByTestId('chat-toggle').click();
      const lines = await page.getByTestId('chat').evaluate((chat) => {
        const list = chat.querySelector('.chat-list');
        return (list?.clientHeight ?? 0) / Number.parseFloat(getComputedStyle(chat).lineHeight);
      });
      expect(lines).toBeGreaterThan(viewport.height < 400 ? 2 : 3.5);
      expect(await lookAt(page, [crowding, lost])).toEqual([]);
      await page.getByTestId('chat-close').click();
      await page.getByTestId('chat').waitFor({ state: 'detached' });
      const focused = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['testid']);
      expect(focused).toBe('chat-toggle');
    },
  );

  it('a crowded conversation is as readable for a screen reader and by keys as a quiet one', async () => {
    const { page } = person;
    await page.evaluate(axe.source);
    for (const scene of crowded) {
      expect(await walkScenes(page, 'de', [], [scene])).toEqual([]);
      const violations = await page.evaluate(async () => {
        const { axe: checker } = window as unknown as { axe: typeof axe };
        return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect({ scene, violations }).toEqual({ scene, violations: [] });
    }
  }, 120_000);
});

describe('the look itself', () => {
  beforeAll(() => arrive({ width: 320, height: 568 }));
  afterAll(() => person.close());

  it('would see controls that are pushed away and messages that lie over each other', async () => {
    const { page } = person;
    expect(await walkScenes(page, 'de', [crowding], ['desk-talk-crowded'])).toEqual([]);
    const see = async (style: string) => {
      await page.evaluate((rules) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        document.adoptedStyleSheets = [sheet];
      }, style);
      return (await lookAt(page, [crowding])).join('\n');
    };
    expect(await see('.talk { grid-template-rows: auto 40rem auto }')).toContain('is out of sight');
    expect(await see('.notice { margin-block-end: -2rem }')).toContain('lies over');
    expect(await see('.talk-middle { overflow: visible }')).toContain('lies over the controls');
    expect(await see('.talk-notices { max-block-size: 1rem }')).toContain('cannot be brought into sight');
  }, 60_000);
});
