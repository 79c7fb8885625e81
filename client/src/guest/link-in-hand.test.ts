import { randomBytes, writeLink } from '@sprechzimmer/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { linkInHand } from './link-in-hand.ts';

const replaceState = vi.fn();
vi.stubGlobal('history', { state: undefined, replaceState });
vi.stubGlobal('location', { origin: 'https://practice.test' });
beforeEach(() => replaceState.mockClear());

const secret = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
const fragment = new URL(await writeLink('https://practice.test', secret)).hash;
const visit = '0'.repeat(32);

test('of a link that has been used no secret stays in memory, and none is handed to another browser', async () => {
  const hand = linkInHand({ fragment, pathname: '/j/', visit: undefined });
  expect(await hand.open()).toBeUndefined();
  const opened = hand.opened();
  const bytes = opened && [
    opened.link.secret,
    opened.keys.redeem,
    opened.keys.guestKey,
    opened.keys.clinicianKey,
  ];
  expect(bytes?.every((each) => each.some((byte) => byte !== 0))).toBe(true);
  expect(hand.handOn()).toBe(`https://practice.test/j/${fragment}`);
  hand.forget(visit);
  expect(bytes?.every((each) => each.every((byte) => byte === 0))).toBe(true);
  replaceState.mockClear();
  expect(hand.handOn()).toBeUndefined();
  expect(replaceState).not.toHaveBeenCalled();
  // A second opening of the page's own makes nothing of it either, and the tab still knows its visit.
  expect(await hand.open()).toBeUndefined();
  expect(hand.opened()).toBeUndefined();
  expect(hand.visitOfTab()).toBe(visit);
});

test('a link that cannot be read is named as such, and opens nothing', async () => {
  const hand = linkInHand({ fragment: fragment.slice(0, -3), pathname: '/j/', visit: undefined });
  expect(await hand.open()).toBe('cut-short');
  expect(hand.opened()).toBeUndefined();
});

test('the path a link was exposed in is given out once, to be reported, and it stays an exposed link', () => {
  const exposedPath = '/j/%23secret';
  const hand = linkInHand({ fragment: '', pathname: '/j/%23', visit: undefined, exposedPath });
  expect(hand.isExposed()).toBe(true);
  expect(hand.takeExposedPath()).toBe(exposedPath);
  expect(hand.takeExposedPath()).toBeUndefined();
  expect(hand.isExposed()).toBe(true);
});
