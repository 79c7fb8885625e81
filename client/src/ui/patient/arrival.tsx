/** Door, mirror, questions and name: the patient's own steps before anything is used up. */

import { useSignal } from '@preact/signals';
import type { DoorAnswer } from '@sprechzimmer/protocol';
import type { StopReason } from '../../guest/guest-view.ts';
import { useNow } from '../use-now.ts';
import { Door } from './door.tsx';
import { Early } from './early.tsx';
import { Mirror } from './mirror.tsx';
import { NameStep } from './name-step.tsx';
import type { PatientProps } from './patient-app.tsx';
import { Question } from './questions.tsx';
import { Stopped } from './stopped.tsx';
import { useSteps } from './use-steps.ts';

export function Arrival({ visit, media, door }: PatientProps & { door: DoorAnswer }) {
  // The server's clock decides; this device's may be wrong by hours.
  const clockAheadMs = useSignal(Date.now() - door.serverTimeMs);
  const nowMs = useNow(1000) - clockAheadMs.value;
  const closed = closedReason(door);
  if (closed) return <Stopped visit={visit} reason={closed} canRetry={false} />;
  if (door.state === 'too-early' && nowMs < door.notBefore * 1000)
    return <Early visit={visit} notBefore={door.notBefore} nowMs={nowMs} />;
  return <Steps visit={visit} media={media} door={door} nowMs={nowMs} />;
}

function Steps({ visit, media, door, nowMs }: PatientProps & { door: DoorAnswer; nowMs: number }) {
  const { step, goOn, goBack } = useSteps(visit, media, door.kind);
  switch (step) {
    case 'door':
      return <Door visit={visit} door={door} nowMs={nowMs} onEnter={goOn} />;
    case 'mirror':
      return <Mirror visit={visit} media={media} onBack={goBack} onNext={goOn} />;
    case 'name':
      return <NameStep visit={visit} onBack={goBack} />;
    default:
      return <Question key={step} visit={visit} question={step} onNext={goOn} onBack={goBack} />;
  }
}

/** A door that does not open any more is one of the stops. */
function closedReason(door: DoorAnswer): StopReason | undefined {
  switch (door.state) {
    case 'too-late':
    case 'cancelled':
    case 'exposed':
    case 'ended':
      return { kind: 'problem', code: door.state };
    case 'open':
    case 'opened':
    case 'too-early':
      return undefined;
  }
}
