/** Why sending and media have stopped, and whether a visit can ever go on after it. ADR 0011. */

import type { LastingAlarm } from '../storage/lasting-alarm.ts';

export type { LastingAlarm };

/** What goes away by itself. */
export type PassingAlarm =
  /** A new device of the clinician that they have not confirmed. It gets no key meanwhile, and nothing is sent. */
  | { readonly kind: 'unconfirmed-device'; readonly userId: string; readonly deviceId: string }
  /** Relay was asked for and there is none. */
  | { readonly kind: 'no-relay' };

/** Each has a sentence a patient understands. */
export type Alarm = LastingAlarm | PassingAlarm;

/** An alarm and when it was first seen, by our own clock in milliseconds. */
export interface Sighting {
  readonly alarm: Alarm;
  readonly atMs: number;
}

/**
 * Whether a visit can go on after this.
 * - `never`: keys may be in other hands, or cannot be told from those of somebody else. A new link begins anew.
 * - `when-clean`: the clinician may decide so once it is as it was; who was there had no key.
 * - `by-itself`
 */
export function afterAlarm(alarm: Alarm): 'never' | 'when-clean' | 'by-itself' {
  if (alarm.kind === 'told') return afterCause(alarm.cause);
  return afterCause(alarm.kind);
}

function afterCause(cause: Exclude<Alarm['kind'], 'told'>): ReturnType<typeof afterAlarm> {
  switch (cause) {
    case 'identity-changed':
    case 'not-encrypted':
    case 'encryption-changed':
    case 'other-room':
    case 'fingerprint-differs':
    case 'words-differ':
      return 'never';
    case 'stranger':
    case 'bot-back':
    case 'extra-device':
    case 'power-changed':
    case 'access-changed':
      return 'when-clean';
    case 'unconfirmed-device':
    case 'no-relay':
      return 'by-itself';
  }
}

export function isLasting(alarm: Alarm): alarm is LastingAlarm {
  return afterAlarm(alarm) !== 'by-itself';
}

/** Which of two matters more: an alarm that is final is not covered by one that is not. */
export function worse(standing: LastingAlarm | undefined, next: LastingAlarm): LastingAlarm {
  if (!standing) return next;
  return afterAlarm(standing) !== 'never' && afterAlarm(next) === 'never' ? next : standing;
}

export function isSameAlarm(one: Alarm, other: Alarm): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
