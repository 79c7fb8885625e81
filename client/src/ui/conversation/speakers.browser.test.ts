/** Where the other person is heard, with loudspeakers that come and go. No server needed. */

import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

declare global {
  interface Window {
    /** What anything was told to play through, one after the other. */
    sinks: string[];
  }
}

const preview = previewPages({ width: 390, height: 844 });
const patienceMs = 30_000;

/** What the browser was told to play through last; empty is the system's own. */
const playsThrough = () =>
  preview.page
    .getByTestId('remote-video')
    .evaluate((video) => (video instanceof HTMLMediaElement ? video.sinkId : 'no picture'));
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: patienceMs });
const list = () => preview.page.getByTestId('speaker');
const openList = async () => {
  await preview.press('tools');
  await list().waitFor({ timeout: patienceMs });
};
const closeList = async () => {
  await preview.page.keyboard.press('Escape');
  await list().waitFor({ state: 'detached', timeout: patienceMs });
};

describe('the other person is heard', () => {
  beforeEach(async () => {
    await preview.page.addInitScript(loudspeakers);
    await preview.show('patient-talk');
    await preview.page.getByTestId('remote-video').waitFor({ timeout: patienceMs });
    await openList();
  });

  it('where somebody wants to hear them, and again as the system has it', async () => {
    expect(await list().locator('option').allInnerTexts()).toEqual([
      'System default',
      'Built-in',
      'Loudspeaker 2',
    ]);
    expect(await playsThrough()).toBe('');
    await list().selectOption('headset');
    await soon(playsThrough).toBe('headset');
    await list().selectOption('');
    await soon(playsThrough).toBe('');
  });

  it('through the system’s loudspeaker when the chosen one is unplugged, also while nobody looks at the list', async () => {
    await list().selectOption('headset');
    await soon(playsThrough).toBe('headset');
    await closeList();
    await preview.page.evaluate(() => void dispatchEvent(new Event('unplug')));
    await soon(playsThrough).toBe('');
    await openList();
    expect(await list().inputValue()).toBe('');
    expect(await list().locator('option').allInnerTexts()).toEqual(['System default', 'Built-in']);
  });

  it('through the system’s loudspeaker when the browser refuses the chosen one, and the list says so', async () => {
    await preview.page.evaluate(() => void dispatchEvent(new Event('refuse')));
    await list().selectOption('headset');
    await soon(() => list().inputValue()).toBe('');
    expect(await playsThrough()).toBe('');
  });
});

describe('at the mirror', () => {
  const summary = () => preview.page.locator('.mirror-more summary');
  const hint = () => preview.page.getByTestId('test-sound-hint');
  const sinks = () => preview.page.evaluate(() => window.sinks);

  it('the test sound is heard where somebody wants to hear, and the conversation after it', async () => {
    await preview.page.addInitScript(loudspeakers);
    await preview.show('patient-mirror');
    await summary().getByText('loudspeaker').waitFor({ timeout: patienceMs });
    await preview.press('test-sound');
    await hint().getByText('choose another loudspeaker').waitFor({ timeout: patienceMs });
    expect(await sinks()).toEqual([]);
    await summary().click();
    await list().selectOption('headset');
    await preview.press('test-sound');
    await soon(sinks).toEqual(['headset']);
    await preview.page.evaluate(() => void dispatchEvent(new Event('refuse')));
    await list().selectOption('built-in');
    await preview.press('test-sound');
    // Refused: the tone comes all the same, from where the system has it.
    await soon(() => list().inputValue()).toBe('');
  });

  it('a browser that asks by itself is asked, and what was chosen there is used', async () => {
    await preview.page.addInitScript(loudspeakers);
    await preview.page.addInitScript(() => {
      const chosen = Object.create(MediaDeviceInfo.prototype, {
        deviceId: { value: 'asked-for' },
        label: { value: 'Kitchen' },
        kind: { value: 'audiooutput' },
      });
      Object.assign(MediaDevices.prototype, { selectAudioOutput: async () => chosen });
    });
    await preview.show('patient-mirror');
    await summary().click();
    await preview.press('speaker-ask');
    await soon(() => list().inputValue()).toBe('asked-for');
    await preview.press('test-sound');
    await soon(sinks).toEqual(['asked-for']);
  });

  it('nothing is offered where the browser leaves it to the system', async () => {
    await preview.page.addInitScript(loudspeakers);
    await preview.page.addInitScript(() => {
      Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    });
    await preview.show('patient-mirror');
    await summary().click();
    await preview.press('test-sound');
    await hint().waitFor({ timeout: patienceMs });
    expect(await summary().innerText()).not.toMatch(/loudspeaker/);
    expect(await hint().innerText()).not.toMatch(/loudspeaker/);
    expect(
      await preview.page.getByTestId('speaker').or(preview.page.getByTestId('speaker-ask')).count(),
    ).toBe(0);
  });
});

it('a browser that leaves it to the system offers no choice', async () => {
  await preview.page.addInitScript(loudspeakers);
  await preview.page.addInitScript(() => {
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
  });
  await preview.show('patient-talk');
  await preview.press('tools');
  await preview.page.getByTestId('keys-on').waitFor({ timeout: patienceMs });
  expect(await list().count()).toBe(0);
});

/** Runs in the page: two loudspeakers, of which one can be unplugged or refused. */
function loudspeakers(): void {
  const output = (deviceId: string, label: string) => ({
    kind: 'audiooutput' as const,
    deviceId,
    label,
    groupId: '',
    toJSON: () => ({}),
  });
  const system = [output('default', 'Default'), output('built-in', 'Built-in')];
  const { mediaDevices } = navigator;
  let isPlugged = true;
  let isRefused = false;
  mediaDevices.enumerateDevices = async () => (isPlugged ? [...system, output('headset', '')] : system);
  addEventListener('unplug', () => {
    isPlugged = false;
    mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  addEventListener('refuse', () => {
    isRefused = true;
  });
  const sinks = new WeakMap<object, string>();
  window.sinks = [];
  Object.defineProperty(HTMLMediaElement.prototype, 'sinkId', {
    get(this: object) {
      return sinks.get(this) ?? '';
    },
  });
  HTMLMediaElement.prototype.setSinkId = async function (id: string) {
    if (isRefused && id !== '') throw new DOMException('', 'NotFoundError');
    sinks.set(this, id);
    window.sinks.push(id);
  };
}
