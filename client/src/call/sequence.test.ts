import { expect, test } from 'vitest';
import { IncomingSequence, OutgoingSequence } from './sequence.ts';

test('a message that is sent a second time is not acted on a second time', () => {
  const incoming = new IncomingSequence();
  expect(incoming.accept(0)).toBe(true);
  expect(incoming.accept(0)).toBe(false);
});

test('a message that was held back and comes late is refused', () => {
  const incoming = new IncomingSequence();
  expect(incoming.accept(4)).toBe(true);
  expect(incoming.accept(3)).toBe(false);
});

test('a lost message does not silence the ones after it', () => {
  const incoming = new IncomingSequence();
  expect([0, 1, 5].map((seq) => incoming.accept(seq))).toEqual([true, true, true]);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'a number that is no count (%s) cannot push the sequence out of reach',
  (seq) => {
    const incoming = new IncomingSequence();
    expect(incoming.accept(seq)).toBe(false);
    expect(incoming.accept(0)).toBe(true);
  },
);

test('what we send is numbered from zero, without gaps', () => {
  const outgoing = new OutgoingSequence();
  expect([outgoing.next(), outgoing.next(), outgoing.next()]).toEqual([0, 1, 2]);
});
