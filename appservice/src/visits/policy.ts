/** What the practice has decided about visits. Plain numbers, mapped from the config; validated there. */

import { clockToleranceSeconds } from '@sprechzimmer/protocol';

export interface VisitPolicy {
  /** A browser that says it is *here* and then says nothing for this long is *gone*. */
  readonly leaseSeconds: number;
  /** How long both may take to join before the room is made anew. Doubles with each try, up to eightfold. */
  readonly joinTimeoutMs: number;
  /** How far the clocks of browser and server may differ at either end of a window. */
  readonly toleranceSeconds: number;
  /** A session that is running when its window closes may go on for this long. */
  readonly graceMinutes: number;
  /** Life of a voucher. Short: a new one is handed out with each repeated redemption. */
  readonly voucherSeconds: number;
  /** What is left of a purged visit, and for how long. */
  readonly retention: RetentionPolicy;
  /** Other browsers of one invitation that are remembered at the same time; the oldest make room. */
  readonly parkedTries: number;
}

export interface RetentionPolicy {
  /** For this long the record still knows, by hashes, whose link and browser it was: they are told that it is over. */
  readonly reduceAfterHours: number;
  /** After this even clinician, kind and day are deleted. Counted from the purge. 0: no record at all. */
  readonly deleteAfterDays: number;
}

export const defaultVisitPolicy: VisitPolicy = {
  leaseSeconds: 30,
  joinTimeoutMs: 20_000,
  toleranceSeconds: clockToleranceSeconds,
  graceMinutes: 60,
  voucherSeconds: 300,
  retention: { reduceAfterHours: 24, deleteAfterDays: 30 },
  parkedTries: 16,
};
