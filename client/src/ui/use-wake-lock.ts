import { useEffect } from 'preact/hooks';

/**
 * Keeps the screen from going dark while somebody waits or talks. The browser drops the lock whenever the page
 * is hidden, so it is asked for again each time it comes back. Where there is none, the screen just sleeps.
 */
export function useWakeLock(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        const lock = await navigator.wakeLock.request('screen');
        if (over) await lock.release();
        else held = lock;
      } catch {
        // Refused, for example to save the battery: waiting works all the same.
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
}
