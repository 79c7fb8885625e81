/** Over the patient's conversation: the other way to reach the practice when the line stays away, and a low battery. */

import type { GuestView } from '../../guest/guest-view.ts';
import { tTrouble } from '../../i18n/trouble.ts';
import { whoTalks } from '../conversation/who-talks.ts';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { LowBattery } from './battery-note.tsx';
import { useSince } from './use-since.ts';

/** A change of networks is over by then, and whoever would press something has waited long enough. */
const lostForMs = 30_000;

export function TalkNotes({ visit }: { visit: GuestView }) {
  const isConnected = visit.kind.value === 'chat' || whoTalks(visit.call.value)?.state.value === 'connected';
  const lostMs = useSince(!visit.online.value || !isConnected);
  return (
    <div role="status">
      {lostMs >= lostForMs && (
        <Notice testId="line-lost">
          <p>{tTrouble('lost.text')}</p>
          <PracticeContact practice={visit.practice.value} />
        </Notice>
      )}
      <LowBattery />
    </div>
  );
}
