/** Over the patient's conversation: who calls whom when the line stays away, a full device, and a low battery. */

import type { CallView } from '../../call/call-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tFull } from '../../i18n/full.ts';
import { tLost } from '../../i18n/lost.ts';
import { whoTalks } from '../conversation/who-talks.ts';
import { Notice } from '../notice.tsx';
import { PracticeCall } from '../practice-contact.tsx';
import { LowBattery } from './battery-note.tsx';
import { FullDevice, TheirsIsFull } from './full-device.tsx';

export interface TalkNotesProps {
  readonly visit: GuestView;
  /** As `useLineLost` has it. */
  readonly isLost: boolean;
}

export function TalkNotes({ visit, isLost }: TalkNotesProps) {
  return (
    <div class="notes" role="status" data-testid="talk-notes">
      {isLost && <LineLost visit={visit} />}
      {visit.full.value && (
        <FullDevice>{tFull(visit.kind.value === 'chat' ? 'patient.write' : 'patient.talk')}</FullDevice>
      )}
      {theirsIsFull(visit.call.value) && <TheirsIsFull name={visit.clinicianName.value} />}
      <LowBattery />
    </div>
  );
}

function theirsIsFull(call: CallView | undefined): boolean {
  return whoTalks(call)?.writingArrives.value === false;
}

/** What can be pressed comes first: on a phone there is room for little more. */
function LineLost({ visit }: { visit: GuestView }) {
  const clinician = visit.clinicianName.value;
  const number = callbackOf(visit);
  const canWrite = visit.online.value && visit.kind.value !== 'chat';
  return (
    <Notice testId="line-lost">
      <PracticeCall practice={visit.practice.value} />
      {number !== undefined && (
        <p>
          <strong>{tLost('patient.called', { clinician, number })}</strong>
        </p>
      )}
      <p>
        {tLost('patient.back')} {canWrite && tLost('patient.write')}
      </p>
    </Notice>
  );
}

/**
 * The number at which the patient wants to be called back, in their own words. Undefined where none was asked for, and
 * after a silent sign: the clinician is then told not to call, and somebody else may be reading this.
 */
function callbackOf({ before, sign }: GuestView): string | undefined {
  if (sign.isGiven.value) return undefined;
  const isAsked = before.asked.value.some(({ question }) => question === 'callback');
  const number = before.draft.value.callback.trim();
  return isAsked && number !== '' ? number : undefined;
}
