import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact';

/** What lands on paper instead of the screen; invisible until then. */
export function PrintCard({ children }: { children: ComponentChildren }) {
  return createPortal(<div class="print-card">{children}</div>, document.body);
}
