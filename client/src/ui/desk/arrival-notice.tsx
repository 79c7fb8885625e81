/** Tells of arrivals: always by number, and by sound and notification where the clinician wants it. */

import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { noArrivals, noteArrivals } from '../../desk/arrivals.ts';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { showBadge } from './badge.ts';
import { mayBeHeard, playChime } from './chime.ts';
import { waitingCount } from './counted.ts';
import { notificationState, notify } from './notification.ts';

/** For as long as the desk is open, whichever of its screens is shown. Draws nothing. */
export function Announcer({ desk }: { desk: DeskView }) {
  const arrivals = useRef(noArrivals);
  useSignalEffect(() => {
    const isTalking = desk.current.value !== undefined;
    const noted = noteArrivals(arrivals.current, desk.patients.value, isTalking, Date.now());
    arrivals.current = noted.arrivals;
    if (noted.say) announce(desk);
  });
  useSignalEffect(() => {
    showBadge(waitingCount(desk));
    return () => showBadge(0);
  });
  return null;
}

/** What has been chosen and cannot be had just now. */
export function SilentNotice({ desk }: { desk: DeskView }) {
  const { chime, notify } = desk.day.choices.chosen.value;
  return (
    <>
      {chime && !mayBeHeard.value && (
        <Notice icon="sound" live="polite" testId="chime-silent">
          <p>{tDay('arrival.silent')}</p>
          {/* Any press will do; this one can be found. */}
          <Button>{tDay('arrival.allowSound')}</Button>
        </Notice>
      )}
      {notify && notificationState.value !== 'granted' && (
        <Notice icon="alert" live="polite" testId="notify-silent">
          {tDay('arrival.blocked')}
        </Notice>
      )}
    </>
  );
}

function announce(desk: DeskView): void {
  const { chime, notify: notifies } = desk.day.choices.chosen.peek();
  if (chime) playChime().catch(() => undefined);
  if (notifies) notify(tDay('arrival.notification'));
}
