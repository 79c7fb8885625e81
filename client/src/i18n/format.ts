/** Times and days as people say them, in the language in use and the clock of this device. */

import { type Language, language } from './language.ts';

const dayMs = 86_400_000;

const words = {
  de: {
    today: 'heute',
    tomorrow: 'morgen',
    yesterday: 'gestern',
    clock: (time: string) => `${time}\u00a0Uhr`,
    span: (from: string, to: string) => `${from} bis ${to}\u00a0Uhr`,
  },
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    clock: (time: string) => time,
    span: (from: string, to: string) => `${from} to ${to}`,
  },
} as const;

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

export interface FormatOptions {
  readonly language?: Language;
  /** IANA name; the device's own without it. */
  readonly timeZone?: string | undefined;
}

/** `10:02 Uhr`, `10:02`. */
export function formatTime(unixMs: number, options: FormatOptions = {}): string {
  return wordsOf(options).clock(bareTime(unixMs, options));
}

/** `heute`, `morgen`, else `Montag, 23. November`. */
export function formatDay(unixMs: number, nowMs: number, options: FormatOptions = {}): string {
  const distance = dayNumber(unixMs, options) - dayNumber(nowMs, options);
  if (distance === 0) return wordsOf(options).today;
  if (distance === 1) return wordsOf(options).tomorrow;
  if (distance === -1) return wordsOf(options).yesterday;
  return formatDate(unixMs, options);
}

/** `Montag, 23. November`, `Monday 23 November`: the same on whatever day it is read. */
export function formatDate(unixMs: number, options: FormatOptions = {}): string {
  return intl({ weekday: 'long', day: 'numeric', month: 'long' }, options).format(unixMs);
}

/** `Montag, 23. November, 10:02 Uhr`, `Monday 23 November, 10:02`: for what is read on another day. */
export function formatAppointment(unixMs: number, options: FormatOptions = {}): string {
  return `${formatDate(unixMs, options)}, ${formatTime(unixMs, options)}`;
}

/** `23. November 2026 um 10:02`, `23 November 2026 at 10:02`: for what is kept on paper. */
export function formatMoment(unixMs: number, options: FormatOptions = {}): string {
  return intl({ dateStyle: 'long', timeStyle: 'short' }, options).format(unixMs);
}

/** `9:50 bis 11:00 Uhr`, `9:50 to 11:00`: without the day. */
export function formatSpan(fromMs: number, toMs: number, options: FormatOptions = {}): string {
  return wordsOf(options).span(bareTime(fromMs, options), bareTime(toMs, options));
}

/** Rounded down to whole minutes, `0` for less than one. Never negative. */
export function minutesSince(unixMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - unixMs) / 60_000));
}

/** `1:05:09` or `4:07` left until then; `0:00` when it has passed. */
export function formatCountdown(untilMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function bareTime(unixMs: number, options: FormatOptions): string {
  return intl({ hour: 'numeric', minute: '2-digit', hour12: false }, options).format(unixMs);
}

function wordsOf({ language: asked }: FormatOptions) {
  return words[asked ?? language.value];
}

function intl(format: Intl.DateTimeFormatOptions, options: FormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[options.language ?? language.value], {
    ...format,
    timeZone: options.timeZone,
  });
}

/** Days since the epoch on the calendar of the time zone. */
function dayNumber(unixMs: number, options: FormatOptions): number {
  const date = intl({ year: 'numeric', month: 'numeric', day: 'numeric' }, { ...options, language: 'en' });
  const parts = date.formatToParts(unixMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  return Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs);
}
