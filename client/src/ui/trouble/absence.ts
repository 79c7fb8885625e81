/** A page that was put to sleep: the screen locked, another app in front, a battery that is spared. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Unix milliseconds. */
export interface Absence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** In the background browsers let timers run once a minute: what is awake in that way has missed nothing. */
const longerThanMs = 90_000;
const lookEveryMs = 5_000;

/** @returns the time nothing ran here, if it was long enough to be noticed */
export function absenceBetween(lastSeenMs: number, nowMs: number): Absence | undefined {
  return nowMs - lastSeenMs > longerThanMs ? { fromMs: lastSeenMs, toMs: nowMs } : undefined;
}

/** The last such time since this was first asked. */
export function useAbsence(): Absence | undefined {
  const last = useSignal<Absence | undefined>(undefined);
  useEffect(() => {
    let seenMs = Date.now();
    const look = () => {
      const nowMs = Date.now();
      const absence = absenceBetween(seenMs, nowMs);
      if (absence) last.value = absence;
      seenMs = nowMs;
    };
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return last.value;
}
