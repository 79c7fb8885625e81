import { describe, expect, it } from 'vitest';
import {
  formatAppointment,
  formatCountdown,
  formatDate,
  formatDay,
  formatSpan,
  formatTime,
  minutesSince,
} from './format.ts';

const berlin = { language: 'de', timeZone: 'Europe/Berlin' } as const;
const english = { language: 'en', timeZone: 'Europe/Berlin' } as const;
const at = (text: string) => new Date(text).getTime();

describe('times on the screens', () => {
  it('are said as people of that language say them', () => {
    expect(formatTime(at('2026-11-23T09:02:00Z'), berlin)).toBe('10:02\u00a0Uhr');
    expect(formatTime(at('2026-11-23T09:02:00Z'), english)).toBe('10:02');
    expect(formatTime(at('2026-11-22T23:05:00Z'), berlin)).toBe('0:05\u00a0Uhr');
  });

  it('name both ends of the time a waiting room is open', () => {
    const [from, to] = [at('2026-11-23T08:50:00Z'), at('2026-11-23T10:00:00Z')];
    expect(formatSpan(from, to, berlin)).toBe('9:50 bis 11:00\u00a0Uhr');
    expect(formatSpan(from, to, english)).toBe('9:50 to 11:00');
  });

  it('say today and tomorrow by the calendar of the reader, not by counting hours', () => {
    const lateEvening = at('2026-11-22T22:30:00Z'); // 23:30 in Berlin
    expect(formatDay(at('2026-11-22T22:45:00Z'), lateEvening, berlin)).toBe('heute');
    expect(formatDay(at('2026-11-22T23:15:00Z'), lateEvening, berlin)).toBe('morgen');
    expect(formatDay(at('2026-11-21T22:45:00Z'), lateEvening, english)).toBe('yesterday');
    expect(formatDay(at('2026-11-24T09:00:00Z'), lateEvening, berlin)).toBe('Dienstag, 24. November');
  });

  it('name the day itself where they are read on another day, in a mail or on paper', () => {
    const evening = at('2026-11-23T23:15:00Z'); // Tuesday in Berlin already
    expect(formatDate(evening, berlin)).toBe('Dienstag, 24. November');
    expect(formatAppointment(evening, berlin)).toBe('Dienstag, 24. November, 0:15\u00a0Uhr');
    expect(formatAppointment(evening, english)).toMatch(/^Tuesday,? 24 November, 00?:15$/);
  });

  it('stay right over the night in which the clocks change', () => {
    const before = at('2026-10-24T21:00:00Z'); // 23:00, summer time
    expect(formatDay(at('2026-10-25T22:30:00Z'), before, berlin)).toBe('morgen'); // 23:30, winter time
  });
});

describe('waiting', () => {
  it('is counted in whole minutes and never below none', () => {
    expect(minutesSince(0, 59_999)).toBe(0);
    expect(minutesSince(0, 60_000)).toBe(1);
    expect(minutesSince(60_000, 0)).toBe(0);
  });

  it('counts down to nothing and stays there', () => {
    expect(formatCountdown(3_909_000, 0)).toBe('1:05:09');
    expect(formatCountdown(246_001, 0)).toBe('4:07');
    expect(formatCountdown(0, 5_000)).toBe('0:00');
  });
});
