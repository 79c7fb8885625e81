/** What is said above the picture, one below the other. */

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { tShared } from '../../i18n/shared.ts';

/** On a low screen they scroll in themselves, and only then they are a stop on the way by Tab (WCAG 2.1.1). */
export function Notices({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const scrolls = useSignal(false);
  useEffect(() => {
    const [around, within] = [box.current, list.current];
    if (!around || !within) return;
    const sizes = new ResizeObserver(() => {
      scrolls.value = within.offsetHeight > around.clientHeight + 1;
    });
    sizes.observe(around);
    sizes.observe(within);
    return () => sizes.disconnect();
  }, [scrolls]);
  const stop = scrolls.value
    ? ({ role: 'region', tabIndex: 0, 'aria-label': tShared('talk.notices') } as const)
    : {};
  return (
    <div ref={box} class="talk-notices" {...stop}>
      <div ref={list} class="talk-notices-list">
        {children}
      </div>
    </div>
  );
}
