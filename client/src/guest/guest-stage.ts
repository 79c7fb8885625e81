/** What the patient's screen shows, from what is known. Pure. */

import type { DoorAnswer } from '@sprechzimmer/protocol';
import { type Alarm, isLasting } from '../crypto/roster-view.ts';
import type { GuestStage, StopReason } from './guest-view.ts';
import type { Stop } from './stop-reason.ts';

export type EndReason = Extract<GuestStage, { stage: 'ended' }>['why'];

/** Before the session begins: opening, door, or a stop. Then the session's facts decide. */
export type Lobby =
  | { readonly stage: 'opening' }
  | { readonly stage: 'door'; readonly door: DoorAnswer }
  | ({ readonly stage: 'stopped' } & Stop)
  /** Left in a hurry before: nothing goes on until a person has pressed the button. */
  | { readonly stage: 'returned' }
  | { readonly stage: 'session' };

/** Everything the stage of a running session depends on. */
export interface SessionFacts {
  readonly stopped: { readonly reason: StopReason; readonly canRetry: boolean } | undefined;
  readonly ended: EndReason | undefined;
  /** What the clinician has said of the next appointment, with the last word. */
  readonly next: string | undefined;
  readonly alarm: Alarm | undefined;
  /** Joined, identity published, proof handed over. */
  readonly arrived: boolean;
  /** A valid tag of the clinician for the proof of this room. */
  readonly confirmed: boolean;
  /** The last word about the door, from a verified device of the clinician. */
  readonly door: 'waiting' | 'admitted';
  readonly preparing: boolean;
}

export const nothingYet: SessionFacts = {
  stopped: undefined,
  ended: undefined,
  next: undefined,
  alarm: undefined,
  arrived: false,
  confirmed: false,
  door: 'waiting',
  preparing: false,
};

/**
 * An end outweighs everything, then what stopped us, then alarms: no alarm may be covered by a conversation. Whoever
 * waits sends nothing, and is not startled by what goes away by itself.
 */
export function stageOf(facts: SessionFacts): GuestStage {
  if (facts.ended) {
    const next = facts.next === undefined ? {} : { next: facts.next };
    const inWaitingRoom =
      facts.ended === 'ended' && facts.arrived && facts.door === 'waiting' && !facts.alarm;
    return { stage: 'ended', why: facts.ended, ...next, ...(inWaitingRoom ? { inWaitingRoom } : {}) };
  }
  if (facts.stopped) return { stage: 'stopped', ...facts.stopped };
  const startles = facts.alarm && (isLasting(facts.alarm) || facts.door === 'admitted');
  if (facts.alarm && startles) return { stage: 'halted', alarm: facts.alarm };
  if (!facts.arrived) return { stage: 'entering' };
  if (facts.door === 'admitted') return { stage: 'conversation' };
  return { stage: 'waiting', clinicianKnows: facts.confirmed, preparing: facts.preparing };
}
