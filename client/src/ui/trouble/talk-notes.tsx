/** Over the patient's conversation: who calls whom when the line stays away, and a low battery. */

import type { GuestView } from '../../guest/guest-view.ts';
import { tLost } from '../../i18n/lost.ts';
import { Notice } from '../notice.tsx';
import { PracticeCall } from '../practice-contact.tsx';
import { LowBattery } from './battery-note.tsx';

export interface TalkNotesProps {
  readonly visit: GuestView;
  /** As `useLineLost` has it. */
  readonly isLost: boolean;
}

export function TalkNotes({ visit, isLost }: TalkNotesProps) {
  return (
    <div class="notes" role="status" data-testid="talk-notes">
      {isLost && <LineLost visit={visit} />}
      <LowBattery />
    </div>
  );
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
