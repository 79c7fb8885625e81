/** Whether the battery is nearly empty, where a browser tells (Battery Status API; most do not, and then nothing is said). */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const lowBelow = 0.15;

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

/** @returns whole percent while it is low and not being charged, undefined otherwise */
export function lowPercent({ level, charging }: Pick<Battery, 'level' | 'charging'>): number | undefined {
  return !charging && level < lowBelow ? Math.round(level * 100) : undefined;
}

export function useLowBattery(): number | undefined {
  const percent = useSignal<number | undefined>(undefined);
  useEffect(() => {
    const stopped = new AbortController();
    void ownBattery().then((battery) => {
      if (!battery || stopped.signal.aborted) return;
      const look = () => {
        percent.value = lowPercent(battery);
      };
      for (const type of ['levelchange', 'chargingchange'])
        battery.addEventListener(type, look, { signal: stopped.signal });
      look();
    });
    return () => stopped.abort();
  }, []);
  return percent.value;
}

async function ownBattery(): Promise<Battery | undefined> {
  try {
    if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return undefined;
    const found: unknown = await navigator.getBattery();
    return isBattery(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isBattery(found: unknown): found is Battery {
  return (
    found instanceof EventTarget &&
    'level' in found &&
    typeof found.level === 'number' &&
    'charging' in found &&
    typeof found.charging === 'boolean'
  );
}
