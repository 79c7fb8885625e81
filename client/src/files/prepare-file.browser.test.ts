/** What leaves a patient's device of a picture, and what does not. */

import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { withPage } from '../call/testing/with-page.ts';
// Only for the type of `window.filesLab`; the page itself is bundled and served by the lab.
import type {} from './testing/page.ts';

const fresh = withPage({ script: new URL('./testing/page.ts', import.meta.url) });
let page: Page;
beforeEach(() => {
  page = fresh();
});

const place = 'N 52.5163 E 13.3777, at home';

test('where a photograph was taken is not sent, and it stands upright', async () => {
  const { before, sent } = await page.evaluate(async (where) => {
    const { photograph, prepared } = window.filesLab;
    const bytes = await photograph(where);
    return {
      before: new TextDecoder('latin1').decode(bytes).includes(where),
      sent: await prepared(bytes, 'Ausflug.jpeg', 'image/jpeg'),
    };
  }, place);
  expect(before).toBe(true);
  expect(sent.text).not.toContain('N 52.5163');
  expect(sent.text).not.toContain('Exif');
  expect(sent).toMatchObject({
    name: 'Ausflug.jpg',
    type: 'image/jpeg',
    picture: { width: 300, height: 400 },
    kind: { type: 'image/jpeg', width: 300, height: 400 },
  });
});

test('what a drawing program has written beside the picture is not sent', async () => {
  const sent = await page.evaluate(async (where) => {
    const { drawing, prepared } = window.filesLab;
    return prepared(await drawing(where), 'Plan.png', 'image/png');
  }, place);
  expect(sent.text).not.toContain('N 52.5163');
  expect(sent).toMatchObject({ name: 'Plan.png', type: 'image/png', picture: { width: 200, height: 100 } });
});

test('a picture under a false name and type is cleaned all the same', async () => {
  const sent = await page.evaluate(async (where) => {
    const { photograph, prepared } = window.filesLab;
    return prepared(await photograph(where), 'Notiz.txt', 'text/plain');
  }, place);
  expect(sent.text).not.toContain('N 52.5163');
  expect(sent).toMatchObject({ name: 'Notiz.jpg', type: 'image/jpeg' });
});

test('a photograph larger than any screen is made smaller', async () => {
  const sent = await page.evaluate(async () => {
    const { paint, prepared } = window.filesLab;
    return prepared(await paint(5120, 1000, 'image/jpeg'), 'Panorama.jpg', 'image/jpeg');
  });
  expect(sent.picture).toEqual({ width: 2560, height: 500 });
});

test('a picture that cannot be read is not sent with what is in it', async () => {
  const sent = await page.evaluate(async () => {
    const { paint, prepared } = window.filesLab;
    const half = (await paint(400, 300, 'image/png')).slice(0, 60);
    const heic = prepared('ftypheic', 'IMG_1.heic', 'image/heic');
    return Promise.all([prepared(half, 'Foto.png', 'image/png'), heic]);
  });
  expect(sent).toEqual([{ fault: 'UnreadablePicture' }, { fault: 'UnreadablePicture' }]);
});

test('a photograph of a kind this system does not know is not sent with the place it was taken at', async () => {
  const sent = await page.evaluate((where) => {
    const { prepared } = window.filesLab;
    const heic = prepared(`\0\0\0\x18ftypheic\0\0\0\0${where}`, 'IMG_1', '');
    const tiff = prepared(`II*\0\x08\0\0\0${where}`, 'Scan', 'application/octet-stream');
    return Promise.all([heic, tiff, prepared(where, 'IMG_1.DNG', '')]);
  }, place);
  expect(sent).toEqual(Array(3).fill({ fault: 'UnreadablePicture' }));
});

test('one that this browser can read nevertheless is cleaned like any other', async () => {
  const sent = await page.evaluate((where) => {
    const { bitmap, prepared } = window.filesLab;
    return prepared(bitmap(where), 'Scan.tif', '');
  }, place);
  expect(sent.text).not.toContain('N 52.5163');
  expect(sent).toMatchObject({ name: 'Scan.jpg', type: 'image/jpeg', picture: { width: 1, height: 1 } });
});

test('what is no picture goes as it is, and is called by no type', async () => {
  const sent = await page.evaluate(() => {
    const { prepared } = window.filesLab;
    return Promise.all([
      prepared('<svg onload="alert(1)"/>', 'Bild.svg', 'image/svg+xml'),
      prepared('%PDF-1.7', 'Befund.pdf', 'application/pdf'),
    ]);
  });
  expect(sent).toMatchObject([
    { name: 'Bild.svg', type: 'application/octet-stream', text: '<svg onload="alert(1)"/>' },
    { name: 'Befund.pdf', type: 'application/octet-stream', text: '%PDF-1.7' },
  ]);
  expect(sent[0]?.picture).toBeUndefined();
});
