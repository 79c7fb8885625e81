/** When whoever waits is told that it takes long, and what they can do. Pure. */

/** `cut-off`: this page does not reach the practice. `unseen`: no desk has noticed them. `seen`: one has. */
export type LongWait = 'cut-off' | 'unseen' | 'seen';

export interface Waited {
  readonly waitedMs: number;
  /** For how long the practice has not been reached; 0 while it is. */
  readonly offlineMs: number;
  readonly clinicianKnows: boolean;
  /** The clinician has said why, or until when. */
  readonly isExplained: boolean;
}

const minuteMs = 60_000;

/**
 * Who comes early waits for nobody yet: what counts is the time since both have been due.
 * @param hereMs for how long somebody has been here
 * @param beginsMs when the appointment begins, by the same clock as `nowMs`; undefined where nobody has said so
 */
export function countedWait(hereMs: number, beginsMs: number | undefined, nowMs: number): number {
  return beginsMs === undefined ? hereMs : Math.min(hereMs, Math.max(0, nowMs - beginsMs));
}

export function longWait({ waitedMs, offlineMs, clinicianKnows, isExplained }: Waited): LongWait | undefined {
  if (offlineMs >= minuteMs) return 'cut-off';
  if (!clinicianKnows) return waitedMs >= 4 * minuteMs ? 'unseen' : undefined;
  return waitedMs >= (isExplained ? 25 : 10) * minuteMs ? 'seen' : undefined;
}
