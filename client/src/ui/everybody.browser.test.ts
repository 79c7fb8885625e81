import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
import { faint, lost, moving, unmirrored } from './testing/looks.ts';
import { previewBrowser } from './testing/preview-page.ts';
import { lookAt, walkScenes } from './testing/walk.ts';

const readers = [
  {
    who: 'of German, on the narrowest phone',
    language: 'de',
    viewport: { width: 320, height: 568 },
  },
  {
    who: 'of English, with 200 % zoom',
    language: 'en',
    viewport: { width: 640, height: 400 },
  },
  {
    who: 'of English, on the narrowest phone',
    language: 'en',
    viewport: { width: 320, height: 568 },
  },
  {
    who: 'with letters twice as large',
    language: 'de',
    viewport: { width: 640, height: 800 },
    letters: '225%',
  },
  {
    who: 'of a language from right to left, on the narrowest phone',
    language: 'mirrored',
    viewport: { width: 320, height: 568 },
  },
  {
    who: 'of a language from right to left, at a desk',
    language: 'mirrored',
    viewport: { width: 1280, height: 800 },
  },
] as const;

const shared = previewBrowser();
let person: Person;

describe.each(readers)('a reader $who', (reader) => {
  beforeAll(async () => {
    person = await newPerson(shared.browser, { viewport: reader.viewport });
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    await person.page.goto(shared.url);
    if ('letters' in reader)
      await person.page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
      }, reader.letters);
  });
  afterAll(() => person.close());

  it('loses nothing of any screen', async () => {
    const mirrored = reader.language === 'mirrored' ? [unmirrored] : [];
    expect(await walkScenes(person.page, reader.language, [lost, moving, ...mirrored])).toEqual([]);
  }, 480_000);
});

describe('somebody whose system allows only colours of great contrast', () => {
  beforeAll(async () => {
    person = await newPerson(shared.browser, { viewport: { width: 390, height: 844 } });
    await person.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await person.page.goto(shared.url);
  });
  afterAll(() => person.close());

  it('sees every control of every screen', async () => {
    expect(await walkScenes(person.page, 'de', [faint])).toEqual([]);
  }, 480_000);
});

describe('the looks themselves', () => {
  beforeAll(async () => {
    person = await newPerson(shared.browser, { viewport: { width: 320, height: 568 } });
    await person.page.goto(`${shared.url}#patient-door/de`);
    await person.page.getByTestId('door-enter').waitFor();
  });
  afterAll(() => person.close());

  it('would see what is cut off, broken, covered, small or moving', async () => {
    const { page } = person;
    expect(await lookAt(page, [lost])).toEqual([]);
    await page.evaluate(() => {
      const main = document.querySelector('main');
      if (!main) throw new Error('no screen');
      const add = (styles: Partial<CSSStyleDeclaration>, text: string) => {
        const button = document.createElement('button');
        button.textContent = text;
        Object.assign(button.style, { position: 'absolute', top: '0', left: '0', ...styles });
        main.append(button);
      };
      add({ left: '-90px', width: '80px', height: '50px' }, 'away');
      add({ width: '50px', height: '90px', padding: '0', overflowWrap: 'anywhere' }, 'Behandlungszimmer');
      add({ width: '20px', height: '20px' }, '!');
      add({ width: '60px', height: '90px', fontSize: '12px', transition: 'color 1s' }, 'above');
    });
    const seen = (await lookAt(page, [lost, moving])).join('\n');
    for (const words of ['outside', 'is broken', 'a target of', 'is covered', 'small letters', 'slowly'])
      expect(seen).toContain(words);
  });

  it('would see what vanishes in forced colours', async () => {
    const { page } = person;
    await page.emulateMedia({ forcedColors: 'active' });
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'gone';
      Object.assign(button.style, { border: '0', forcedColorAdjust: 'none', color: 'rgb(0, 0, 0)' });
      button.style.background = 'rgb(0, 0, 0)';
      document.querySelector('main')?.append(button);
    });
    const seen = (await lookAt(page, [faint])).join('\n');
    expect(seen).toContain('no edge');
    expect(seen).toContain('letters of the colour of their ground');
  });
});
