import { expect, test } from 'vitest';
import { ChatOnly } from './chat-only.ts';

/** Two sides whose words arrive when `deliver` is called, in order. */
function twoSides() {
  const sides = { one: new ChatOnly(), other: new ChatOnly() };
  const underWay: (() => void)[] = [];
  const tell = (from: 'one' | 'other') => {
    const word = sides[from].word;
    const to = from === 'one' ? 'other' : 'one';
    underWay.push(() => {
      if (sides[to].hear(word)) tell(to);
    });
  };
  return {
    sides,
    press(who: 'one' | 'other', on: boolean) {
      if (sides[who].set(on)) tell(who);
    },
    tell,
    deliver() {
      for (let next = underWay.shift(); next; next = underWay.shift()) next();
    },
    reload(who: 'one' | 'other') {
      sides[who] = new ChatOnly();
    },
    get agreed() {
      return [sides.one.on.value, sides.other.on.value];
    },
  };
}

test('whoever asks for it, both only write, and both know who asked', () => {
  const two = twoSides();
  two.press('one', true);
  two.deliver();
  expect([two.sides.one.askedBy.value, two.sides.other.askedBy.value]).toEqual(['us', 'them']);
});

test('either ends it', () => {
  const two = twoSides();
  two.press('one', true);
  two.deliver();
  two.press('other', false);
  two.deliver();
  expect([two.sides.one.askedBy.value, two.sides.other.askedBy.value]).toEqual([undefined, undefined]);
});

test('presses that cross on their way never leave one side seen while the other believes itself unseen', () => {
  const two = twoSides();
  two.press('one', true);
  two.deliver();
  two.press('one', false);
  two.press('other', false);
  two.press('one', true);
  two.deliver();
  expect(two.agreed).toEqual([true, true]);
});

test('both asking at once is one moment, which one press ends', () => {
  const two = twoSides();
  two.press('one', true);
  two.press('other', true);
  two.deliver();
  two.press('other', false);
  two.deliver();
  expect(two.agreed).toEqual([false, false]);
});

test('who reloads the page is told that it goes on', () => {
  const two = twoSides();
  two.press('one', true);
  two.deliver();
  two.reload('other');
  two.tell('one');
  two.tell('other');
  two.deliver();
  expect(two.agreed).toEqual([true, true]);
});

test('who asks for it right after a reload gets it, whatever was counted before', () => {
  const two = twoSides();
  for (const on of [true, false, true, false]) {
    two.press('one', on);
    two.deliver();
  }
  two.reload('other');
  two.press('other', true);
  two.tell('one');
  two.deliver();
  expect(two.agreed).toEqual([true, true]);
});

test('what was said before a broken line comes back as holding, never as sending', () => {
  const two = twoSides();
  two.press('one', true);
  two.deliver();
  // The end of it gets lost with the line.
  two.sides.other.set(false);
  two.tell('one');
  two.tell('other');
  two.deliver();
  expect(two.agreed[0]).toBe(two.agreed[1]);
});
