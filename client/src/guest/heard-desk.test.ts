import { type DeskWordContent, DeskWordContentSchema, DeviceIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type HeardDesk, hearDeskWord, nothingHeard, shownState } from './heard-desk.ts';

const h = '1'.repeat(64);
const [desk, laptop] = [v.parse(DeviceIdSchema, 'DESK'), v.parse(DeviceIdSchema, 'LAPTOP')];
const minute = 60_000;

const hear = (heard: HeardDesk, from: typeof desk, said: DeskWordContent, nowMs = said.at) =>
  hearDeskWord(heard, h, from, said, nowMs);

describe('what the clinician says of themselves', () => {
  test('is shown, and the newest of it', () => {
    let heard = hear(nothingHeard, desk, word('busy', 1000));
    expect(shownState(heard, 2000)).toEqual({ kind: 'busy' });
    heard = hear(heard, desk, word('free', 3000));
    expect(shownState(heard, 4000)).toEqual({ kind: 'free' });
  });

  test('to another patient is not for us', () => {
    const other = { ...word('busy', 1000), h: '2'.repeat(64) };
    expect(hearDeskWord(nothingHeard, h, desk, other, 1000)).toBe(nothingHeard);
    expect(hearDeskWord(nothingHeard, undefined, desk, word('busy', 1000), 1000)).toBe(nothingHeard);
  });

  test('cannot be brought up again by a server that held it back', () => {
    const busy = word('busy', 1000);
    const heard = hear(hear(nothingHeard, desk, busy), desk, word('free', 3000));
    expect(hear(heard, desk, busy)).toBe(heard);
  });

  test('does not stand there for ever when the desk was closed without another word', () => {
    const heard = hear(nothingHeard, desk, word('busy', 0));
    expect(shownState(heard, 89 * minute)).toEqual({ kind: 'busy' });
    expect(shownState(heard, 90 * minute)).toBeUndefined();
  });

  test('about being back is over soon after the time it named, wherever our own clock stands', () => {
    const yearsAhead = 1e12;
    const heard = hear(nothingHeard, desk, back(0, 10 * minute), yearsAhead);
    expect(shownState(heard, yearsAhead + 14 * minute)).toEqual({ kind: 'back', atMs: 10 * minute });
    expect(shownState(heard, yearsAhead + 15 * minute)).toBeUndefined();
  });

  test('at one desk is not undone by a second one that knows of no break', () => {
    let heard = hear(nothingHeard, desk, back(1000, 10 * minute));
    heard = hear(heard, laptop, word('free', 2000));
    expect(shownState(heard, 3000)).toEqual({ kind: 'back', atMs: 10 * minute });
    heard = hear(heard, laptop, word('busy', 4000));
    expect(shownState(heard, 5000)).toEqual({ kind: 'busy' });
  });
});

function word(state: 'free' | 'busy', at: number): DeskWordContent {
  return v.parse(DeskWordContentSchema, { v: 1, h, at, state });
}

function back(at: number, backAt: number): DeskWordContent {
  return v.parse(DeskWordContentSchema, { v: 1, h, at, state: 'back', back_at: backAt });
}
