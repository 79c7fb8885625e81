/** A device that has no room left: what waits for it, what goes on, and what to do. Stands inside a live region. */

import type { ComponentChildren } from 'preact';
import { tFull } from '../../i18n/full.ts';
import { Notice } from '../notice.tsx';

export function FullDevice({ children }: { children: ComponentChildren }) {
  return (
    <Notice tone="warning" icon="alert" testId="device-full">
      <p>{children}</p>
      <p>{tFull('what.do')}</p>
    </Notice>
  );
}

/** The same of the other person's device: nobody writes to somebody who does not read it. */
export function TheirsIsFull({ name }: { name: string }) {
  return (
    <Notice icon="alert" testId="theirs-full">
      {tFull('theirs', { name })}
    </Notice>
  );
}
