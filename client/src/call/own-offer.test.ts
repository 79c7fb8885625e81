import { expect, test } from 'vitest';
import { OwnOffer } from './own-offer.ts';
import { FakeClock } from './testing/fake-clock.ts';

function offered() {
  const clock = new FakeClock();
  let times = 0;
  const offer: OwnOffer = new OwnOffer(clock, () => {
    times += 1;
    offer.said('again');
  });
  offer.said('new');
  offer.left(4);
  return { clock, offer, times: () => times };
}

test('an offer that came too late to count is said again until it is answered', () => {
  const { clock, offer, times } = offered();
  clock.advance(2_999);
  expect(times()).toBe(0);
  clock.advance(1);
  expect(times()).toBe(1);
  clock.advance(8_000);
  expect(times()).toBe(3);
  offer.settled();
  clock.advance(60_000);
  expect(times()).toBe(3);
});

test('the second answer to one offer is not taken for the answer to the next', () => {
  const { offer } = offered();
  offer.said('again');
  offer.left(6);
  expect([4, 6].map((seq) => offer.isAnsweredBy(seq))).toEqual([true, true]);
  offer.said('new');
  offer.left(9);
  expect([4, 6, 9].map((seq) => offer.isAnsweredBy(seq))).toEqual([false, false, true]);
});
