import { useEffect } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';

/** Often enough for whoever watches the screen, and seldom enough for a server that is just coming up. */
const lookEveryMs = 10_000;

/**
 * Looks whether the practice answers again, without touching what is on the screen, and goes on when it does: also at
 * once when the browser says that its network is back.
 */
export function useReturn(visit: GuestView, isAway: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!isAway) return;
    let isLooking = false;
    let isShown = true;
    const look = async () => {
      if (isLooking) return;
      isLooking = true;
      const isBack = await visit.isBack();
      isLooking = false;
      if (isBack && isShown) onBack();
    };
    const lookNow = () => void look();
    const timer = setInterval(lookNow, lookEveryMs);
    addEventListener('online', lookNow);
    return () => {
      isShown = false;
      clearInterval(timer);
      removeEventListener('online', lookNow);
    };
  }, [visit, isAway]);
}
