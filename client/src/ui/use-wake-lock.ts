import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * Keeps the screen from going dark while somebody waits or talks. The browser drops the lock whenever the page
 * is hidden, so it is asked for again each time it comes back. Where there is none, the screen just sleeps.
 *
 * @returns whether it is kept awake just now; undefined until that is known. Also false when the system takes the lock
 *   back, for example to spare the battery.
 */
export function useWakeLock(): ReadonlySignal<boolean | undefined> {
  const awake = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      if (!('wakeLock' in navigator)) {
        awake.value = false;
        return;
      }
      try {
        const lock = await navigator.wakeLock.request('screen');
        if (over) return void (await lock.release());
        held = lock;
        awake.value = true;
        lock.addEventListener('release', () => {
          if (held === lock) awake.value = false;
        });
      } catch {
        // Refused, for example to save the battery: waiting works all the same.
        awake.value = false;
      }
    };
    const onChange = () => void ask();
    document.addEventListener('visibilitychange', onChange);
    void ask();
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', onChange);
      held?.release().catch(() => undefined);
    };
  }, []);
  return awake;
}
