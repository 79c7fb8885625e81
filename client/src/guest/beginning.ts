/** When the appointment begins, by two clocks. Pure. */

import type { DoorAnswer } from '@sprechzimmer/protocol';
import type { VisitRecord } from '../storage/visit-record.ts';

/** The same instant twice, in Unix milliseconds: as it is, and as this device's clock, which may be wrong, will show it. */
export type Beginning = NonNullable<VisitRecord['begins']>;

/** @param nowMs what this device's clock showed when the door answered */
export function beginningOf({ startsAt, serverTimeMs }: DoorAnswer, nowMs: number): Beginning | undefined {
  if (startsAt === undefined) return undefined;
  const atMs = startsAt * 1000;
  return { atMs, hereMs: atMs + nowMs - serverTimeMs };
}
