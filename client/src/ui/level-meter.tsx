import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** How loud the own microphone is. Written straight to the element: it changes many times a second. */
export function LevelMeter({ level, label }: { level: ReadonlySignal<number>; label: string }) {
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(
    () =>
      level.subscribe((value) => {
        if (meter.current) meter.current.value = value;
      }),
    [level],
  );
  return <meter ref={meter} class="level" min={0} max={1} aria-label={label} data-testid="level" />;
}
