import { type DeviceId, type DoorContent, DoorContentSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type HeardWords, hearDoorWord } from './door-words.ts';

const h = 'a'.repeat(64);
const desk = 'DESK' as DeviceId;
const phone = 'PHONE' as DeviceId;
const noon = Date.UTC(2026, 10, 23, 12);
const minute = 60_000;

const word = (seq: number, door: DoorContent['door'] = 'admitted', at = noon, of = h) =>
  v.parse(DoorContentSchema, { v: 1, h: of, seq, at, door });
const nothing: HeardWords = { seqs: {} };

/** To-device, at noon, from the desk. */
const hear = (
  heard: HeardWords,
  said: DoorContent,
  { from = desk, live = false, nowMs = noon, of = h as string | undefined } = {},
) => hearDoorWord(heard, of, { from, live, nowMs }, said);
const obeyed = (heard: ReturnType<typeof hear>): HeardWords => {
  if (heard === undefined || heard === 'stale') throw new Error('not obeyed');
  return heard;
};

describe('the clinician’s word', () => {
  test('lets in a patient whose clock is hours wrong, once it answers what they have asked', () => {
    const nowMs = noon + 180 * minute;
    expect(hear(nothing, word(1), { nowMs })).toBe('stale');
    const arrival = { from: desk, live: false, nowMs, answersUs: true };
    expect(hearDoorWord(nothing, h, arrival, word(2))).toMatchObject({ seqs: { DESK: 2 } });
  });

  test('counts once, although it comes over the connection and to-device', () => {
    const heard = obeyed(hear(nothing, word(1), { live: true }));
    expect(heard.seqs).toEqual({ DESK: 1 });
    expect(hear(heard, word(1))).toBeUndefined();
  });
  test('that was held back by the server and overtaken is not obeyed', () => {
    const heard = obeyed(hear(nothing, word(5, 'waiting')));
    expect(hear(heard, word(4, 'admitted'))).toBeUndefined();
  });
  test('for another visit is not for us', () => {
    expect(hear(nothing, word(1, 'admitted', noon, 'b'.repeat(64)))).toBeUndefined();
    expect(
      hearDoorWord(nothing, undefined, { from: desk, live: true, nowMs: noon }, word(1)),
    ).toBeUndefined();
  });
  test('is counted for each of their devices by itself', () => {
    expect(obeyed(hear({ seqs: { [desk]: 9 } }, word(1), { from: phone })).seqs).toEqual({
      DESK: 9,
      PHONE: 1,
    });
  });
});

describe('a word that lets in', () => {
  test('is not obeyed when the server has held it back for hours', () => {
    expect(hear(nothing, word(1), { nowMs: noon + 120 * minute })).toBe('stale');
    expect(hear(nothing, word(1, 'prepare'), { nowMs: noon + 5 * minute })).toBe('stale');
  });
  test('is not obeyed after the other device has sent the patient back', () => {
    const back = obeyed(hear(nothing, word(1, 'waiting', noon), { from: phone }));
    expect(hear(back, word(7, 'admitted', noon - 1))).toBe('stale');
    expect(obeyed(hear(back, word(8, 'admitted', noon + 1))).seqs).toEqual({ DESK: 8, PHONE: 1 });
  });
  test('is obeyed when it was on its way for a minute, or the clocks differ a little', () => {
    expect(obeyed(hear(nothing, word(1), { nowMs: noon + 3 * minute })).seqs).toEqual({ DESK: 1 });
    expect(obeyed(hear(nothing, word(1), { nowMs: noon - 3 * minute })).seqs).toEqual({ DESK: 1 });
  });
  test('is obeyed on the connection whatever the clocks say', () => {
    expect(obeyed(hear(nothing, word(1), { nowMs: noon + 600 * minute, live: true })).seqs).toEqual({
      DESK: 1,
    });
  });
  test('of a clock that is ahead does not silence the other device', () => {
    const heard = obeyed(hear(nothing, word(1, 'admitted', noon + 3 * minute)));
    expect(obeyed(hear(heard, word(1, 'waiting', noon), { from: phone })).seqs).toEqual({
      DESK: 1,
      PHONE: 1,
    });
  });
  test('of a clock that was set back is still obeyed', () => {
    const heard = obeyed(hear(nothing, word(1, 'waiting', noon)));
    expect(obeyed(hear(heard, word(2, 'admitted', noon - minute))).seqs).toEqual({ DESK: 2 });
  });
});

describe('a word that ends the visit', () => {
  test('is obeyed however old it is: what is left of the visit has to go', () => {
    const heard = obeyed(hear(nothing, word(1, 'waiting', noon + minute), { from: phone }));
    expect(obeyed(hear(heard, word(9, 'ended', noon), { nowMs: noon + 600 * minute })).seqs).toEqual({
      DESK: 9,
      PHONE: 1,
    });
    expect(obeyed(hear(heard, word(9, 'declined', 0))).seqs).toEqual({ DESK: 9, PHONE: 1 });
  });
});
