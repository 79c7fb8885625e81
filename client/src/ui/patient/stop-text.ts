/** The three sentences of each stop: what it is, what happened, what to do. */

import type { LinkFault, ProblemCode } from '@sprechzimmer/protocol';
import type { StopReason } from '../../guest/guest-view.ts';
import { tCompare } from '../../i18n/compare.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tWay } from '../../i18n/way.ts';

export interface StopText {
  readonly title: string;
  readonly happened: string;
  readonly todo: string;
}

/** How long to wait where the server did not say. */
const retryAfterSeconds = 60;

export function stopText(reason: StopReason, clinician: string): StopText {
  switch (reason.kind) {
    case 'link':
      return texts(linkKeys[reason.fault]);
    case 'problem':
      return reason.code === 'too-many-tries'
        ? tooManyTries(reason.retryAfterSeconds)
        : texts(problemKeys[reason.code]);
    case 'browser':
      return {
        title: tPatient('stop.browser.title'),
        happened: tPatient(`stop.browser.${reason.missing}`),
        todo: tPatient('stop.browser.todo'),
      };
    case 'storage':
      return wayTexts(reason.trouble === 'full' ? 'stop.full' : 'stop.refused');
    case 'other-tab':
      return reason.isSilent
        ? {
            title: tPatient('stop.otherTab.title'),
            happened: tWay('stop.silent.happened'),
            todo: tWay('stop.silent.todo'),
          }
        : texts('stop.otherTab');
    case 'taken-over':
      return wayTexts('stop.takenOver');
    case 'offline':
      return texts('stop.offline');
    case 'no-answer':
      return wayTexts('stop.noAnswer');
    case 'clinician-key-differs':
      return {
        title: tPatient('stop.keyDiffers.title'),
        happened: tPatient('stop.keyDiffers.happened', { clinician }),
        todo: tPatient('stop.keyDiffers.todo'),
      };
    case 'pictures-differ':
      return {
        title: tCompare('guest.differTitle'),
        happened: tCompare('guest.differHappened', { clinician }),
        todo: tCompare('guest.differTodo'),
      };
  }
}

const linkKeys = {
  missing: 'stop.link.missing',
  'cut-short': 'stop.link.cutShort',
  damaged: 'stop.link.damaged',
  exposed: 'stop.link.exposed',
  'other-version': 'stop.link.otherVersion',
} as const satisfies Record<LinkFault, string>;

const problemKeys = {
  'bad-request': 'stop.badRequest',
  unauthorized: 'stop.unauthorized',
  forbidden: 'stop.forbidden',
  'unknown-link': 'stop.unknownLink',
  'not-found': 'stop.notFound',
  'too-early': 'stop.tooEarly',
  'too-late': 'stop.tooLate',
  cancelled: 'stop.cancelled',
  exposed: 'stop.exposed',
  'opened-elsewhere': 'stop.openedElsewhere',
  ended: 'stop.ended',
  declined: 'stop.declined',
  conflict: 'stop.conflict',
  'payload-too-large': 'stop.payloadTooLarge',
  unavailable: 'stop.unavailable',
  internal: 'stop.internal',
} as const satisfies Record<Exclude<ProblemCode, 'too-many-tries'>, string>;

type PlainStop =
  | (typeof linkKeys)[LinkFault]
  | (typeof problemKeys)[keyof typeof problemKeys]
  | 'stop.otherTab'
  | 'stop.offline';

function texts(stop: PlainStop): StopText {
  return {
    title: tPatient(`${stop}.title`),
    happened: tPatient(`${stop}.happened`),
    todo: tPatient(`${stop}.todo`),
  };
}

function wayTexts(stop: 'stop.full' | 'stop.refused' | 'stop.takenOver' | 'stop.noAnswer'): StopText {
  return { title: tWay(`${stop}.title`), happened: tWay(`${stop}.happened`), todo: tWay(`${stop}.todo`) };
}

function tooManyTries(seconds = retryAfterSeconds): StopText {
  return {
    title: tPatient('stop.tooManyTries.title'),
    happened: tPatient('stop.tooManyTries.happened'),
    todo: tPatient('stop.tooManyTries.todo', { seconds }),
  };
}
