import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useNow } from '../use-now.ts';

/** For how many milliseconds something has been so without a break; 0 while it is not. Looks every few seconds. */
export function useSince(isSo: boolean): number {
  const sinceMs = useSignal<number | undefined>(undefined);
  const nowMs = useNow(5_000);
  useEffect(() => {
    sinceMs.value = isSo ? Date.now() : undefined;
  }, [isSo]);
  return sinceMs.value === undefined ? 0 : Math.max(0, nowMs - sinceMs.value);
}
