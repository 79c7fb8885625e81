/** What `purge` says before and after. */

import type { VisitLine } from '../store/overview.ts';
import type { PurgeAnswer } from './purge-answer.ts';
import { local, signInName, stateWords } from './visit-words.ts';

/** What will be lost, so that nobody finds out afterwards. */
export function beforePurge({ label, clinician, phase }: VisitLine): string {
  const who = `${label} (${signInName(clinician)}, ${stateWords[phase]})`;
  const opened = phase !== 'invited';
  return [
    `${who} will be ended and deleted, for good:`,
    '  - the link stops working, and cannot be used again;',
    ...(opened
      ? [
          '  - whoever is there is told that the visit is over, and is out;',
          '  - the room with its messages and files, and the account that was made for this visit, are deleted.',
        ]
      : []),
    `The clinician is not asked${opened ? '' : ', and has to make a new link'}. None of this can be undone.`,
  ].join('\n');
}

export function purgeText({ wasRunning, visits, later, laterAt }: PurgeAnswer, oneWasNamed: boolean): string {
  const nothing = oneWasNamed ? [] : ['Nothing that is over was left to delete.'];
  const where = wasRunning
    ? []
    : ['The practice stands still; homeserver and appservice were started for this alone.'];
  const after =
    later === 0 || laterAt === null
      ? []
      : [
          `${later === 1 ? 'One deletion is' : `${later} deletions are`} made once more at ${local(laterAt)}, when no voucher can bring an account back any more; until then its opaque id stays in the own database. The running practice does it by itself.`,
        ];
  const gone = visits.some(({ outcome }) => outcome === 'gone');
  return [
    ...(visits.length === 0 ? nothing : where),
    ...visits.map(oneVisit),
    ...after,
    ...(gone ? [limits] : []),
  ].join('\n');
}

function oneVisit(visit: PurgeAnswer['visits'][number]): string {
  const { label, clinician, outcome, ownRows, homeserverRows, hadAccount, rooms } = visit;
  const who = `${label} (${clinician})`;
  if (outcome === 'in-conversation')
    return `${who} is in conversation since you asked. Nothing was ended. To break it off: --end-conversation.`;
  const had = [
    ...(hadAccount ? ['the account'] : []),
    ...(rooms > 0 ? [rooms === 1 ? 'the room' : `${rooms} rooms`] : []),
  ];
  const homeserver =
    had.length === 0
      ? 'never knew of it: nobody had opened the link'
      : homeserverRows === null
        ? 'NOT LOOKED AT: its database could not be read'
        : homeserverRows === 0
          ? `looked at: nothing left of ${had.join(' and ')}`
          : `STILL THERE: ${homeserverRows} rows`;
  return [
    outcome === 'gone'
      ? `${who} is gone.`
      : `${who} is NOT gone yet. The practice goes on trying while it runs; see npx sprechzimmer visits.`,
    `  own database   ${ownRows === 0 ? 'looked at: nothing left of visit, account and room' : `STILL THERE: ${ownRows} rows`}`,
    `  homeserver     ${homeserver}`,
  ].join('\n');
}

const limits = [
  '',
  'What stays: a record without name for as long as `retention` says, and the opaque ids listed in',
  'docs/reference/steward.md (What stays). What cannot be seen from here: backups, and what people keep on their devices.',
].join('\n');
