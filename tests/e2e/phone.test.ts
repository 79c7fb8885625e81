/** A patient on a phone, and one whose camera and microphone stay shut: both go the whole way. */

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient, say } from './people.ts';
import { expectMovingPicture, expectSound, wireFacts } from './webrtc-watch.ts';

/** The least a thumb hits (Apple's and Google's rules; WCAG 2.5.5). CSS pixels. */
const thumb = 44;
/** What a keyboard takes of a phone that is 844 high. */
const keyboard = 336;

let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

describe('not everybody sits at a desk with a camera', () => {
  it('whoever refuses camera and microphone is told so, and still waits, sees, hears and writes', async () => {
    const seat = await newPerson(browser, { grantsMedia: false });
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    await refuseMedia(seat.page);
    const patient = await Patient.open(seat, await clinician.makeLink('Ohne Kamera'));
    await patient.page.getByTestId('door-enter').click();
    const fault = patient.page.getByTestId('media-fault');
    await fault.waitFor();
    expect(await fault.innerText()).toMatch(/camera/i);
    expect(await fault.innerText()).toMatch(/microphone/i);
    expect(await patient.page.getByTestId('mirror-next').innerText()).toMatch(
      /without camera and microphone/,
    );
    await patient.page.getByTestId('mirror-next').click();
    await patient.page.getByTestId('name-input').fill('Wendelin');
    await patient.page.getByTestId('enter-waiting-room').click();
    await patient.expectKnown();
    await clinician.expectConnected('Wendelin');

    await clinician.admit('Wendelin');
    await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    await expectMovingPicture(patient.page, 'remote-video');
    await expectSound(patient.page);
    await clinician.page.getByTestId('their-microphone-off').waitFor();
    expect(await wireFacts(patient.page)).toMatchObject({ framesSent: 0, soundBytesSent: 0 });
    await say(patient.page, clinician.page, 'Ich sehe und hoere Sie gut');
    await say(clinician.page, patient.page, 'Dann schreiben Sie mir einfach');
    await clinician.end();
    await patient.expectEnded(/ended/);
  });

  it('on a phone with nothing but a thumb every screen fits, every button is hit, and the keyboard hides nothing', async () => {
    const seat = await newPerson(browser, { onPhone: true });
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, await clinician.makeLink('Am Telefon'));
    const { page } = patient;
    const tap = (testId: string) => page.getByTestId(testId).tap();
    await page.getByTestId('door-enter').waitFor();
    expect(await page.evaluate(() => matchMedia('(pointer: coarse) and (hover: none)').matches)).toBe(true);
    await expectHandy(page, 'door');
    await tap('door-enter');
    await page.getByTestId('self-video').waitFor();
    await expectHandy(page, 'mirror');
    await tap('test-sound');
    await page.getByTestId('test-sound-hint').waitFor();
    await expectHandy(page, 'mirror with the hint');
    await tap('mirror-next');
    await tap('name-input');
    await page.keyboard.insertText('Hieronymus-Maximilian von und zu Unterpfaffenhofen');
    await expectHandy(page, 'name');
    await withKeyboard(page, () => expectInView(page, 'name-input'));
    await tap('enter-waiting-room');
    await patient.expectKnown();
    await expectHandy(page, 'waiting room');
    await tap('chat-toggle');
    await tap('chat-input');
    await page.keyboard.insertText(`Ein sehr langes Wort: ${'Donaudampfschiff'.repeat(8)}`);
    await withKeyboard(page, () => expectInView(page, 'chat-input'));
    await tap('chat-send');
    await page.locator('[data-testid="chat-message"][data-state="sent"]').waitFor();
    await expectHandy(page, 'waiting room with chat');

    await clinician.expectConnected('Hieronymus');
    await clinician.admit('Hieronymus');
    await expectConversation(clinician.page, page);
    await expectHandy(page, 'conversation');
    await expectInView(page, 'hang-up');
    await movesOwnPicture(page);
    await tap('toggle-microphone');
    await clinician.page.getByTestId('their-microphone-off').waitFor();
    await tap('toggle-microphone');
    await clinician.page.getByTestId('their-microphone-off').waitFor({ state: 'detached' });
    await tap('tools');
    await page.getByTestId('tools-panel').waitFor();
    await expectHandy(page, 'tools');
    await page.getByTestId('tools-panel').getByRole('button', { name: 'Close' }).tap();
    await tap('chat-toggle');
    await say(clinician.page, page, 'Auch mit offenem Chat passt alles');
    await expectHandy(page, 'conversation with chat');
    await expectInView(page, 'hang-up');
    await expectInView(page, 'chat-input');
    await tap('chat-input');
    await withKeyboard(page, async () => {
      await page.keyboard.insertText('Das lese ich gut');
      for (const testId of ['chat-input', 'chat-send', 'hang-up']) await expectInView(page, testId);
      const newest = page.getByTestId('chat-message').filter({ hasText: 'Auch mit offenem Chat' });
      await expect.poll(() => isInView(page, newest)).toBe(true);
      await tap('chat-send');
    });
    await clinician.page.getByTestId('chat-message').filter({ hasText: 'Das lese ich gut' }).waitFor();

    // The patient ends it this time: asked once, then everything is gone.
    await tap('hang-up');
    await page.getByTestId('confirm-yes').waitFor();
    await expectHandy(page, 'leaving');
    await tap('confirm-yes');
    await patient.expectEnded(/left/);
    await expectHandy(page, 'ended');
    await patient.expectNothingKept();
    await clinician.page.getByTestId('has-left').waitFor({ timeout: 30_000 });
    await clinician.end();
  });
});

/** The browser's own no, as a person presses it. The flag that presses yes for all other tests cannot be taken back. */
async function refuseMedia(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
}

/** Nothing sticks out at the side, and a thumb hits what can be pressed. Links within a sentence are as high as it is. */
async function expectHandy(page: Page, screen: string): Promise<void> {
  const { wide, width, small } = await page.evaluate((least) => {
    const boxOf = (control: Element) => {
      const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
      const [own, words] = [control.getBoundingClientRect(), label?.getBoundingClientRect()];
      return {
        width: Math.max(own.width, words?.width ?? 0),
        height: Math.max(own.height, words?.height ?? 0),
      };
    };
    return {
      wide: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
      small: [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
        .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((control) => !control.matches('.only-read, .only-read *'))
        .filter((control) => getComputedStyle(control).display !== 'inline')
        .filter((control) => boxOf(control).width < least || boxOf(control).height < least)
        .map((control) => `${control.outerHTML.slice(0, 90)} ${JSON.stringify(boxOf(control))}`),
    };
  }, thumb);
  expect(wide, `${screen} is wider than the phone`).toBeLessThanOrEqual(width);
  expect(small, `too small for a thumb: ${screen}`).toEqual([]);
}

/** The keyboard comes up as the page asks for it: the page has the room that is left (CSS Viewport, `interactive-widget`). */
async function withKeyboard(page: Page, look: () => Promise<void>): Promise<void> {
  expect(await page.locator('meta[name="viewport"]').getAttribute('content')).toContain(
    'interactive-widget=resizes-content',
  );
  const size = page.viewportSize();
  if (!size) throw new Error('the page has no size');
  await page.setViewportSize({ ...size, height: size.height - keyboard });
  // What a phone does with the field that has the focus.
  await page.evaluate(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));
  await look();
  await page.setViewportSize(size);
}

/** A tap takes the own picture to another corner. */
async function movesOwnPicture(page: Page): Promise<void> {
  const place = () => page.getByTestId('self-video').boundingBox();
  const before = await place();
  await page.getByTestId('self-video').tap();
  await expect.poll(place).not.toEqual(before);
}

async function expectInView(page: Page, testId: string): Promise<void> {
  await expect.poll(() => isInView(page, page.getByTestId(testId)), { message: testId }).toBe(true);
}

async function isInView(page: Page, shown: Locator): Promise<boolean> {
  const box = await shown.boundingBox();
  const view = page.viewportSize();
  if (!box || !view) throw new Error('it is not on the screen');
  // A screen with three dots to a pixel ends between two pixels.
  return box.y >= -1 && box.y + box.height <= view.height + 1 && box.x + box.width <= view.width + 1;
}
