import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

const preview = previewPages({ width: 390, height: 844 });
let page: Page;
const { press, calls } = preview;
beforeEach(() => {
  page = preview.page;
});

const show = async (scene: string, language: 'de' | 'en' = 'en') => {
  await preview.show(scene, language);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  // Effects run after the first drawing: keys are heard then.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
};
const nameOf = (testId: string) => page.getByTestId(testId).getAttribute('aria-label');
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const openTools = async () => {
  await press('tools');
  await page.getByTestId('only-write').waitFor();
};

describe('keys', () => {
  it('M and C switch microphone and camera off and on', async () => {
    await show('patient-talk');
    await page.keyboard.press('m');
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone on');
    await page.keyboard.press('c');
    await soon(() => nameOf('toggle-camera')).toBe('Switch the camera on');
    await page.keyboard.press('m');
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone off');
  });

  it('the space bar lets somebody speak for as long as it is held, also right after a press with the mouse', async () => {
    await show('patient-talk');
    await press('toggle-microphone');
    await page.keyboard.down(' ');
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone off');
    await page.keyboard.up(' ');
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone on');
  });

  it('whoever lets go of the key in another window is not heard any longer', async () => {
    await show('patient-talk');
    await page.keyboard.press('m');
    await page.keyboard.down(' ');
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone off');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await soon(() => nameOf('toggle-microphone')).toBe('Switch the microphone on');
  });

  it('writing a message switches nobody on or off', async () => {
    await show('patient-talk');
    await press('chat-toggle');
    await page.getByTestId('chat-input').pressSequentially('Mmm, c c');
    expect(await page.getByTestId('chat-input').inputValue()).toBe('Mmm, c c');
    expect(await nameOf('toggle-microphone')).toBe('Switch the microphone off');
    expect(await nameOf('toggle-camera')).toBe('Switch the camera off');
  });

  it('can be switched off by whoever speaks to their computer, and buttons then name none', async () => {
    await show('patient-talk');
    expect(await page.getByTestId('toggle-microphone').getAttribute('aria-keyshortcuts')).toBe('M');
    await openTools();
    await page.getByTestId('keys-on').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.keyboard.press('Tab');
    expect(await nameOf('toggle-microphone')).toBe('Switch the microphone off');
    expect(await page.getByTestId('toggle-microphone').getAttribute('aria-keyshortcuts')).toBeNull();
  });
});

describe('the silent sign', () => {
  it('gives nothing away: neither drawn nor read aloud, before, during or after', async () => {
    await show('patient-talk');
    const clock = page.getByTestId('clock');
    const seen = async () => [
      await clock.innerText(),
      await nameOf('clock'),
      await clock.getAttribute('title'),
    ];
    const before = await seen();
    await clock.click();
    await soon(calls).toEqual(['giveSign']);
    await soon(() => clock.innerText()).toMatch(/[A-Z][a-z]+day/);
    const during = await seen();
    await soon(() => clock.innerText()).toMatch(/^\d\d?:\d\d$/);
    expect(before[1]).toMatch(/^Time: \d\d?:\d\d$/);
    expect(during[1]).toMatch(/^Date: \w+day/);
    const words = (await page.locator('body').innerHTML()).toLowerCase();
    for (const word of ['alone', 'sign', 'silent'])
      expect(words.replaceAll(/data-testid="[^"]*"|class="[^"]*"/g, '')).not.toContain(word);
  });

  it('is shown to be a mistake by pressing the date, and not by whoever presses twice in fear', async () => {
    await show('patient-talk');
    const clock = page.getByTestId('clock');
    // In one breath, and three seconds later: no slow machine comes between.
    const after = await clock.evaluate((button: HTMLElement) => {
      const now = performance.now.bind(performance);
      for (let press = 0; press < 3; press += 1) button.click();
      performance.now = () => now() + 3_000;
      const hasty = [...window.previewCalls];
      button.click();
      const slow = [...window.previewCalls];
      button.click();
      return { hasty, slow };
    });
    expect(after).toEqual({ hasty: ['giveSign'], slow: ['giveSign', 'takeSignBack'] });
    await soon(calls).toEqual(['giveSign', 'takeSignBack', 'giveSign']);
  });

  it('is gone from the screen as soon as it is taken back', async () => {
    await show('patient-talk');
    const clock = page.getByTestId('clock');
    await clock.click();
    await soon(() => clock.innerText()).toMatch(/[A-Z][a-z]+day/);
    await clock.evaluate((button: HTMLElement) => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 3_000;
      button.click();
    });
    await soon(() => clock.innerText()).toMatch(/^\d\d?:\d\d$/);
    expect(await nameOf('clock')).toMatch(/^Time: /);
  });

  it('stays with a name that the patient may read, on a screen that the clinician is showing', async () => {
    await show('desk-talk-not-alone-overlooked');
    await page.getByRole('heading', { level: 1, name: 'Conversation with Kim' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Paar Donnerstag');
    expect(await page.title()).not.toMatch(/Kim|Paar Donnerstag/);
    await press('stop-screen');
    await page.getByRole('heading', { level: 1, name: 'Conversation with Paar Donnerstag' }).waitFor();
    expect(await page.getByTestId('wished-name').innerText()).toBe('would like to be called Kim');
    expect(await page.title()).not.toMatch(/Kim|Paar Donnerstag/);
  });

  it('that was a mistake stays where the clinician has it, and says so', async () => {
    await show('desk-talk-not-alone-mistaken');
    const notice = page.getByTestId('not-alone');
    expect(await notice.innerText()).toContain('“I am not alone.”');
    expect(await notice.innerText()).toContain('this was a mistake. That is not certain.');
    await press('sign-seen');
    await notice.waitFor({ state: 'detached' });
  });

  it('is explained where the patient waits, and nowhere in the conversation', async () => {
    await show('patient-waiting');
    await page.getByTestId('sign-hint').locator('summary').click();
    await page.getByText('Dr. Mira Sommerfeld learns of it at once').waitFor();
  });

  it('stands over the pictures of the clinician until they have seen it', async () => {
    await show('desk-talk-not-alone');
    const notice = page.getByTestId('not-alone');
    expect(await notice.innerText()).toContain('“I am not alone.”');
    await press('sign-seen');
    await notice.waitFor({ state: 'detached' });
    expect(await calls()).toEqual(['sign seen']);
  });

  it('is not readable on a screen that the clinician is showing', async () => {
    await show('desk-talk-not-alone-overlooked');
    await page.getByTestId('sign-later').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/not alone/);
    await press('stop-screen');
    await page.getByTestId('not-alone').waitFor();
  });
});

describe('only writing', () => {
  it('opens the chat, takes the pictures away and leads back with one press', async () => {
    await show('patient-talk');
    await openTools();
    await press('only-write');
    await page.getByTestId('chat-input').waitFor();
    expect(await page.locator('video').count()).toBe(0);
    for (const control of ['toggle-microphone', 'toggle-camera', 'chat-toggle'])
      expect(await page.getByTestId(control).count()).toBe(0);
    await press('chat-only-back');
    await page.getByTestId('remote-video').waitFor();
    expect(await calls()).toEqual(['chat only true', 'chat only false']);
  });

  it('is not ended by a slip of whoever did not ask for it', async () => {
    await show('desk-talk-only-writing');
    await press('chat-only-back');
    await page.getByTestId('confirm').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await calls()).toEqual([]);
    await press('chat-only-back');
    await press('confirm-yes');
    await page.getByTestId('remote-video').waitFor();
    expect(await calls()).toEqual(['chat only false']);
  });
});

describe('pictures', () => {
  const transformOf = (testId: string) =>
    page.getByTestId(testId).evaluate((element) => getComputedStyle(element).transform);

  it('the own picture is a mirror until somebody wants it otherwise, can be moved, and hidden from oneself', async () => {
    await show('patient-talk');
    // What a browser says about sound would lie over a lower corner.
    await page.getByRole('button', { name: 'Switch the sound on' }).click();
    expect(await transformOf('self-video')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    const place = () => page.getByTestId('self-video').boundingBox();
    const before = await place();
    await page.getByRole('button', { name: 'Move your own picture' }).click();
    expect(await place()).not.toEqual(before);
    const picture = page.getByRole('button', { name: 'Move your own picture' });
    const stage = await page.locator('.stage').boundingBox();
    if (!stage) throw new Error('there is no stage');
    await picture.hover();
    await page.mouse.down();
    await page.mouse.move(stage.x + 40, stage.y + stage.height - 40, { steps: 4 });
    await page.mouse.up();
    // Dragged, not pressed: it stays in the corner where it was let go.
    expect((await place())?.x).toBeLessThan(stage.x + 20);
    expect((await place())?.y).toBeGreaterThan(stage.y + stage.height / 2);
    await openTools();
    await page.getByTestId('mirrored').uncheck();
    expect(await transformOf('self-video')).toBe('none');
    await page.getByTestId('self-hidden').check();
    await page.getByTestId('self-video').waitFor({ state: 'detached' });
  });

  it('a screen is large, and the face of whoever shows it stays in sight at the top', async () => {
    await show('patient-talk-their-screen');
    const [screen, face] = await Promise.all(
      ['remote-screen', 'remote-video'].map((id) => page.getByTestId(id).boundingBox()),
    );
    expect(screen?.width).toBe(390);
    expect(face?.width).toBeLessThan(130);
    expect((face?.y ?? Number.POSITIVE_INFINITY) - (screen?.y ?? 0)).toBeLessThan(20);
  });

  it.each([
    { device: 'desktop', viewport: { width: 1280, height: 800 } },
    { device: 'phone', viewport: { width: 390, height: 844 } },
  ])('whoever is talked with is as near the camera as the $device lets them be', async ({ viewport }) => {
    await page.setViewportSize(viewport);
    await show('patient-talk');
    await soon(async () => (await drawnFace()).height).toBeGreaterThan(0);
    const { left, right, top, height, stage } = await drawnFace();
    expect(Math.abs(left + right - viewport.width)).toBeLessThan(4);
    if (viewport.width > 1000) expect(top - stage.top).toBeLessThan(4);
    // On a telephone the own picture lies above it.
    else expect(top + height / 2).toBeLessThan(stage.top + stage.height / 2 - 20);
  });

  it('where a browser can show no screen, nothing offers it', async () => {
    await show('patient-talk-no-screens');
    await openTools();
    expect(await page.getByTestId('tools-screen').count()).toBe(0);
    expect(await page.getByTestId('toggle-screen').count()).toBe(0);
  });

  it('on a wide window showing the screen has a control of its own; on a narrow one it stands behind More', async () => {
    await show('patient-talk');
    expect(await page.getByTestId('toggle-screen').isVisible()).toBe(false);
    await openTools();
    await press('tools-screen');
    await page.getByTestId('own-screen').waitFor();
    await press('stop-screen');
    await page.setViewportSize({ width: 1280, height: 800 });
    await press('toggle-screen');
    expect(await calls()).toEqual(['show screen', 'stop screen', 'show screen']);
  });

  it('the small window and back, by our button or the one the browser has on it, and no longer than the conversation', async () => {
    await page.addInitScript(smallWindow);
    await show('patient-talk');
    const label = async () => {
      await openTools();
      const text = await page.getByTestId('small-window').innerText();
      await page.keyboard.press('Escape');
      await page.getByTestId('tools-panel').waitFor({ state: 'detached' });
      return text;
    };
    const inside = () =>
      page.evaluate(() => document.pictureInPictureElement?.getAttribute('data-testid') ?? 'nothing');
    const go = async () => {
      await openTools();
      await press('small-window');
    };
    const [into, back] = [
      'Picture of Dr. Mira Sommerfeld in a small window',
      'Bring the picture back from the small window',
    ];
    expect(await label()).toBe(into);
    await go();
    await soon(inside).toBe('remote-video');
    expect(await label()).toBe(back);
    await go();
    await soon(inside).toBe('nothing');
    expect(await label()).toBe(into);
    await go();
    await soon(inside).toBe('remote-video');
    await page.evaluate(() => document.exitPictureInPicture());
    expect(await label()).toBe(into);
    await go();
    await soon(inside).toBe('remote-video');
    await page.evaluate(() => {
      window.previewStage.value = { stage: 'ended', why: 'ended' };
    });
    await page.getByRole('heading', { name: 'The conversation has ended' }).waitFor();
    await soon(inside).toBe('nothing');
  });

  it('the whole screen and back', async () => {
    await show('patient-talk');
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
    for (const full of [true, false]) {
      await openTools();
      await press('full-screen');
      await soon(isFull).toBe(full);
    }
  });
});

/** Where the other's picture is drawn, within a video that keeps its shape, in CSS pixels of the page. */
const drawnFace = () =>
  page.getByTestId('remote-video').evaluate((video) => {
    const stage = video.closest('.stage')?.getBoundingClientRect();
    if (!(video instanceof HTMLVideoElement) || !stage) throw new Error('there is no picture on a stage');
    const box = video.getBoundingClientRect();
    const { objectFit, objectPosition } = getComputedStyle(video);
    if (objectFit !== 'contain') throw new Error(`${objectFit} may cut off a face`);
    const [across = 50, down = 50] = objectPosition.split(' ').map(Number.parseFloat);
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const width = video.videoWidth * scale || 0;
    const height = video.videoHeight * scale || 0;
    const left = box.left + ((box.width - width) * across) / 100;
    const top = box.top + ((box.height - height) * down) / 100;
    return {
      left,
      right: left + width,
      top,
      height,
      stage: { top: stage.top, height: stage.height },
    };
  });

/** Runs in the page: a browser with a small window, which browsers without a screen lack. */
function smallWindow(): void {
  let inside: HTMLVideoElement | null = null;
  const tell = (video: HTMLVideoElement | null, event: string) =>
    video?.dispatchEvent(new Event(event, { bubbles: true }));
  Object.defineProperty(document, 'pictureInPictureEnabled', { get: () => true });
  Object.defineProperty(document, 'pictureInPictureElement', { get: () => inside });
  Object.defineProperty(HTMLVideoElement.prototype, 'requestPictureInPicture', {
    async value(this: HTMLVideoElement) {
      inside = this;
      tell(inside, 'enterpictureinpicture');
    },
  });
  document.exitPictureInPicture = async () => {
    const was = inside;
    inside = null;
    tell(was, 'leavepictureinpicture');
  };
}

describe.each([
  { language: 'de', colorScheme: 'light', viewport: { width: 320, height: 568 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const)('everybody can use what stands behind More, in $language, $viewport.width wide', (look) => {
  it.each(['patient-talk', 'desk-talk-only-writing'])('%s', async (scene) => {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await show(scene, look.language);
    await press('tools');
    await page.getByTestId('full-screen').waitFor();
    await page.evaluate(axe.source);
    const troubles = await page.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      const { violations } = await checker.run();
      const tooWide = document.querySelector('dialog[open]');
      const sideways = tooWide && tooWide.scrollWidth > tooWide.clientWidth ? ['it scrolls sideways'] : [];
      return [
        ...violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`),
        ...sideways,
      ];
    });
    expect(troubles).toEqual([]);
  });
});
