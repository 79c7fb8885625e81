import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { addressChoice } from './address-choice.ts';

const direct = { route: 'direct', connectWhileWaiting: true } as const;
const withRelay = signal({ ...direct, relay: true });

test('an address is hidden by its owner’s wish, at once and kept', async () => {
  const keep = vi.fn(async () => undefined);
  const choice = addressChoice(withRelay, keep);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['no', false]);
  const kept = choice.hide(true);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['by-wish', true]);
  await kept;
  expect(keep).toHaveBeenCalledWith(true);
});

test('a wish counts also where it cannot be kept', async () => {
  const choice = addressChoice(withRelay, () => Promise.reject(new Error('the disk is full')));
  await expect(choice.hide(true)).rejects.toThrow();
  expect(choice.relayOnly.value).toBe(true);
});

test('nobody can show an address where the practice hides them all', async () => {
  const choice = addressChoice(signal({ ...direct, route: 'relay' }), async () => undefined);
  await choice.hide(false);
  expect([choice.hidden.value, choice.relayOnly.value]).toEqual(['by-practice', true]);
});

test('hiding is offered where there is a relay, or where it is the rule, and nowhere before that is known', () => {
  const offered = (call: Parameters<typeof addressChoice>[0]['value']) =>
    addressChoice(signal(call), async () => undefined).isOffered.value;
  expect(offered(undefined)).toBe(false);
  expect(offered(direct)).toBe(false);
  expect(offered({ ...direct, relay: true })).toBe(true);
  expect(offered({ ...direct, route: 'relay' })).toBe(true);
});

test('who hides their address without a relay can take that back, and finds the choice as long as they look', async () => {
  const choice = addressChoice(signal(direct), async () => undefined);
  choice.recall(false);
  expect(choice.isOffered.value).toBe(false);
  choice.recall(true);
  expect(choice.isOffered.value).toBe(true);
  await choice.hide(false);
  expect([choice.hidden.value, choice.isOffered.value]).toEqual(['no', true]);
});
