/**
 * A clock. Pressing it shows the date for a moment, as many clocks do, and tells the clinician silently that the patient
 * is not alone. Nothing on this screen, and no name that is read aloud, says so.
 */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { tTools } from '../../i18n/tools.ts';
import { Icon } from '../icon.tsx';
import { useNow } from '../use-now.ts';

const dateForMs = 4_000;

export function SignClock({ onPress }: { onPress: () => void }) {
  const now = useNow(1_000);
  const presses = useSignal(0);
  const showsDate = useSignal(false);
  const pressed = presses.value;
  useEffect(() => {
    if (pressed === 0) return undefined;
    showsDate.value = true;
    const timer = setTimeout(() => {
      showsDate.value = false;
    }, dateForMs);
    return () => clearTimeout(timer);
  }, [pressed]);
  const text = showsDate.value ? formatDay(now, 0) : formatTime(now);
  return (
    <button
      type="button"
      class="shield"
      data-testid="clock"
      aria-label={
        showsDate.value ? tTools('clock.dateLabel', { date: text }) : tTools('clock.label', { time: text })
      }
      onClick={() => {
        presses.value += 1;
        onPress();
      }}
    >
      <Icon name="clock" />
      <span>{text}</span>
    </button>
  );
}

/** Told where the patient is by themselves: nobody can be told it in the conversation. */
export function SignHint({ clinician }: { clinician: string }) {
  return (
    <details data-testid="sign-hint">
      <summary>{tTools('sign.summary')}</summary>
      <p class="hint">{tTools('sign.how', { clinician })}</p>
      <p class="hint">{tTools('sign.agree')}</p>
    </details>
  );
}
