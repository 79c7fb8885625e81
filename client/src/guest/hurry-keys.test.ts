import { beforeEach, expect, test, vi } from 'vitest';
import { hurryKeys } from './hurry-keys.ts';

/** What a browser calls a key press. */
class Press extends Event {
  readonly key: string;
  readonly repeat: boolean;
  constructor(key: string, repeat = false) {
    super('keydown');
    this.key = key;
    this.repeat = repeat;
  }
}

beforeEach(() => {
  vi.stubGlobal('KeyboardEvent', Press);
  return () => vi.unstubAllGlobals();
});

function keyboard() {
  const page = new EventTarget();
  let clockMs = 0;
  let hurried = 0;
  const stop = hurryKeys(
    page,
    () => (hurried += 1),
    () => clockMs,
  );
  return {
    press(key: string, afterMs = 100, repeat = false) {
      clockMs += afterMs;
      page.dispatchEvent(new Press(key, repeat));
    },
    hurried: () => hurried,
    stop,
  };
}

test('two presses of Escape lead out', () => {
  const { press, hurried } = keyboard();
  press('Escape');
  expect(hurried()).toBe(0);
  press('Escape');
  expect(hurried()).toBe(1);
});

test('nobody loses the page by closing one dialog after the other, or by holding the key down', () => {
  const { press, hurried } = keyboard();
  press('Escape');
  press('Escape', 900);
  press('a', 100);
  press('Escape', 100);
  press('Escape', 100, true);
  expect(hurried()).toBe(0);
});

test('after the page is gone no key counts', () => {
  const { press, hurried, stop } = keyboard();
  stop();
  press('Escape');
  press('Escape');
  expect(hurried()).toBe(0);
});
