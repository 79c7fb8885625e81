/**
 * A clock. Pressing it shows the date for a moment, as many clocks do, and tells the clinician silently that the patient
 * is not alone. Pressing the date shows the time again and says that it was a mistake; not at once, because whoever is
 * afraid presses twice. Nothing on this screen, and no name that is read aloud, says so.
 */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OwnSign } from '../../guest/own-sign.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { tTools } from '../../i18n/tools.ts';
import { Icon } from '../icon.tsx';
import { useNow } from '../use-now.ts';

const dateForMs = 8_000;
/** Until then a further press is the same sign, given hastily. */
const hasteMs = 2_000;

export function SignClock({ sign }: { sign: OwnSign }) {
  const now = useNow(1_000);
  /** When it was last pressed while giving the sign, by the page's own clock; undefined while the time is shown. */
  const pressedAt = useSignal<number | undefined>(undefined);
  const pressed = pressedAt.value;
  useEffect(() => {
    if (pressed === undefined) return undefined;
    const timer = setTimeout(() => {
      pressedAt.value = undefined;
    }, dateForMs);
    return () => clearTimeout(timer);
  }, [pressed]);
  const press = () => {
    const last = pressedAt.value;
    const atMs = performance.now();
    const isMistake = last !== undefined && atMs - last >= hasteMs;
    pressedAt.value = isMistake ? undefined : atMs;
    if (isMistake) sign.takeBack();
    else if (last === undefined) sign.give();
  };
  const showsDate = pressed !== undefined;
  const text = showsDate ? formatDay(now, 0) : formatTime(now);
  return (
    <button
      type="button"
      class="shield"
      data-testid="clock"
      aria-label={
        showsDate ? tTools('clock.dateLabel', { date: text }) : tTools('clock.label', { time: text })
      }
      onClick={press}
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
      <p class="hint">{tTools('sign.mistake', { clinician })}</p>
      <p class="hint">{tTools('sign.agree')}</p>
    </details>
  );
}
