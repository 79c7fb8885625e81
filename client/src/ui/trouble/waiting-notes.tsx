/** In the waiting room: how the place is kept, and what to do when it takes long. Said quietly, and only what is so. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';
import { shownState } from '../../guest/heard-desk.ts';
import { formatTime } from '../../i18n/format.ts';
import { tFull } from '../../i18n/full.ts';
import { tTrouble } from '../../i18n/trouble.ts';
import { Notice } from '../notice.tsx';
import { CrisisNumbers } from '../patient/afterwards.tsx';
import { lastSaid } from '../patient/clinician-state.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { type Absence, useAbsence } from './absence.ts';
import { LowBattery } from './battery-note.tsx';
import { FullDevice } from './full-device.tsx';
import { countedWait, type LongWait, longWait } from './long-wait.ts';
import { useSince } from './use-since.ts';

export interface WaitingNotesProps {
  readonly visit: GuestView;
  readonly clinicianKnows: boolean;
}

/** Given by whoever shows these notes without waiting for what they tell. */
export const KnownNotes = createContext<Partial<Notes>>({});

export interface Notes {
  readonly absence: Absence | undefined;
  readonly long: LongWait | undefined;
}

export function WaitingNotes(props: WaitingNotesProps) {
  const { visit } = props;
  const { absence, long } = { ...useNotes(props), ...useContext(KnownNotes) };
  return (
    <>
      <div class="notes" role="status">
        {absence && visit.online.value && (
          <Notice icon="clock" testId="slept">
            {tTrouble('slept.text', { from: formatTime(absence.fromMs), to: formatTime(absence.toMs) })}
          </Notice>
        )}
        {visit.full.value && (
          <FullDevice>{tFull('patient.wait', { clinician: visit.clinicianName.value })}</FullDevice>
        )}
        {long && (
          <Notice icon="clock" testId="long-wait">
            {longText(long, visit.clinicianName.value)}
          </Notice>
        )}
        <LowBattery />
      </div>
      {(long || visit.full.value) && (
        <>
          <PracticeContact practice={visit.practice.value} />
          <CrisisNumbers practice={visit.practice.value} />
        </>
      )}
    </>
  );
}

function useNotes({ visit, clinicianKnows }: WaitingNotesProps): Notes {
  const absence = useAbsence();
  const waitedMs = countedWait(useWaited(visit), visit.begins.value?.hereMs, Date.now());
  const offlineMs = useSince(!visit.online.value);
  const state = shownState(visit.heardDesk.value, Date.now());
  const isExplained = lastSaid(visit) !== undefined || (state !== undefined && state.kind !== 'free');
  return {
    absence,
    long: longWait({ waitedMs, offlineMs, clinicianKnows, isExplained }),
  };
}

/** The record of the visit knows of the time before a reload. */
function useWaited({ waitsSince }: GuestView): number {
  const hereMs = useSince(true);
  return waitsSince.value === undefined ? hereMs : Math.max(hereMs, Date.now() - waitsSince.value);
}

function longText(long: LongWait, clinician: string): string {
  switch (long) {
    case 'cut-off':
      return tTrouble('long.cutOff', { clinician });
    case 'unseen':
      return tTrouble('long.unseen', { clinician });
    case 'seen':
      return tTrouble('long.seen', { clinician });
  }
}
