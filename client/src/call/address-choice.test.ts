import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { addressChoice } from './address-choice.ts';

test('an address is hidden by its owner’s wish, at once and kept', async () => {
  const keep = vi.fn(async () => undefined);
  const choice = addressChoice(signal(false), keep);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['no', false]);
  const kept = choice.hide(true);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['by-wish', true]);
  await kept;
  expect(keep).toHaveBeenCalledWith(true);
});

test('a wish counts also where it cannot be kept', async () => {
  const choice = addressChoice(signal(false), () => Promise.reject(new Error('the disk is full')));
  await expect(choice.hide(true)).rejects.toThrow();
  expect(choice.relayOnly.value).toBe(true);
});

test('nobody can show an address where the practice hides them all', async () => {
  const choice = addressChoice(signal(true), async () => undefined);
  await choice.hide(false);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['by-practice', true]);
});
