/** The clinician's side of the conversation: they can send back to the waiting room, and end. */

import { type Signal, useSignal } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { tCompare } from '../../i18n/compare.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Control } from '../conversation/controls.tsx';
import { Conversation } from '../conversation/conversation.tsx';
import { Confirm, Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { useLineLost } from '../trouble/line-lost.ts';
import { useTask } from '../use-task.ts';
import { AlarmNotice } from './alarm-notice.tsx';
import { counted } from './counted.ts';
import { CutOff } from './cut-off.tsx';
import { DeskFull, PatientFull } from './desk-full.tsx';
import { ExposedVisitNotice } from './exposed-visit.tsx';
import { failureText } from './fault-text.ts';
import { LockControl, LockNotice } from './lock-control.tsx';
import { AnswersButton, LeftQuickly } from './patient-answers.tsx';
import { guestCall, presentPatients, whoIs, whoTheySay, wishesToBeCalled } from './patient-names.ts';
import { OtherBrowser, TrustLine } from './patient-trust.tsx';
import { SignNotice } from './sign-notice.tsx';

export function DeskConversation({ desk, visitId }: { desk: DeskView; visitId: VisitId }) {
  const patients = presentPatients(desk.patients.value);
  const patient = patients.find(({ visit }) => visit.visitId === visitId);
  const isOverlooked = desk.call.value?.screen.on.value === true;
  const nameOf = isOverlooked ? whoTheySay : whoIs;
  const who = patient ? nameOf(patient) : tDesk('patient.unnamed');
  const wished = patient && !isOverlooked ? wishesToBeCalled(patient) : undefined;
  const ending = useSignal(false);
  /** Kept while the dialog is put away. */
  const next = useSignal('');
  const back = useTask();
  const kind = patient?.kind ?? 'video';
  // What stopped a visit is said instead, and nothing comes back by itself then.
  const isLost =
    useLineLost({ online: desk.online, kind, call: desk.call.value }) &&
    patient !== undefined &&
    patient.alarm === undefined;
  return (
    <>
      <Conversation
        name={who}
        wished={wished && tDesk('patient.calls', { name: wished })}
        // Without a name: the title stands over the screen that is shown, and in what the computer lists of windows.
        pageTitle={counted(desk, tDesk('page.title', { screen: tDesk('talk.screen') }))}
        kind={kind}
        isLost={isLost}
        call={desk.call.value}
        chat={desk.chatOf(visitId).value}
        online={desk.online}
        readsFirst={true}
        address={desk.address}
        recognised={
          patient?.compared ? tCompare('desk.recognised', { who }) : tDesk('recognised.byNotebook', { who })
        }
        aside={
          <>
            <LockControl desk={desk} who={who} />
            {patient && <AnswersButton patient={patient} who={who} />}
            <WaitingMeanwhile
              others={patients.filter(({ visit }) => visit.visitId !== visitId)}
              isOverlooked={isOverlooked}
            />
          </>
        }
        notices={
          <>
            {patient && <AlarmNotice desk={desk} patient={patient} />}
            <DeskFull desk={desk} />
            <PatientFull patient={patient} who={who} />
            <SignNotice sign={desk.signOf(visitId).value} who={who} isOverlooked={isOverlooked} />
            {back.failure !== undefined && (
              <Notice tone="warning" live="alert">
                {failureText(back.failure)}
              </Notice>
            )}
            {patient && (
              <ExposedVisitNotice
                patient={patient}
                who={who}
                onEnd={() => {
                  ending.value = true;
                }}
              />
            )}
            {patient && <LeftQuickly patient={patient} who={who} />}
            {patient && (
              <CutOff
                patient={patient}
                who={who}
                isLost={isLost}
                isSilent={desk.signOf(visitId).value !== undefined}
                isOverlooked={isOverlooked}
              />
            )}
            <LockNotice desk={desk} isTried={patient?.visit.otherBrowser === true} />
            {patient?.visit.otherBrowser && !desk.day.lock.locked.value && (
              <OtherBrowser desk={desk} visitId={visitId} />
            )}
            {patient?.trust === 'two-proofs' && <TrustLine patient={patient} />}
          </>
        }
        endControls={
          <>
            <Control
              icon="send-back"
              text={tDesk('talk.sendBack')}
              testId="send-back"
              busy={back.busy}
              onClick={() => back.run(() => desk.sendBack(visitId))}
            />
            <Control
              icon="hang-up"
              look="danger"
              text={tDesk('talk.end')}
              testId="end-visit"
              onClick={() => {
                ending.value = true;
              }}
            />
          </>
        }
      />
      {ending.value && (
        <ConfirmEnd
          desk={desk}
          visitId={visitId}
          who={who}
          next={next}
          onStay={() => {
            ending.value = false;
          }}
        />
      )}
    </>
  );
}

interface ConfirmEndProps {
  readonly desk: DeskView;
  readonly visitId: VisitId;
  readonly who: string;
  /** The next appointment, as typed so far. */
  readonly next: Signal<string>;
  readonly onStay: () => void;
}

function ConfirmEnd({ desk, visitId, who, next, onStay }: ConfirmEndProps) {
  const task = useTask();
  const typed = next.value.trim();
  return (
    <Confirm
      title={tDesk('talk.endTitle', { who })}
      confirm={typed ? tDesk('talk.endShowing') : tDesk('talk.endConfirm')}
      prepared={typed !== ''}
      stay={tDesk('talk.stay')}
      busy={task.busy}
      onConfirm={() => task.run(() => desk.end(visitId, typed || undefined))}
      onStay={onStay}
    >
      <p>{tDesk('talk.endText')}</p>
      <Field label={tBefore('desk.next')} hint={tBefore('desk.nextHint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            maxLength={300}
            value={next.value}
            data-testid="next-appointment"
            onInput={(event) => {
              next.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
    </Confirm>
  );
}

/** A number and no more: nobody's name is on the screen while somebody else talks. */
function WaitingMeanwhile({
  others,
  isOverlooked,
}: {
  others: readonly DeskPatient[];
  isOverlooked: boolean;
}) {
  const open = useSignal(false);
  if (others.length === 0) return null;
  return (
    <>
      <button
        type="button"
        class="shield"
        data-testid="waiting-meanwhile"
        onClick={() => {
          open.value = true;
        }}
      >
        <Icon name="people" />
        <span>{tDesk('talk.waitingMeanwhile', { count: others.length })}</span>
      </button>
      {open.value && (
        <Dialog
          title={tDesk('waiting.title')}
          onClose={() => {
            open.value = false;
          }}
          closable
        >
          <ul class="plain-list">
            {others.map((other) => (
              <li key={other.visit.visitId}>
                {isOverlooked ? guestCall(other.visit.guestName) : whoIs(other)}
              </li>
            ))}
          </ul>
          <p class="hint">{tDesk('patient.busy')}</p>
        </Dialog>
      )}
    </>
  );
}
