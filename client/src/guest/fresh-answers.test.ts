import type { DeviceId } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { freshAnswers } from './fresh-answers.ts';

const desk = 'DESK' as DeviceId;
const phone = 'PHONE' as DeviceId;

function asking() {
  const clock = { ms: 0 };
  return { clock, answers: freshAnswers(() => clock.ms) };
}

test('a word that carries what we have just asked is new, however wrong a clock is', () => {
  const { answers } = asking();
  const nonce = answers.ask(desk);
  expect(answers.isAnswer(desk, nonce)).toBe(true);
});

test('an answer held back for more than two minutes lets nobody in', () => {
  const { answers, clock } = asking();
  const nonce = answers.ask(desk);
  clock.ms = 120_001;
  expect(answers.isAnswer(desk, nonce)).toBe(false);
});

test('no word is new that answers nothing, another question, or another device', () => {
  const { answers, clock } = asking();
  expect(answers.isAnswer(desk, undefined)).toBe(false);
  const first = answers.ask(desk);
  expect(answers.isAnswer(desk, undefined)).toBe(false);
  expect(answers.isAnswer(phone, first)).toBe(false);
  clock.ms = 30_000;
  answers.ask(desk);
  expect(answers.isAnswer(desk, first)).toBe(false);
});

test('a desk is not asked without end, and at once again when the question was lost', () => {
  const { answers, clock } = asking();
  expect(answers.ask(desk)).toBeDefined();
  clock.ms = 29_999;
  expect(answers.ask(desk)).toBeUndefined();
  answers.forget(desk);
  expect(answers.ask(desk)).toBeDefined();
});
