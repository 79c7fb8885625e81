/** In the waiting room, above all: who knows of whoever waits, and what there is to know just now. */

import type { GuestView } from '../../guest/guest-view.ts';
import { shownState } from '../../guest/heard-desk.ts';
import { formatTime } from '../../i18n/format.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { Icon } from '../icon.tsx';
import { SteadyText } from '../steady-text.tsx';
import { useNow } from '../use-now.ts';
import { clinicianStateText, lastSaid, SaidLater } from './clinician-state.tsx';
import { WaitingMessage } from './waiting-message.tsx';

/** An em and a half: the icon and its distance from the words. */
const asWideAsItsIcon = '\u2003\u2002';

export interface WaitingStateProps {
  readonly visit: GuestView;
  readonly clinicianKnows: boolean;
  readonly preparing: boolean;
  /** Their own picture stands below: about to begin. */
  readonly pictured: boolean;
}

export function WaitingState({ visit, clinicianKnows, preparing, pictured }: WaitingStateProps) {
  const clinician = visit.clinicianName.value;
  const chat = visit.chat.value;
  const talked = visit.talked.value;
  const leads = {
    notified: tPatient('waiting.notified'),
    known: tPatient('waiting.known', { clinician }),
    preparing: tPatient('waiting.preparing'),
  };
  const lead = preparing ? 'preparing' : clinicianKnows ? 'known' : 'notified';
  return (
    <div class="waiting-state" role="status">
      <p class="lead" data-testid={clinicianKnows ? 'clinician-knows' : 'practice-notified'}>
        <SteadyText others={Object.values(leads)}>{leads[lead]}</SteadyText>
      </p>
      {!preparing && talked && !talked.notSentBack && (
        <p data-testid="sent-back">{tPatient('waiting.sentBack', { clinician })}</p>
      )}
      <Now visit={visit} lead={lead} pictured={pictured} />
      {!preparing && chat && lastSaid(visit) === undefined && (
        <WaitingMessage chat={chat} clinician={clinician} />
      )}
      {!preparing && <SaidLater visit={visit} />}
    </div>
  );
}

interface NowProps extends Pick<WaitingStateProps, 'visit' | 'pictured'> {
  readonly lead: 'notified' | 'known' | 'preparing';
}

/** One sentence: what keeps from hearing news, or the news, or that there will be some. */
function Now({ visit, lead, pictured }: NowProps) {
  const nowMs = useNow(15_000);
  const clinician = visit.clinicianName.value;
  const state = lead === 'known' ? shownState(visit.heardDesk.value, nowMs) : undefined;
  const others = [
    tPatient('waiting.news'),
    tPatient('waiting.free', { clinician }),
    tPatient('waiting.busy', { clinician }),
    tPatient('waiting.back', { clinician, time: formatTime(nowMs) }),
    tPatient('waiting.preparingText'),
    asWideAsItsIcon + tShared('offline.text'),
  ];
  if (!visit.online.value)
    return (
      <p key="offline" class="waiting-now" data-testid="offline">
        <SteadyText others={others}>
          <Icon name="wifi-off" />
          {tShared('offline.text')}
        </SteadyText>
      </p>
    );
  return (
    <p
      key="now"
      class={`waiting-now ${lead !== 'preparing' && !state ? 'waiting-nothing' : ''}`}
      data-testid="clinician-now"
      data-state={state?.kind}
    >
      <SteadyText others={others}>
        {lead === 'preparing'
          ? pictured && tPatient('waiting.preparingText')
          : state
            ? clinicianStateText(state, clinician)
            : tPatient('waiting.news')}
      </SteadyText>
    </p>
  );
}
