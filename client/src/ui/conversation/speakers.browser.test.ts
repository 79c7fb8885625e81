/** Where the other person is heard, with loudspeakers that come and go. No server needed. */

import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

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
      'As the system has it',
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
    expect(await list().locator('option').allInnerTexts()).toEqual(['As the system has it', 'Built-in']);
  });

  it('through the system’s loudspeaker when the browser refuses the chosen one, and the list says so', async () => {
    await preview.page.evaluate(() => void dispatchEvent(new Event('refuse')));
    await list().selectOption('headset');
    await soon(() => list().inputValue()).toBe('');
    expect(await playsThrough()).toBe('');
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
  Object.defineProperty(HTMLMediaElement.prototype, 'sinkId', {
    get(this: object) {
      return sinks.get(this) ?? '';
    },
  });
  HTMLMediaElement.prototype.setSinkId = async function (id: string) {
    if (isRefused && id !== '') throw new DOMException('', 'NotFoundError');
    sinks.set(this, id);
  };
}
