/** One visit at the desk: who, since when, how they proved themselves, and what can be done. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tCompare } from '../../i18n/compare.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatTime, minutesSince } from '../../i18n/format.ts';
import { tLost } from '../../i18n/lost.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { ChatNews } from '../chat/chat-news.tsx';
import { ChatPanel } from '../chat-panel.tsx';
import { Confirm } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { useAboutToAdmit } from './about-to-admit.ts';
import { AlarmNotice } from './alarm-notice.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { HasLeft } from './cut-off.tsx';
import { PatientFull } from './desk-full.tsx';
import { ExposedVisitNotice } from './exposed-visit.tsx';
import { failureText } from './fault-text.ts';
import { InvitationDialog } from './invitation-dialog.tsx';
import { Later, LaterSaid } from './later.tsx';
import { LinkAgain } from './link-again.tsx';
import { LeftQuickly, PatientAnswers } from './patient-answers.tsx';
import { guestCall, whoIs, wishesToBeCalled } from './patient-names.ts';
import { OtherBrowser, TrustLine } from './patient-trust.tsx';

export interface PatientCardProps {
  readonly desk: DeskView;
  readonly patient: DeskPatient;
  readonly nowMs: number;
}

export function PatientCard({ desk, patient, nowMs }: PatientCardProps) {
  const { visit, trust } = patient;
  const who = whoIs(patient);
  const wished = wishesToBeCalled(patient);
  const titleId = useId();
  const aboutToAdmit = useAboutToAdmit(desk, patient);
  return (
    <li>
      <article
        class="card"
        aria-labelledby={titleId}
        data-testid="patient-card"
        data-visit={visit.visitId}
        data-trust={trust}
        data-phase={visit.phase}
        data-presence={visit.presence}
        data-connected={patient.connected}
        {...aboutToAdmit}
      >
        <div class="card-head">
          <h3 id={titleId} tabIndex={-1}>
            {who}
          </h3>
          {patient.leftAtMs === undefined && (
            <p class={`presence presence-${visit.presence}`}>{presenceText(patient)}</p>
          )}
        </div>
        <p class="card-meta">
          {sinceText(patient, nowMs)}
          {wished && `, ${tDesk('patient.calls', { name: wished })}`}
          {who !== guestCall(visit.guestName) && ` · ${guestCall(visit.guestName)}`}
        </p>
        <TrustLine patient={patient} />
        {patient.elsewhere && (
          <Notice live="polite" testId="elsewhere">
            {tDesk('patient.elsewhere')}
          </Notice>
        )}
        <ExposedVisitNotice patient={patient} who={who} />
        {patient.leftAtMs !== undefined && <HasLeft leftAtMs={patient.leftAtMs} who={who} />}
        <LeftQuickly patient={patient} who={who} />
        <PatientFull patient={patient} who={who} />
        <AlarmNotice desk={desk} patient={patient} />
        {trust === 'proven' && <PatientAnswers desk={desk} patient={patient} who={who} />}
        {visit.otherBrowser && <OtherBrowser desk={desk} visitId={visit.visitId} />}
        {patient.leftAtMs === undefined ? (
          <Actions desk={desk} patient={patient} who={who} />
        ) : (
          <AfterLeaving desk={desk} patient={patient} who={who} />
        )}
      </article>
    </li>
  );
}

function Actions({ desk, patient, who }: { desk: DeskView; patient: DeskPatient; who: string }) {
  const { visit, trust, alarm } = patient;
  const task = useTask();
  const declining = useSignal(false);
  const writing = useSignal(false);
  const comparing = useSignal(false);
  const chat = desk.chatOf(visit.visitId).value;
  const unread = chat?.unread.value ?? 0;
  const inSession = visit.phase === 'in-session';
  const comparison = desk.comparisonOf(visit.visitId).value;
  // Whoever failed the proof, or came with a link of keys that are gone, cannot be let in at all; whoever is still being
  // checked, in a moment.
  const isLost = trust === 'unproven' && patient.lostLink === true;
  const hopeless = trust === 'failed' || trust === 'two-proofs' || isLost || alarm !== undefined;
  const admissible = trust === 'proven' && visit.phase !== 'arriving' && !patient.before?.missing.length;
  return (
    <>
      <div class="button-row">
        {trust === 'uncompared' && comparison && !hopeless && (
          <Button
            look="primary"
            icon="phone"
            label={tCompare('desk.titleWho', { who })}
            testId="compare-open"
            onClick={() => {
              comparing.value = true;
            }}
          >
            {tCompare('desk.title')}
          </Button>
        )}
        {!hopeless && trust !== 'uncompared' && (
          <Button
            look={hasFled(patient) ? 'plain' : 'primary'}
            icon="door"
            busy={task.busy}
            disabled={!admissible}
            label={inSession ? undefined : tDesk('patient.admitName', { who })}
            testId="admit"
            onClick={() => task.run(() => desk.admit(visit.visitId))}
          >
            {inSession ? tDesk('patient.resume') : tDesk('patient.admit')}
          </Button>
        )}
        {chat && (
          <Button
            icon="chat"
            label={unread > 0 ? undefined : tDesk('patient.chatName', { who })}
            testId="card-chat"
            onClick={() => {
              writing.value = !writing.value;
            }}
          >
            {unread > 0 ? tDesk('patient.chatUnread', { count: unread }) : tDesk('patient.chat')}
          </Button>
        )}
        <ChatNews chat={chat} name={who} open={writing.value} />
        {chat && !inSession && !hopeless && (
          <Later desk={desk} visitId={visit.visitId} chat={chat} who={who} />
        )}
        {patient.link && !inSession && <LinkAgain desk={desk} id={patient.link} who={who} isUsed />}
        <Button
          look={hopeless ? 'danger' : 'quiet'}
          testId="decline"
          label={inSession ? undefined : tDesk('patient.declineName', { who })}
          onClick={() => {
            declining.value = true;
          }}
        >
          {inSession ? tDesk('patient.endOld') : tDesk('patient.decline')}
        </Button>
      </div>
      {chat && !inSession && <LaterSaid chat={chat} saidUntil={patient.saidUntil} />}
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
      {comparing.value && comparison && (
        <CompareDialog
          comparison={comparison}
          who={who}
          onClose={() => {
            comparing.value = false;
          }}
        />
      )}
      {writing.value && chat && (
        <section class="card-chat" aria-label={tShared('chat.title')}>
          <ChatPanel chat={chat} name={who} />
        </section>
      )}
      {declining.value && (
        <ConfirmOver
          desk={desk}
          patient={patient}
          who={who}
          onStay={() => {
            declining.value = false;
          }}
        />
      )}
    </>
  );
}

/** Who has left for good is not let in, written to or put off any more. */
function AfterLeaving({ desk, patient, who }: { desk: DeskView; patient: DeskPatient; who: string }) {
  const inviting = useSignal(false);
  const task = useTask();
  const { visitId, phase } = patient.visit;
  return (
    <>
      <div class="button-row">
        <Button
          icon="plus"
          testId="invite-anew"
          label={tLost('desk.newLinkName', { who })}
          onClick={() => {
            inviting.value = true;
          }}
        >
          {tLost('desk.newLink')}
        </Button>
        <Button
          look="quiet"
          busy={task.busy}
          testId="end-left"
          label={tLost('desk.endName', { who })}
          onClick={() => task.run(() => (phase === 'in-session' ? desk.end(visitId) : desk.decline(visitId)))}
        >
          {tDesk('patient.endOld')}
        </Button>
      </div>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
      {inviting.value && (
        <InvitationDialog
          desk={desk}
          label={patient.label}
          onClose={() => {
            inviting.value = false;
          }}
        />
      )}
    </>
  );
}

/** Left in a hurry and not back yet: nothing here asks to be pressed, because somebody may have come in on them. */
function hasFled({ leftQuicklyAtMs, visit }: DeskPatient): boolean {
  return leftQuicklyAtMs !== undefined && visit.presence !== 'here';
}

interface ConfirmOverProps {
  readonly desk: DeskView;
  readonly patient: DeskPatient;
  readonly who: string;
  readonly onStay: () => void;
}

/** Declining somebody who waits, or ending a conversation that is not open here. Both are for good. */
function ConfirmOver({ desk, patient, who, onStay }: ConfirmOverProps) {
  const { visitId, phase } = patient.visit;
  const task = useTask();
  const inSession = phase === 'in-session';
  const go = async () => {
    await (inSession ? desk.end(visitId) : desk.decline(visitId));
    onStay();
  };
  return (
    <Confirm
      title={inSession ? tDesk('talk.endTitle', { who }) : tDesk('patient.declineTitle', { who })}
      confirm={inSession ? tDesk('talk.endConfirm') : tDesk('patient.declineConfirm')}
      stay={tShared('common.cancel')}
      busy={task.busy}
      onConfirm={() => task.run(go)}
      onStay={onStay}
    >
      <p>{inSession ? tDesk('talk.endText') : tDesk('patient.declineText')}</p>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
    </Confirm>
  );
}

function presenceText({ visit }: DeskPatient): string {
  const time = formatTime(visit.presenceSinceMs);
  switch (visit.presence) {
    case 'here':
      return tDesk('patient.here');
    case 'away':
      return tDesk('patient.away', { time });
    case 'gone':
      return tDesk('patient.gone', { time });
  }
}

function sinceText({ visit, leftAtMs }: DeskPatient, nowMs: number): string {
  if (leftAtMs !== undefined) return tLost('desk.leftAt', { time: formatTime(leftAtMs) });
  if (visit.phase === 'in-session') return tDesk('patient.inSession');
  if (visit.phase === 'arriving' || visit.waitingSinceMs === null) return tDesk('patient.arriving');
  return tDesk('patient.waitingSince', {
    time: formatTime(visit.waitingSinceMs),
    minutes: minutesSince(visit.waitingSinceMs, nowMs),
  });
}
