/** A visit that has been stopped: the sentence, and the place where the clinician looks and decides. */

import { useSignal } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';
import { afterAlarm, type Sighting } from '../../crypto/roster-view.ts';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tAlarm } from '../../i18n/alarm.ts';
import { formatTime } from '../../i18n/format.ts';
import { alarmForDesk, meaningOf } from '../alarm-text.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';

export interface AlarmNoticeProps {
  readonly desk: DeskView;
  readonly patient: DeskPatient;
}

/** Nothing, where there is no alarm. */
export function AlarmNotice({ desk, patient }: AlarmNoticeProps) {
  const looking = useSignal(false);
  const { alarm } = patient;
  if (!alarm) return null;
  return (
    <>
      <Notice tone="alarm" icon="alert" live="alert" testId="alarm">
        <p>{alarmForDesk(alarm)}</p>
        <Button
          testId="alarm-look"
          onClick={() => {
            looking.value = true;
          }}
        >
          {tAlarm('look.open')}
        </Button>
      </Notice>
      {looking.value && (
        <AlarmDialog
          desk={desk}
          patient={patient}
          onClose={() => {
            looking.value = false;
          }}
        />
      )}
    </>
  );
}

function AlarmDialog({ desk, patient, onClose }: AlarmNoticeProps & { onClose: () => void }) {
  const { alarm, sightings = [], visit } = patient;
  if (!alarm) return null;
  return (
    <Dialog title={tAlarm('look.title')} onClose={onClose} closable testId="alarm-dialog">
      {sightings.length > 0 ? (
        <ol class="sightings">
          {sightings.map((sighting) => (
            <SightingItem key={JSON.stringify(sighting.alarm)} {...sighting} />
          ))}
        </ol>
      ) : (
        <p>{alarmForDesk(alarm)}</p>
      )}
      <p>{tAlarm('look.stopped')}</p>
      <h3>{tAlarm('look.meaning')}</h3>
      {alarm.kind === 'told' && <p>{tAlarm('look.told')}</p>}
      <p>{meaningOf(alarm)}</p>
      <h3>{tAlarm('look.choices')}</h3>
      <Choices desk={desk} visitId={visit.visitId} after={afterAlarm(alarm)} />
    </Dialog>
  );
}

function SightingItem({ alarm, atMs }: Sighting) {
  return (
    <li>
      <p>
        <strong>{formatTime(atMs)}</strong> {alarmForDesk(alarm)}
      </p>
      {'userId' in alarm && (
        <p class="technical" data-testid="sighting-user">
          {alarm.userId}
          {'deviceId' in alarm && ` ${alarm.deviceId}`}
        </p>
      )}
    </li>
  );
}

interface ChoicesProps {
  readonly desk: DeskView;
  readonly visitId: VisitId;
  readonly after: ReturnType<typeof afterAlarm>;
}

function Choices({ desk, visitId, after }: ChoicesProps) {
  const ending = useTask();
  const goingOn = useTask();
  return (
    <div class="flow">
      {after === 'when-clean' && (
        <>
          <Button
            busy={goingOn.busy}
            testId="alarm-go-on"
            onClick={() => goingOn.run(() => desk.goOn(visitId))}
          >
            {tAlarm('look.goOn')}
          </Button>
          <p class="hint">{tAlarm('look.goOnHint')}</p>
        </>
      )}
      {after === 'never' && <p>{tAlarm('look.never')}</p>}
      <Button
        look="danger"
        icon="hang-up"
        busy={ending.busy}
        testId="alarm-end"
        onClick={() => ending.run(() => desk.end(visitId))}
      >
        {tAlarm('look.end')}
      </Button>
      <p class="hint">{tAlarm('look.endHint')}</p>
      {goingOn.failure !== undefined && (
        <Notice tone="warning" live="alert" testId="alarm-failed">
          {tAlarm('look.failed')}
        </Notice>
      )}
      {ending.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(ending.failure)}
        </Notice>
      )}
    </div>
  );
}
