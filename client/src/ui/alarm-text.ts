/** Sentences for what has stopped a visit. */

import { type Alarm, afterAlarm } from '../crypto/roster-view.ts';
import { tAlarm } from '../i18n/alarm.ts';

/** For the patient: what happened. */
export function alarmForGuest(alarm: Alarm): string {
  return tAlarm(`guest.${alarm.kind === 'told' ? 'told' : textName(alarm)}`);
}

/** For the patient: what comes next. */
export function afterForGuest(alarm: Alarm, clinician: string): string {
  return tAlarm(`after.${afterAlarm(alarm)}`, { clinician });
}

/** For the clinician: what happened, on whichever of the two devices. */
export function alarmForDesk(alarm: Alarm): string {
  return tAlarm(`desk.${textName(alarm)}`);
}

/** For the clinician: what that says about who did it and what they have got. */
export function meaningOf(alarm: Alarm): string {
  return tAlarm(`meaning.${meanings[causeOf(alarm)]}`);
}

type Cause = Exclude<Alarm['kind'], 'told'>;

function causeOf(alarm: Alarm): Cause {
  return alarm.kind === 'told' ? alarm.cause : alarm.kind;
}

function textName(alarm: Alarm) {
  if (alarm.kind === 'stranger') return `stranger-${alarm.how}` as const;
  const cause = causeOf(alarm);
  // The other side says that somebody was there, and not who or how.
  return cause === 'stranger' ? 'stranger-joined' : cause;
}

const meanings = {
  stranger: 'came-in',
  'bot-back': 'came-in',
  'extra-device': 'extra-device',
  'power-changed': 'rules',
  'access-changed': 'rules',
  'identity-changed': 'keys',
  'not-encrypted': 'encryption',
  'encryption-changed': 'encryption',
  'other-room': 'room',
  'fingerprint-differs': 'line',
  'words-differ': 'words',
  'unconfirmed-device': 'own-device',
  'no-relay': 'relay',
} as const satisfies Record<Cause, string>;
