import { type DeskVisit, DeskVisitSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Arrivals, noArrivals, noteArrivals, pauseBetweenMs } from './arrivals.ts';
import type { DeskPatient } from './desk-view.ts';

/** What is said, one look at the desk after the other; a minute apart unless said otherwise. */
function saidOf(looks: readonly (readonly DeskPatient[])[], isTalking = false, apartMs = 60_000): boolean[] {
  let arrivals: Arrivals = noArrivals;
  return looks.map((patients, at) => {
    const noted = noteArrivals(arrivals, patients, isTalking, at * apartMs);
    arrivals = noted.arrivals;
    return noted.say;
  });
}

test('somebody who comes is told of once, not with every look', () => {
  expect(saidOf([[], [one('a')], [one('a')], [one('a'), one('b')]])).toEqual([false, true, false, true]);
});

test('who is only just arriving is told of when they are in the waiting room', () => {
  expect(saidOf([[one('a', { phase: 'arriving' })], [one('a')]])).toEqual([false, true]);
});

test('who is sent back, or comes back from a phone that slept, is no arrival', () => {
  const looks = [
    [one('a')],
    [one('a', { phase: 'in-session' })],
    [one('a')],
    [one('a', { presence: 'gone' })],
    [one('a')],
  ];
  expect(saidOf(looks)).toEqual([true, false, false, false, false]);
});

test('a conversation is disturbed by nobody, and what was kept from it is not made up for afterwards', () => {
  const during = noteArrivals(noArrivals, [one('a')], true, 0);
  expect(during.say).toBe(false);
  expect(noteArrivals(during.arrivals, [one('a')], false, 60_000).say).toBe(false);
});

test('a server that makes visits up cannot ring without end', () => {
  const crowd = Array.from({ length: 20 }, (_, at) => [one(String.fromCharCode(97 + at))]);
  const rings = saidOf(crowd, false, 500).filter(Boolean).length;
  expect(rings).toBe(1 + Math.floor((19 * 500) / pauseBetweenMs));
});

function one(name: string, change: Partial<DeskVisit> = {}): DeskPatient {
  const visit = v.parse(DeskVisitSchema, {
    visitId: name.repeat(22),
    invitationId: '0'.repeat(32),
    guestName: 'Guest 7Q2',
    guestUserId: '@guest-a:practice.test',
    roomId: null,
    phase: 'waiting',
    presence: 'here',
    presenceSinceMs: 0,
    waitingSinceMs: 0,
    otherBrowser: false,
    ...change,
  });
  return { visit, trust: 'proven', connected: false };
}
