/**
 * Notices sound that is not there: a microphone that gives nothing, a person who cannot be heard. Pure. Only what no
 * quiet room does counts: not a single sample above zero, or not a single packet.
 */

import type { LineReading } from './line-stats.ts';

export interface SoundFindings {
  /** The own microphone is on and gives nothing at all: switched off at its cable, or held by a telephone call. */
  readonly ownIsSilent: boolean;
  /** Their microphone is on, and nothing of it arrives here. */
  readonly theirsIsMissing: boolean;
}

export interface SoundState extends SoundFindings {
  readonly ownSinceMs: number | undefined;
  readonly theirsSinceMs: number | undefined;
}

/** What should be audible just now. */
export interface SoundExpected {
  readonly fromUs: boolean;
  readonly fromThem: boolean;
}

export const allIsHeard: SoundState = {
  ownIsSilent: false,
  theirsIsMissing: false,
  ownSinceMs: undefined,
  theirsSinceMs: undefined,
};

/** A microphone that has just been opened may take a moment. */
const OWN_FOR_MS = 8_000;
/** Longer than a change of networks takes. */
const THEIRS_FOR_MS = 6_000;
/**
 * Mean square of less than half the smallest step of 16 bits (-96 dB): digital silence. The noise of any real
 * microphone, filtered or not, lies above.
 */
const SILENCE = (0.5 / 32_768) ** 2;

export function hear(
  state: SoundState,
  reading: LineReading,
  expected: SoundExpected,
  nowMs: number,
): SoundState {
  const ownFlat =
    expected.fromUs && reading.ownLoudness !== undefined ? reading.ownLoudness < SILENCE : undefined;
  const theirsGone = expected.fromThem ? isMissing(reading) : false;
  const ownSinceMs = sinceMs(state.ownSinceMs, expected.fromUs ? ownFlat : false, nowMs);
  const theirsSinceMs = sinceMs(state.theirsSinceMs, theirsGone, nowMs);
  return {
    ownSinceMs,
    theirsSinceMs,
    ownIsSilent: ownSinceMs !== undefined && nowMs - ownSinceMs >= OWN_FOR_MS,
    theirsIsMissing: theirsSinceMs !== undefined && nowMs - theirsSinceMs >= THEIRS_FOR_MS,
  };
}

/**
 * Packets that do not come are missing. Packets full of silence are the other side's to notice, which knows whether a
 * microphone is behind them.
 */
function isMissing({ soundPacketsIn }: LineReading): boolean {
  return soundPacketsIn === 0;
}

/** @param holds undefined: nothing was measured, and nothing is concluded either way */
function sinceMs(before: number | undefined, holds: boolean | undefined, nowMs: number): number | undefined {
  if (holds === false) return undefined;
  return before ?? (holds ? nowMs : undefined);
}
