import { expect, test } from 'vitest';
import { ChatOnly, type ChatOnlyWord } from './chat-only.ts';

/** Two sides whose words arrive when `deliver` is called, in order. */
function twoSides() {
  const sides = { one: new ChatOnly(), other: new ChatOnly() };
  const underWay: (() => void)[] = [];
  const tell = (from: 'one' | 'other', how: Pick<ChatOnlyWord, 'answer'> = {}) => {
    const word = { ...sides[from].word, ...how };
    const to = from === 'one' ? 'other' : 'one';
    underWay.push(() => {
      if (sides[to].hear(word, from)) tell(to, { answer: true });
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

test('who ends it a moment after they began it is not put back by the answer to the beginning', () => {
  const two = twoSides();
  two.press('one', true);
  two.press('one', false);
  two.deliver();
  expect(two.agreed).toEqual([false, false]);
  two.press('one', true);
  two.deliver();
  expect(two.agreed).toEqual([true, true]);
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

/** A patient and two desks of one clinician; what is said to whoever is not talked with is not heard. */
function twoDesks() {
  const patient = new ChatOnly();
  const desks = { first: new ChatOnly(), second: new ChatOnly() };
  const underWay: (() => void)[] = [];
  let talksWith: 'first' | 'second' = 'first';
  const tellPatient = (from: 'first' | 'second', how: Pick<ChatOnlyWord, 'answer'> = {}) => {
    const word = { ...desks[from].word, ...how };
    underWay.push(() => {
      if (from === talksWith && patient.hear(word, from)) tellDesk({ answer: true });
    });
  };
  const tellDesk = (how: Pick<ChatOnlyWord, 'answer'> = {}) => {
    const [word, to] = [{ ...patient.word, ...how }, talksWith];
    underWay.push(() => {
      if (desks[to].hear(word, 'patient')) tellPatient(to, { answer: true });
    });
  };
  return {
    patient,
    desks,
    tellPatient,
    press(who: 'patient' | 'first' | 'second', on: boolean) {
      if (who === 'patient') {
        if (patient.set(on)) tellDesk();
      } else if (desks[who].set(on)) tellPatient(who);
    },
    /** The patient hears of it, and then tells how it is. */
    goesOnWith(desk: 'first' | 'second') {
      talksWith = desk;
      patient.talkWith(desk);
      tellDesk();
    },
    deliver() {
      for (let next = underWay.shift(); next; next = underWay.shift()) next();
    },
  };
}

/** A moment begun with the first desk, and a second desk that has counted further in moments before. */
function held() {
  const all = twoDesks();
  for (const on of [true, false, true, false]) all.desks.second.set(on);
  all.press('patient', true);
  all.deliver();
  /** What the patient's camera could have followed, from here on. */
  const seen: boolean[] = [];
  all.patient.on.subscribe((on) => seen.push(on));
  return { ...all, seen };
}

test('another desk that takes over switches no camera on, however often it has counted', () => {
  const all = held();
  all.goesOnWith('second');
  // As it does when it connects, and when it takes over: before it has heard anything.
  all.tellPatient('second');
  all.tellPatient('second');
  all.deliver();
  expect(all.seen).toEqual([true]);
  expect(all.desks.second.on.value).toBe(true);
  expect(all.patient.word).toEqual(all.desks.second.word);
});

test('nor does a desk that is back, and has counted without having heard that it goes on', () => {
  const all = held();
  all.goesOnWith('second');
  all.deliver();
  for (const on of [false, true, false, true, false, true, false]) all.desks.first.set(on);
  all.tellPatient('first');
  all.goesOnWith('first');
  all.deliver();
  expect(all.seen).toEqual([true]);
  expect(all.desks.first.on.value).toBe(true);
});

test.for(['second', 'patient'] as const)('one press of the %s ends it after that, on both sides', (who) => {
  const all = held();
  all.goesOnWith('second');
  all.tellPatient('second');
  all.deliver();
  all.press(who, false);
  all.deliver();
  expect([all.patient.on.value, all.desks.second.on.value]).toEqual([false, false]);
});

test('one press ends it for a desk that had counted less, or has counted as far', () => {
  const all = twoDesks();
  all.press('patient', true);
  all.deliver();
  for (const desk of ['second', 'first'] as const) {
    all.goesOnWith(desk);
    all.deliver();
  }
  all.press('first', false);
  all.deliver();
  expect([all.patient.on.value, all.desks.first.on.value]).toEqual([false, false]);
});

test('one press ends it for a desk that had begun one of its own', () => {
  const all = held();
  all.desks.second.set(true);
  all.goesOnWith('second');
  all.deliver();
  all.press('second', false);
  all.deliver();
  expect([all.patient.on.value, all.desks.second.on.value]).toEqual([false, false]);
});
