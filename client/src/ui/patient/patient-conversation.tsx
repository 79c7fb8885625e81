import { useSignal } from '@preact/signals';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { Control } from '../conversation/controls.tsx';
import { Conversation } from '../conversation/conversation.tsx';
import { isTroubleLoaded, TalkNotes } from '../trouble/late-screens.tsx';
import { useLineLost } from '../trouble/line-lost.ts';
import { ConfirmLeave } from './confirm-leave.tsx';
import { QuickExit } from './quick-exit.tsx';
import { SignClock } from './sign-clock.tsx';

/** The patient's side of the conversation: they can leave it. */
export function PatientConversation({ visit }: { visit: GuestView }) {
  const clinician = visit.clinicianName.value;
  const leaving = useSignal(false);
  const isLost = useLineLost({ online: visit.online, kind: visit.kind.value, call: visit.call.value });
  return (
    <>
      <Conversation
        name={clinician}
        pageTitle={tPatient('page.talk')}
        kind={visit.kind.value}
        call={visit.call.value}
        chat={visit.chat.value}
        online={visit.online}
        readsFirst={false}
        address={visit.address}
        recognised={tPatient('recognised.byLink', { clinician })}
        isLost={isLost && isTroubleLoaded()}
        notices={<TalkNotes visit={visit} isLost={isLost} />}
        aside={
          <>
            <SignClock sign={visit.sign} />
            <QuickExit visit={visit} />
          </>
        }
        endControls={
          <Control
            icon={visit.kind.value === 'chat' ? 'leave' : 'hang-up'}
            look="danger"
            text={tShared('talk.leave')}
            testId="hang-up"
            onClick={() => {
              leaving.value = true;
            }}
          />
        }
      />
      {leaving.value && (
        <ConfirmLeave
          visit={visit}
          onStay={() => {
            leaving.value = false;
          }}
        />
      )}
    </>
  );
}
