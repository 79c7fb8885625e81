import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The wall clock in Unix milliseconds, drawn anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, now]);
  return now.value;
}
