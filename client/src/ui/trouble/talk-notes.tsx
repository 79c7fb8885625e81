/** Over the patient's conversation: the other way to reach the practice when the line stays away, and a low battery. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';
import { tTrouble } from '../../i18n/trouble.ts';
import { whoTalks } from '../conversation/who-talks.ts';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { LowBattery } from './battery-note.tsx';
import { useSince } from './use-since.ts';

/** A change of networks is over by then, and whoever would press something has waited long enough. */
const lostForMs = 30_000;

/** Given by whoever shows the words without waiting for them. */
export const KnownLost = createContext(false);

export function TalkNotes({ visit }: { visit: GuestView }) {
  const isConnected = visit.kind.value === 'chat' || whoTalks(visit.call.value)?.state.value === 'connected';
  const isKnown = useContext(KnownLost);
  const isLost = useSince(!visit.online.value || !isConnected) >= lostForMs || isKnown;
  return (
    <div class="notes" role="status" data-testid="talk-notes">
      {isLost && (
        <Notice testId="line-lost">
          <p>{tTrouble('lost.text')}</p>
          <PracticeContact practice={visit.practice.value} />
        </Notice>
      )}
      <LowBattery />
    </div>
  );
}
