import { describe, expect, test } from 'vitest';
import { actOfKey, type KeyPlace, type KeyPress } from './tool-keys.ts';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  defaultPrevented: false,
  ...changes,
});

test.each([
  ['m', 'microphone'],
  ['M', 'microphone'],
  ['c', 'camera'],
  [' ', 'speak'],
  ['x', undefined],
] as const)('the key "%s" in the middle of a conversation means %s', (key, act) => {
  expect(actOfKey(press(key), 'page')).toBe(act);
});

test.each(['m', 'c', ' '])('nobody is switched on or off by writing "%s"', (key) => {
  expect(actOfKey(press(key), 'typing')).toBeUndefined();
  expect(actOfKey(press(key), 'dialog')).toBeUndefined();
});

test('the space bar on a button presses the button and nothing else', () => {
  expect(actOfKey(press(' '), 'control')).toBeUndefined();
  expect(actOfKey(press('m'), 'control')).toBe('microphone');
});

describe('a key is left to whom it belongs', () => {
  const places: readonly KeyPlace[] = ['page', 'control'];
  test.each([
    ['copying with Ctrl+C', { ctrlKey: true }],
    ['the same on a Mac', { metaKey: true }],
    ['a menu of the browser', { altKey: true }],
    ['a held key that repeats', { repeat: true }],
    ['composing a letter', { isComposing: true }],
    ['a key somebody else has taken', { defaultPrevented: true }],
  ])('%s', (_, changes) => {
    for (const place of places)
      for (const key of ['m', 'c', ' ']) expect(actOfKey(press(key, changes), place)).toBeUndefined();
  });
});
