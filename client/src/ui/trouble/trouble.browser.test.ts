/** A patient whose devices, browser or telephone get in the way: what they see, and that it goes on. No server needed. */

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
// Only for the type of `window.previewCalls`.
import type {} from '../../../preview/calls.ts';
import { livePreview } from '../testing/live-screens.ts';

const patienceMs = 30_000;
const { browserWith } = livePreview();

const seen = (page: Page, testId: string) => page.getByTestId(testId).waitFor({ timeout: patienceMs });
const gone = (page: Page, testId: string) =>
  page.getByTestId(testId).waitFor({ state: 'detached', timeout: patienceMs });
const textOf = (page: Page, testId: string) => page.getByTestId(testId).innerText();

describe('a browser that says no', () => {
  const chromium = browserWith('--use-fake-ui-for-media-stream=deny');

  it('leads the patient to its own switch, in words and with a picture, and lets them go on without', async () => {
    const page = await chromium.show('live-mirror');
    await seen(page, 'switch-picture');
    const picture = page.getByTestId('switch-picture');
    expect(await picture.getAttribute('data-look')).toBe('chrome-desktop');
    expect(await picture.getAttribute('aria-label')).toMatch(/two sliders/);
    expect(await textOf(page, 'media-fault')).toMatch(/may not use camera and microphone[\s\S]*can write/);
    await page.getByTestId('mirror-next').getByText('without camera and microphone').waitFor();
    await page.getByTestId('media-again').click();
    await seen(page, 'switch-picture');
    await page.getByTestId('mirror-next').click();
    await seen(page, 'name-input');
  });
});

describe('at the mirror', () => {
  const chromium = browserWith();

  it('who closed the question is asked once more by one press', async () => {
    const page = await chromium.show('live-mirror', () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let isClosed = false;
      mediaDevices.getUserMedia = (wish) => {
        if (isClosed) return ask(wish);
        isClosed = true;
        return Promise.reject(new DOMException('Permission dismissed', 'NotAllowedError'));
      };
    });
    await page.getByText('Please choose “Allow” there').waitFor({ timeout: patienceMs });
    // The way through the settings is behind a question: most people do not need it.
    expect(await page.getByTestId('switch-picture').isVisible()).toBe(false);
    await page.getByTestId('media-again').click();
    await seen(page, 'self-video');
    await gone(page, 'media-fault');
  });

  it('a camera that another program holds is there by itself when the patient has closed that program', async () => {
    const page = await chromium.show('live-mirror', () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let isBusy = true;
      addEventListener('camera-free', () => {
        isBusy = false;
      });
      mediaDevices.getUserMedia = (wish) =>
        isBusy && wish?.video ? Promise.reject(new DOMException('', 'NotReadableError')) : ask(wish);
    });
    await page.getByText('Another program is using the camera').waitFor({ timeout: patienceMs });
    await page.getByTestId('mirror-next').getByText('without camera').waitFor();
    await page.evaluate(() => {
      dispatchEvent(new Event('camera-free'));
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await seen(page, 'self-video');
    await gone(page, 'media-fault');
  });

  it('who was not heard so far is asked to speak, and no more is said once they are heard', async () => {
    const page = await chromium.show('live-mirror', () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wish) => {
        const stream = await ask({ video: wish?.video ?? false });
        const room = new AudioContext();
        const voice = room.createGain();
        voice.gain.value = 0;
        const tone = room.createOscillator();
        const microphone = room.createMediaStreamDestination();
        tone.connect(voice).connect(microphone);
        tone.start();
        addEventListener('speak', () => {
          voice.gain.value = 0.5;
        });
        for (const track of microphone.stream.getAudioTracks()) stream.addTrack(track);
        return stream;
      };
    });
    await seen(page, 'silent-microphone');
    await page.evaluate(() => void dispatchEvent(new Event('speak')));
    await gone(page, 'silent-microphone');
  });

  it('what a telephone call holds is opened anew by one press, and the picture is there again', async () => {
    const page = await chromium.show('live-mirror', keepTracks);
    await seen(page, 'self-video');
    await tellTracks(page, 'mute');
    await page.getByText('Your device is holding camera and microphone').waitFor({ timeout: patienceMs });
    expect(await page.getByTestId('self-video').count()).toBe(0);
    await page.getByTestId('media-again').click();
    await seen(page, 'self-video');
    await gone(page, 'media-fault');
  });

  it('who heard no test sound reads where to look', async () => {
    const page = await chromium.show('live-mirror');
    await page.getByTestId('test-sound').click();
    expect(await textOf(page, 'test-sound-hint')).toMatch(/mute switch/);
  });
});

describe('in the waiting room', () => {
  const chromium = browserWith();

  it('nobody is left alone: after a while they hear that their place is kept, and how to reach the practice', async () => {
    const page = await chromium.showWithClock('patient-waiting-notified');
    await seen(page, 'screen-note');
    await page.clock.fastForward('02:00');
    expect(await page.getByTestId('long-wait').count()).toBe(0);
    await untilSeen(page, 'long-wait');
    expect(await textOf(page, 'long-wait')).toContain('has not looked in yet');
    await page.getByRole('link', { name: /Call \+49/ }).waitFor();
    await seen(page, 'crisis-numbers');
    expect(await page.getByTestId('waiting').isVisible()).toBe(true);
  });

  it('who comes early reads when their appointment begins, and of a long wait only when it is one', async () => {
    const page = await chromium.showWithClock('patient-waiting-early');
    await seen(page, 'screen-note');
    expect(await textOf(page, 'appointment')).toMatch(/Your appointment: (today|tomorrow) at \d+:\d\d/);
    await page.clock.fastForward('28:00');
    await page.clock.runFor(10_000);
    expect(await page.getByTestId('long-wait').count()).toBe(0);
    expect(await page.getByTestId('crisis-numbers').count()).toBe(0);
    await untilSeen(page, 'long-wait');
    await seen(page, 'crisis-numbers');
  });

  it('who comes back to a page that slept learns from when to when, and that nothing is lost', async () => {
    const page = await chromium.show('patient-waiting', () => {
      const now = Date.now.bind(Date);
      let aheadMs = 0;
      Date.now = () => now() + aheadMs;
      addEventListener('sleep', () => {
        aheadMs += 12 * 60_000;
      });
    });
    await seen(page, 'screen-note');
    // The page begins to look at the clock a moment after it was drawn: it sleeps until it notices.
    await expect
      .poll(async () => {
        await page.evaluate(() => {
          dispatchEvent(new Event('sleep'));
          document.dispatchEvent(new Event('visibilitychange'));
        });
        return page.getByTestId('slept').count();
      })
      .toBe(1);
    expect(await textOf(page, 'slept')).toMatch(/asleep from \d\d?:\d\d.* to \d\d?:\d\d.*has been kept/);
  });

  it('the screen is kept awake, asked for again after it was let go, and what is said of it is so', async () => {
    const page = await chromium.show('patient-waiting', () => {
      const asked = { times: 0, lock: new EventTarget() };
      Object.assign(window, { wakeLocks: asked });
      const request = async () => {
        asked.times += 1;
        asked.lock = Object.assign(new EventTarget(), { release: async () => undefined });
        return asked.lock;
      };
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    });
    await page.locator('[data-testid="screen-note"][data-awake="true"]').waitFor({ timeout: patienceMs });
    // The system takes it back, as phones do when the screen is locked or the battery is spared.
    await page.evaluate(
      "wakeLocks.lock.dispatchEvent(new Event('release')); wakeLocks.before = wakeLocks.times",
    );
    await page.locator('[data-testid="screen-note"][data-awake="false"]').waitFor({ timeout: patienceMs });
    expect(await textOf(page, 'screen-note')).toMatch(/place is kept/);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator('[data-testid="screen-note"][data-awake="true"]').waitFor({ timeout: patienceMs });
    expect(await page.evaluate('wakeLocks.times - wakeLocks.before')).toBe(1);
  });

  it('a device that refuses to stay awake, to spare its battery, is waited at all the same, and that is said', async () => {
    const page = await chromium.show('patient-waiting', () => {
      const request = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    });
    await page.locator('[data-testid="screen-note"][data-awake="false"]').waitFor({ timeout: patienceMs });
    expect(await textOf(page, 'screen-note')).toMatch(/may go dark.*place is kept/);
  });

  it('a battery that is nearly empty is spoken of, and no more once it is charged', async () => {
    const page = await chromium.show('patient-waiting', () => {
      const battery = Object.assign(new EventTarget(), { level: 0.09, charging: false });
      addEventListener('plugged', () => {
        battery.charging = true;
        battery.dispatchEvent(new Event('chargingchange'));
      });
      Object.defineProperty(navigator, 'getBattery', { value: async () => battery });
    });
    await seen(page, 'low-battery');
    expect(await textOf(page, 'low-battery')).toMatch(/\(9\s%\)/);
    await page.evaluate(() => void dispatchEvent(new Event('plugged')));
    await gone(page, 'low-battery');
  });
});

describe('in the conversation', () => {
  const chromium = browserWith();

  it('a telephone call in between is said as what it is, can be repaired, and is over by itself', async () => {
    const page = await chromium.show('live-talk', keepTracks);
    await expect.poll(() => page.evaluate('ownTracks.length'), { timeout: patienceMs }).toBe(2);
    await tellTracks(page, 'mute');
    await page.getByTestId('sound-trouble').getByText('telephone call').waitFor({ timeout: patienceMs });
    await page.getByTestId('repair-sound').waitFor();
    await tellTracks(page, 'unmute');
    await gone(page, 'sound-trouble');
  });

  it('a picture that the phone stopped in the background goes on when the patient comes back', async () => {
    const page = await chromium.show('patient-talk');
    const isPlaying = () =>
      page
        .getByTestId('remote-video')
        .evaluate((video) => video instanceof HTMLVideoElement && !video.paused);
    await expect.poll(isPlaying, { timeout: patienceMs }).toBe(true);
    await page.getByTestId('remote-video').evaluate((video) => {
      if (video instanceof HTMLVideoElement) video.pause();
    });
    expect(await isPlaying()).toBe(false);
    await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(isPlaying, { timeout: patienceMs }).toBe(true);
  });

  it('sound that the browser holds back starts with one press', async () => {
    const page = await chromium.show('patient-talk', () => {
      let isTouched = false;
      addEventListener(
        'click',
        () => {
          isTouched = true;
        },
        { capture: true },
      );
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        return isTouched || this.muted
          ? play.call(this)
          : Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    });
    const press = page.getByRole('button', { name: 'Switch the sound on' });
    await press.waitFor({ timeout: patienceMs });
    await press.click();
    await press.waitFor({ state: 'detached', timeout: patienceMs });
    expect(
      await page
        .getByTestId('remote-video')
        .evaluate((video) => video instanceof HTMLVideoElement && !video.muted && !video.paused),
    ).toBe(true);
  });

  it('a microphone that another program has is had back with the button that the words name', async () => {
    const page = await chromium.show('patient-talk-microphone-taken');
    await seen(page, 'sound-trouble');
    const button = await page.getByTestId('sound-trouble').getByRole('button').innerText();
    expect(await textOf(page, 'sound-trouble')).toContain(`Close it and then press “${button}”`);
    await page.getByTestId('repair-sound').click();
    expect(await page.evaluate(() => window.previewCalls)).toEqual(['repair sound']);
  });
});

/** Puts the clock forward a minute at a time, for as long as it takes the page to notice. */
async function untilSeen(page: Page, testId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.clock.fastForward('01:00');
        return page.getByTestId(testId).isVisible();
      },
      { timeout: patienceMs, interval: 500 },
    )
    .toBe(true);
}

/** Runs in the page: what the browser really captures, to be taken away as a telephone call takes it. */
function keepTracks(): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const kept: MediaStreamTrack[] = [];
  Object.assign(window, { ownTracks: kept });
  mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    kept.push(...stream.getTracks());
    return stream;
  };
}

async function tellTracks(page: Page, type: 'mute' | 'unmute'): Promise<void> {
  await page.evaluate(`for (const track of ownTracks) track.dispatchEvent(new Event('${type}'))`);
}
