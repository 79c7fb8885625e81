import { type DeviceId, type DoorContent, DoorContentSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { hearDoorWord } from './door-words.ts';

const h = 'a'.repeat(64);
const desk = 'DESK' as DeviceId;
const word = (seq: number, door: DoorContent['door'] = 'admitted', of = h) =>
  v.parse(DoorContentSchema, { v: 1, h: of, seq, door });

describe('the clinician’s word', () => {
  test('counts once, although it comes over the connection and to-device', () => {
    const heard = hearDoorWord({}, h, desk, word(1));
    expect(heard).toEqual({ DESK: 1 });
    expect(hearDoorWord(heard ?? {}, h, desk, word(1))).toBeUndefined();
  });
  test('that was held back by the server and overtaken is not obeyed', () => {
    const heard = hearDoorWord({}, h, desk, word(5, 'waiting'));
    expect(hearDoorWord(heard ?? {}, h, desk, word(4, 'admitted'))).toBeUndefined();
  });
  test('for another visit is not for us', () => {
    expect(hearDoorWord({}, h, desk, word(1, 'admitted', 'b'.repeat(64)))).toBeUndefined();
    expect(hearDoorWord({}, undefined, desk, word(1))).toBeUndefined();
  });
  test('is counted for each of their devices by itself', () => {
    expect(hearDoorWord({ [desk]: 9 }, h, 'PHONE' as DeviceId, word(1))).toEqual({ DESK: 9, PHONE: 1 });
  });
});
