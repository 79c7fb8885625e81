/**
 * The waiting room: quiet. It says what is known, keeps the screen awake, and offers to write. What comes a moment later
 * has its place from the beginning (stillness.browser.test.ts).
 */

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { tWay } from '../../i18n/way.ts';
import { Button } from '../button.tsx';
import { ChatPanel } from '../chat-panel.tsx';
import { WaitingNotes } from '../trouble/late-screens.tsx';
import { useWakeLock } from '../use-wake-lock.ts';
import { SelfPicture } from '../video.tsx';
import { AppointmentTime } from './appointment-time.tsx';
import { lastSaid } from './clinician-state.tsx';
import { CompareStep } from './compare-step.tsx';
import { ConfirmLeave } from './confirm-leave.tsx';
import { NoRelay } from './no-relay.tsx';
import type { PatientProps } from './patient-app.tsx';
import { PatientScreen } from './patient-screen.tsx';
import { ScreenNote } from './screen-note.tsx';
import { SignHint } from './sign-clock.tsx';
import { WaitingState } from './waiting-state.tsx';

export interface WaitingRoomProps extends PatientProps {
  /** Only after the clinician's device has confirmed it. */
  readonly clinicianKnows: boolean;
  readonly preparing: boolean;
  /** The clinician asks for answers once more. */
  readonly request?: ComponentChildren;
}

export function WaitingRoom({ visit, media, clinicianKnows, preparing, request }: WaitingRoomProps) {
  const clinician = visit.clinicianName.value;
  const leaving = useSignal(false);
  const isUnrelayed =
    visit.call.value?.alarm.value?.kind === 'no-relay' && visit.address.hidden.value === 'by-wish';
  const withPicture = visit.kind.value !== 'chat';
  const own = preparing && withPicture && media.cameraOn.value ? media.stream.value : undefined;
  const awake = useWakeLock();
  useEffect(() => {
    // Nobody is watched while they wait: the camera's light goes out.
    if (!preparing) media.release();
  }, [media, preparing]);
  return (
    <PatientScreen
      visit={visit}
      title={tPatient('waiting.title')}
      testId="waiting"
      actions={
        <Button
          look="quiet"
          icon="leave"
          testId="leave"
          onClick={() => {
            leaving.value = true;
          }}
        >
          {tPatient('waiting.leave')}
        </Button>
      }
    >
      <WaitingState
        visit={visit}
        clinicianKnows={clinicianKnows}
        preparing={preparing}
        pictured={own !== undefined}
      />
      {/* Directly under what is read first, and in the room of what it makes void. */}
      <div class={`waiting-late ${preparing ? 'coming' : ''}`}>
        <WaitingNotes visit={visit} clinicianKnows={clinicianKnows} />
      </div>
      <AppointmentTime visit={visit} />
      {request}
      {isUnrelayed && <NoRelay visit={visit} />}
      {visit.comparison.value && <CompareStep visit={visit} comparison={visit.comparison.value} />}
      <div class="waiting-place">
        <div class={`flow ${own ? 'coming' : ''}`}>
          {!visit.comparison.value && !isUnrelayed && !request && (
            <p class="waiting-text">{tPatient('waiting.text', { clinician })}</p>
          )}
          <p class="hint">
            {tPatient('waiting.alone')}{' '}
            {withPicture && <span class={preparing ? 'coming' : ''}>{tPatient('waiting.mediaOff')}</span>}
          </p>
          <ScreenNote awake={awake} />
        </div>
        {own && (
          <div class="waiting-picture">
            <div class="mirror">
              <SelfPicture stream={own} label={tShared('talk.ownPicture')} testId="self-video" />
            </div>
          </div>
        )}
      </div>
      <Write visit={visit} clinician={clinician} />
      <SignHint clinician={clinician} />
      <details class={clinicianKnows ? '' : 'coming'} data-testid="move">
        <summary>{tWay('move.title')}</summary>
        <p>{tWay('move.text', { clinician })}</p>
      </details>
      {leaving.value && (
        <ConfirmLeave
          visit={visit}
          onStay={() => {
            leaving.value = false;
          }}
        />
      )}
    </PatientScreen>
  );
}

/** Opens by itself when the clinician writes. */
function Write({ visit, clinician }: { visit: PatientProps['visit']; clinician: string }) {
  const chat = visit.chat.value;
  const open = useSignal(false);
  const unread = chat?.unread.value ?? 0;
  const isSaid = lastSaid(visit) !== undefined;
  useEffect(() => {
    // What was said to whoever waits stands above already, big.
    if (unread === 0 || isSaid || open.peek()) return;
    open.value = true;
  }, [open, unread, isSaid]);
  if (!chat)
    return (
      <div class="waiting-write coming">
        <Button icon="chat">{tPatient('waiting.write', { clinician })}</Button>
      </div>
    );
  return (
    <>
      {open.value ? (
        <section class="waiting-chat" aria-label={tShared('chat.title')}>
          <ChatPanel chat={chat} name={clinician} />
        </section>
      ) : (
        <div class="waiting-write">
          <Button
            icon="chat"
            testId="chat-toggle"
            onClick={() => {
              open.value = true;
            }}
          >
            {tPatient('waiting.write', { clinician })}
          </Button>
        </div>
      )}
    </>
  );
}
