/** Files, links and large letters in the chat, pressed and looked at. */

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';

const preview = previewPages({ width: 320, height: 740 });
let page: Page;
const { press } = preview;
beforeEach(async () => {
  page = preview.page;
  await preview.show('patient-talk-text-files');
  await page.getByTestId('chat-input').waitFor();
});

const sent = () =>
  page.evaluate(() => window.previewCalls.filter((call) => call.startsWith('send-file')).sort());
const choose = (files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByTestId('attach-input').setInputFiles(files);
const letter = { name: 'Letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
const draft = (state: 'preparing' | 'ready' | 'failed') =>
  page.locator(`[data-testid="draft"][data-state="${state}"]`);

/** A picture as somebody's screen would give it. */
const paint = () =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? [])];
  });

/** Lets go of files over a part of the page, or pastes them into it. */
const bring = (how: 'drop' | 'paste', onto: string, bytes: readonly number[], name: string) =>
  page.evaluate(
    ({ how, onto, bytes, name }) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
      const event =
        how === 'drop'
          ? new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true });
      document.querySelector(onto)?.dispatchEvent(event);
      return event.defaultPrevented;
    },
    { how, onto, bytes, name },
  );

describe('attaching', () => {
  it('says how large a file may be before one is chosen, and sends nothing before it is told to', async () => {
    await press('attach');
    expect(await page.getByTestId('attach-limit').innerText()).toMatch(/10\sMB at most/);
    await choose([letter]);
    await draft('ready').waitFor();
    expect(await sent()).toEqual([]);
    await press('chat-send');
    await expect.poll(sent).toEqual(['send-file Letter.pdf application/octet-stream 8']);
    await page.getByTestId('attaching').waitFor({ state: 'detached' });
  });

  it('shows a picture as it will be sent, and lets one think better of it', async () => {
    await press('attach');
    await choose([letter, { name: 'Plan.png', mimeType: 'image/png', buffer: Buffer.from(await paint()) }]);
    await page.locator('.draft-picture').waitFor();
    await draft('ready').filter({ hasText: 'Plan.png' }).getByTestId('draft-remove').click();
    await press('chat-send');
    await expect.poll(sent).toEqual(['send-file Letter.pdf application/octet-stream 8']);
  });

  it('names the limit when a file is too large, and does not send it', async () => {
    await press('attach');
    await choose([{ name: 'Film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(11 * 1024 * 1024) }]);
    expect(await draft('failed').innerText()).toMatch(/11\sMB.*10\sMB/);
    await press('chat-send');
    expect(await sent()).toEqual([]);
  });

  it.each([
    ['let go of anywhere on the page', 'drop', 'h1'],
    ['pasted', 'paste', '[data-testid="chat-input"]'],
  ] as const)('takes what is %s, and the visit is not replaced by it', async (_what, how, onto) => {
    expect(await bring(how, onto, await paint(), 'Plan.png')).toBe(true);
    await draft('ready').waitFor();
    await press('chat-send');
    await expect.poll(sent).toEqual([expect.stringMatching(/^send-file Plan\.png image\/png \d+$/)]);
  });

  it('breaks no rule of accessibility while it is open', async () => {
    await press('attach');
    await choose([letter, { name: 'Ordner', mimeType: '', buffer: Buffer.alloc(0) }]);
    await draft('ready').waitFor();
    expect(await troubles()).toEqual([]);
  });
});

describe('a file that has come', () => {
  it('is fetched only when it is wanted, and a program is told of before', async () => {
    const program = page.getByTestId('chat-message').filter({ hasText: 'Entspannung.exe' });
    expect(await program.innerText()).toMatch(/run something on your device/);
    expect(await page.evaluate(() => window.previewCalls)).toEqual([]);
    await program.getByTestId('file-save').click();
    expect(await page.evaluate(() => window.previewCalls)).toEqual(['fetch-file Entspannung.exe']);
  });

  it('that was changed on its way is not offered for saving', async () => {
    const changed = page.getByTestId('chat-message').filter({ hasText: 'Bericht.pdf' });
    expect(await changed.innerText()).toMatch(/not what was sent/);
    expect(await changed.getByTestId('file-save').count()).toBe(0);
  });

  it('and is a picture can be enlarged and read out by its name', async () => {
    await press('chat-picture');
    await page.getByRole('img', { name: 'Picture: Wochenplan.png' }).waitFor();
    expect(await troubles()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('picture-large').waitFor({ state: 'detached' });
  });
});

describe('a link in a message', () => {
  it('is opened only after the page has said where it leads, and tells nobody where one comes from', async () => {
    const opened: string[] = [];
    preview.person.context.on('request', (request) => {
      if (request.url().includes('schlaf.example')) opened.push(JSON.stringify(request.headers()));
    });
    await preview.person.context.route('https://schlaf.example/**', (route) =>
      route.fulfill({ body: 'outside' }),
    );
    expect(await page.locator('[role="log"] a[href]').count()).toBe(0);
    await press('chat-link');
    expect(await page.getByTestId('link-host').innerText()).toBe('schlaf.example');
    expect(await troubles()).toEqual([]);
    expect(opened).toEqual([]);
    const [outside] = await Promise.all([preview.person.context.waitForEvent('page'), press('open-outside')]);
    await outside.waitForLoadState();
    expect(outside.url()).toBe('https://schlaf.example/hygiene?seite=2');
    expect(await outside.evaluate(() => [document.referrer, window.opener])).toEqual(['', null]);
    expect(opened.join()).not.toContain('referer');
    await outside.close();
  });
});

describe('the letters of messages', () => {
  const size = () =>
    page.evaluate(() => {
      const text = document.querySelector('.message-text');
      return text ? Math.round(Number.parseFloat(getComputedStyle(text).fontSize)) : 0;
    });

  it('grow from 18 to 32 points, stay so in this tab, and need no sideways scrolling', async () => {
    const sizes = [await size()];
    for (let step = 0; step < 3; step += 1) {
      await press('text-larger');
      sizes.push(await size());
    }
    expect(sizes).toEqual([18, 22, 27, 32]);
    expect(await page.getByTestId('text-larger').getAttribute('aria-disabled')).toBe('true');
    await page.reload();
    await page.getByTestId('chat-input').waitFor();
    expect(await size()).toBe(32);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await troubles()).toEqual([]);
    const elsewhere = await preview.person.context.newPage();
    await elsewhere.goto(preview.url);
    expect(await elsewhere.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

it('a message that comes while the chat is closed is read out, and not again when it is open', async () => {
  await preview.show('patient-talk');
  const news = page.getByTestId('chat-news');
  await news.filter({ hasText: 'New message from Dr. Mira Sommerfeld' }).waitFor({ state: 'attached' });
  await press('chat-toggle');
  await page.getByTestId('chat-input').waitFor();
  expect(await news.innerText()).toBe('');
});

async function troubles(): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: {
        type: 'tag',
        values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      },
    });
    return violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join()}`,
    );
  });
}
