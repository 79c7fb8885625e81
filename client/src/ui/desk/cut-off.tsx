/** Over the clinician's conversation: the patient has gone, or the line stays away, and whom to call. */

import type { DeskPatient } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatTime } from '../../i18n/format.ts';
import { tLost } from '../../i18n/lost.ts';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { telephone } from '../reach.ts';

export interface CutOffProps {
  readonly patient: DeskPatient;
  readonly who: string;
  /** As `useLineLost` has it. */
  readonly isLost: boolean;
  /** Something has been heard of somebody beside the patient: a telephone that rings may harm. */
  readonly isSilent: boolean;
  /** Our own screen is shown: whoever stands beside the patient may read everything on it. */
  readonly isOverlooked: boolean;
}

export function CutOff({ patient, who, isLost, isSilent, isOverlooked }: CutOffProps) {
  const { presence, presenceSinceMs } = patient.visit;
  if (patient.leftAtMs !== undefined) return <HasLeft leftAtMs={patient.leftAtMs} who={who} />;
  const isGone = presence === 'gone';
  if (!isGone && !isLost) return null;
  const mayRing = !isSilent && patient.leftQuicklyAtMs === undefined;
  return (
    <Notice tone="warning" icon="alert" live="polite" testId={isGone ? 'gone' : 'line-lost'}>
      {mayRing && <CallBack phone={patient.before?.given.callback} who={who} />}
      {isSilent && !isOverlooked && (
        <p data-testid="do-not-call">
          <strong>{tLost('desk.silent')}</strong>
        </p>
      )}
      <p>
        {isGone
          ? tDesk('talk.gone', { who, time: formatTime(presenceSinceMs) })
          : tLost('desk.lost', { who })}
      </p>
    </Notice>
  );
}

/** For good, and by their own wish: nobody is to be called. */
export function HasLeft({ leftAtMs, who }: { leftAtMs: number; who: string }) {
  return (
    <Notice icon="leave" live="polite" testId="has-left">
      <strong>{tLost('desk.left', { who, time: formatTime(leftAtMs) })}</strong> {tLost('desk.leftHint')}
    </Notice>
  );
}

/** The number the patient gave for this; where none was asked for, the practice has its own. */
function CallBack({ phone, who }: { phone: string | undefined; who: string }) {
  if (phone === undefined) return null;
  return (
    <>
      <a class="button button-plain" href={telephone(phone)} data-testid="call-patient">
        <Icon name="phone" />
        <span>{tLost('desk.call', { phone })}</span>
      </a>
      <p>
        <strong>{tLost('desk.agreed', { who })}</strong>
      </p>
    </>
  );
}
