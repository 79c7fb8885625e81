/** A camera that is not there, a microphone that is not there, neither, and one that is pulled out: in the browser, one by one. */

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { livePreview } from '../testing/live-screens.ts';

const patienceMs = 30_000;
const { browserWith } = livePreview();
const chromium = browserWith();

type Kind = 'camera' | 'microphone';

/** Opens a screen on a device that has not got these. */
const show = (scene: string, ...missing: Kind[]) =>
  chromium.showPrepared(scene, (page) => page.addInitScript(withPlugs, { missing, isOff: false }));

describe('at the mirror', () => {
  it('without a camera the patient reads that it works without one, is heard, and one that is plugged in is used', async () => {
    const page = await show('live-mirror', 'camera');
    await says(page, 'media-fault', /^Your device reports no camera\.[\s\S]*works without a camera/);
    await goesOn(page, 'Continue without camera');
    await page.getByRole('meter', { name: 'Loudness of your microphone' }).waitFor();
    await plugIn(page, 'camera');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await noFault(page);
  });

  it('without a microphone they read that they cannot be heard and can write, see themselves, and one that is plugged in is used', async () => {
    const page = await show('live-mirror', 'microphone');
    await says(
      page,
      'media-fault',
      /^Your device reports no microphone\.[\s\S]*cannot be heard[\s\S]*can write/,
    );
    await goesOn(page, 'Continue without microphone');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await plugIn(page, 'microphone');
    await page.getByRole('meter', { name: 'Loudness of your microphone' }).waitFor({ timeout: patienceMs });
    await noFault(page);
  });

  it('without both they read so, and nothing of permissions; they can go on, or plug in what they have', async () => {
    const page = await show('live-mirror', 'camera', 'microphone');
    await says(page, 'media-fault', /^Your device reports neither a camera nor a microphone\./);
    await goesOn(page, 'Continue without camera and microphone');
    expect(await page.getByTestId('permission-help').count()).toBe(0);
    await plugIn(page, 'camera');
    await goesOn(page, 'Continue without microphone');
    await plugIn(page, 'microphone');
    await goesOn(page, 'Continue');
    await noFault(page);
  });

  it('a microphone that the system has switched off is said to be, and back as soon as it is on', async () => {
    const page = await chromium.showPrepared('live-mirror', (made) =>
      made.addInitScript(withPlugs, { missing: [], isOff: true }),
    );
    await says(page, 'media-fault', /holding the microphone[\s\S]*switched off at the device/);
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await page.evaluate(() => window.plugs?.switchOn());
    await noFault(page);
  });

  it('the bar moves again after a telephone call has interrupted the listening', async () => {
    const page = await chromium.show('live-mirror', withInterruptions);
    const level = () =>
      page
        .getByRole('meter', { name: 'Loudness of your microphone' })
        .evaluate((meter) => (meter instanceof HTMLMeterElement ? meter.value : 0));
    const moves = () => expect.poll(level, { timeout: patienceMs, interval: 100 }).toBeGreaterThan(0);
    await moves();
    await page.evaluate(() => void dispatchEvent(new Event('telephone')));
    await expect
      .poll(() => page.evaluate(() => document.documentElement.dataset['listening']), { timeout: patienceMs })
      .toBe('again');
    await moves();
  });
});

describe('in the conversation', () => {
  it('a microphone that is pulled out is named, with what works without it, and the next one is used by itself', async () => {
    const page = await show('live-talk');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await pullOut(page, 'microphone');
    await says(page, 'sound-trouble', /reports no microphone\. .+ does not hear you, and you can write\./);
    expect(await page.getByTestId('self-video').isVisible()).toBe(true);
    await plugIn(page, 'microphone');
    await page.getByTestId('sound-trouble').waitFor({ state: 'detached', timeout: patienceMs });
  });

  it('a camera that is pulled out is named, the sound is left alone, and the next one is used by itself', async () => {
    const page = await show('live-talk');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await pullOut(page, 'camera');
    await page.getByText('Your device reports no camera.').waitFor({ timeout: patienceMs });
    expect(await page.getByTestId('sound-trouble').count()).toBe(0);
    await plugIn(page, 'camera');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await page.getByText('Your device reports no camera.').waitFor({ state: 'detached' });
  });

  it('a headset that is pulled out takes both along, and gives both back', async () => {
    const page = await show('live-talk');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await pullOut(page, 'microphone');
    await pullOut(page, 'camera');
    await page.getByTestId('sound-trouble').waitFor({ timeout: patienceMs });
    await page.getByText('Your device reports no camera.').waitFor({ timeout: patienceMs });
    await plugIn(page, 'microphone');
    await plugIn(page, 'camera');
    await page.getByTestId('self-video').waitFor({ timeout: patienceMs });
    await page.getByTestId('sound-trouble').waitFor({ state: 'detached', timeout: patienceMs });
  });
});

async function says(page: Page, testId: string, words: RegExp): Promise<void> {
  await expect.poll(() => page.getByTestId(testId).innerText(), { timeout: patienceMs }).toMatch(words);
}

async function goesOn(page: Page, button: string): Promise<void> {
  await expect.poll(() => page.getByTestId('mirror-next').innerText(), { timeout: patienceMs }).toBe(button);
}

async function noFault(page: Page): Promise<void> {
  await page.getByTestId('media-fault').waitFor({ state: 'detached', timeout: patienceMs });
}

const plugIn = (page: Page, kind: Kind) => page.evaluate((what) => window.plugs?.plugIn(what), kind);
const pullOut = (page: Page, kind: Kind) => page.evaluate((what) => window.plugs?.pullOut(what), kind);

interface Plugs {
  plugIn(kind: Kind): void;
  pullOut(kind: Kind): void;
  /** At the keyboard, or in the system's settings: until then the microphone was there and gave nothing. */
  switchOn(): void;
}

declare global {
  interface Window {
    plugs?: Plugs;
  }
}

/** Runs in the page: the browser's own devices, as far as they are plugged in. */
function withPlugs(given: { readonly missing: readonly Kind[]; readonly isOff: boolean }): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const missing = new Set(given.missing);
  const captured: MediaStreamTrack[] = [];
  let { isOff } = given;
  const tell = () => void mediaDevices.dispatchEvent(new Event('devicechange'));
  mediaDevices.getUserMedia = async (wish) => {
    // As the specification has it: one kind that is missing is enough.
    if ((wish?.video && missing.has('camera')) || (wish?.audio && missing.has('microphone')))
      throw new DOMException('Requested device not found', 'NotFoundError');
    const stream = await ask(wish);
    for (const track of stream.getTracks()) {
      captured.push(track);
      if (track.kind === 'audio') Object.defineProperty(track, 'muted', { get: () => isOff });
    }
    return stream;
  };
  window.plugs = {
    plugIn(kind) {
      missing.delete(kind);
      tell();
    },
    pullOut(kind) {
      missing.add(kind);
      const lost = captured.filter((track) => (track.kind === 'audio') === (kind === 'microphone'));
      for (const track of lost.filter(({ readyState }) => readyState === 'live')) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      tell();
    },
    switchOn() {
      isOff = false;
      for (const track of captured.filter(({ kind }) => kind === 'audio'))
        track.dispatchEvent(new Event('unmute'));
    },
  };
}

/** Runs in the page: listening stops as Safari has it, and goes on only when it is asked to. What it is stands in the document. */
function withInterruptions(): void {
  const Real = AudioContext;
  window.AudioContext = class extends Real {
    #interrupted = false;
    constructor() {
      super();
      addEventListener('telephone', () => {
        this.#interrupted = true;
        void super.suspend();
      });
    }
    override get state(): AudioContextState {
      return this.#interrupted ? 'interrupted' : super.state;
    }
    override async resume(): Promise<void> {
      await super.resume();
      if (!this.#interrupted) return;
      this.#interrupted = false;
      document.documentElement.dataset['listening'] = 'again';
    }
  };
}
