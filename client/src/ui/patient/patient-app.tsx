/** The patient's page: one screen for each stage of the visit. */

import type { MediaView } from '../../call/media-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { DialogWayOut } from '../dialog.tsx';
import { OfflineBanner } from '../offline-banner.tsx';
import { AnswerAgain } from './answer-again.tsx';
import { Arrival } from './arrival.tsx';
import { Ended } from './ended.tsx';
import { Halted } from './halted.tsx';
import { PatientConversation } from './patient-conversation.tsx';
import { PatientScreen } from './patient-screen.tsx';
import { QuickExit, useHurryKeys } from './quick-exit.tsx';
import { Returned } from './returned.tsx';
import { Stopped } from './stopped.tsx';
import { WaitingRoom } from './waiting-room.tsx';

export interface PatientProps {
  readonly visit: GuestView;
  /** The same microphone and camera the call uses. */
  readonly media: MediaView;
}

export function PatientApp({ visit, media }: PatientProps) {
  useHurryKeys(visit);
  return (
    <DialogWayOut.Provider value={<QuickExit visit={visit} />}>
      <Stage visit={visit} media={media} />
    </DialogWayOut.Provider>
  );
}

function Stage({ visit, media }: PatientProps) {
  const stage = visit.stage.value;
  switch (stage.stage) {
    case 'opening':
      return (
        <PatientScreen key="opening" visit={visit} title={tPatient('opening.title')}>
          <p role="status">{tPatient('opening.text')}</p>
        </PatientScreen>
      );
    case 'stopped':
      return (
        <Stopped
          key={`stopped ${stage.reason.kind}`}
          visit={visit}
          reason={stage.reason}
          canRetry={stage.canRetry}
        />
      );
    case 'door':
      return <Arrival key="door" visit={visit} media={media} door={stage.door} />;
    case 'entering':
      return (
        <PatientScreen key="entering" visit={visit} title={tPatient('entering.title')} testId="entering">
          <OfflineBanner online={visit.online} />
          <p role="status">{tPatient('entering.text')}</p>
        </PatientScreen>
      );
    case 'waiting':
      return (
        <AnswerAgain key="waiting" visit={visit}>
          {(request) => (
            <WaitingRoom
              visit={visit}
              media={media}
              clinicianKnows={stage.clinicianKnows}
              preparing={stage.preparing}
              request={request}
            />
          )}
        </AnswerAgain>
      );
    case 'returned':
      return <Returned key="returned" visit={visit} />;
    case 'conversation':
      return <PatientConversation key="conversation" visit={visit} />;
    case 'halted':
      return <Halted key="halted" visit={visit} alarm={stage.alarm} />;
    case 'ended':
      return <Ended key="ended" visit={visit} end={stage} />;
  }
}
