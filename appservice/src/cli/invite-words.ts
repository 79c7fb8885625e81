/** What `invite` was asked for, and what it says. */

import { type Kind, KindSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Options } from './command-line.ts';
import { usage } from './command-line.ts';
import type { InviteAnswer } from './invite-answer.ts';
import { local } from './visit-words.ts';

export interface Wanted {
  readonly clinician: string;
  /** Unix seconds: the appointment itself. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly kind: Kind;
}

/** @throws Trouble for what cannot be understood */
export function wantedBy({ clinician, at, for: length = '50m', kind = 'video' }: Options): Wanted {
  if (clinician === undefined) throw usage('invite needs --clinician, whom the patient will meet.', 'invite');
  if (at === undefined)
    throw usage('invite needs --at, when they will meet: --at "2026-12-01 10:00".', 'invite');
  const [, minutes, hours] = /^(?:(\d{1,4})\s*m(?:in)?|(\d{1,2})\s*h)$/.exec(length.trim()) ?? [];
  const wantedMinutes = minutes === undefined ? Number(hours ?? 0) * 60 : Number(minutes);
  if (wantedMinutes < 1 || wantedMinutes > 24 * 60)
    throw usage(`--for wants a length such as 50m or 2h, of a day at most; ${length} is none.`, 'invite');
  const known = v.safeParse(KindSchema, kind);
  if (!known.success || known.output === 'group') throw usage('--kind is video or chat.', 'invite');
  return { clinician, startsAt: startOf(at), minutes: wantedMinutes, kind: known.output };
}

/** The link stands alone on its line. */
export function inviteText(answer: InviteAnswer, code: string): string {
  const { label, clinician, kind, begins, opens, closes, link } = answer;
  return [
    `${label} (${clinician}), ${kind}, ${local(begins)}`,
    '',
    link,
    ...(code === '' ? [] : ['', code]),
    '',
    `Good once, from ${local(opens)} to ${local(closes)}. It is kept nowhere: hand it on now.`,
    '',
    'This link was made on the server. So',
    '  - it proves nothing. Before anybody is let in, patient and clinician compare seven pictures, on the telephone or',
    '    face to face; both screens say so. Tell the patient that there will be a call.',
    '  - who runs the server has had it in hand, and could receive the patient in the clinician’s place, who would then be',
    '    shown no pictures. Tell the patient: say nothing before we have compared pictures, and only with a voice you know.',
    `  - it is not in the clinician’s notebook and not among the appointments of the day. Tell them: ${label}, ${local(begins)}.`,
    'A link that the clinician makes at the desk has none of this, and takes three clicks.',
    '',
    `To take it back: npx sprechzimmer purge ${label.replace('Guest ', '')} --clinician ${clinician}`,
  ].join('\n');
}

/** By the clock of this machine. */
function startOf(at: string): number {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(at.trim()) ?? [];
  const date = new Date(`${day}T${time}:00`);
  // 31 November is not the first of December.
  if (Number.isNaN(date.getTime()) || local(date.getTime()) !== `${day} ${time}`)
    throw usage(`--at wants day and time as "2026-12-01 10:00"; ${at} is none.`, 'invite');
  return Math.floor(date.getTime() / 1000);
}
