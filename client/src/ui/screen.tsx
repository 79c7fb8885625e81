/** The frame of every screen: one column, one heading, its actions last. */

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { catchFocus } from './catch-focus.ts';
import { LanguageSwitch } from './language-switch.tsx';

export interface ScreenProps {
  readonly title: string;
  /** For the browser tab; the title alone without it. */
  readonly pageTitle?: string;
  /** Small line above the heading, for example the practice's name. */
  readonly above?: ComponentChildren;
  /** At the end of the first line, and at the upper edge however far the rest is scrolled. */
  readonly wayOut?: ComponentChildren;
  /** Keeps the room for it free in that line. */
  readonly wayOutPlace?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Buttons, the most important one first. On phones they come to rest at the lower edge. */
  readonly actions?: ComponentChildren;
  /** The one thing to do stays in sight while the rest is scrolled. */
  readonly holdsActions?: boolean;
  readonly testId?: string;
}

export function Screen({
  title,
  pageTitle,
  above,
  wayOut,
  wayOutPlace,
  children,
  actions,
  holdsActions,
  testId,
}: ScreenProps) {
  const heading = useScreenHeading(pageTitle ?? title);
  return (
    <div class="page">
      <header class="page-header">
        <div class="page-above">{above}</div>
        <LanguageSwitch />
        {wayOutPlace}
      </header>
      {wayOut && <div class="page-way-out">{wayOut}</div>}
      <main class={`screen ${holdsActions ? 'screen-holding' : ''}`} data-testid={testId}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
        {actions && <div class="actions">{actions}</div>}
      </main>
    </div>
  );
}

/**
 * Moves the focus to a screen's heading when the screen appears, so that a screen reader begins to read there
 * and the keyboard starts there, and back to it when a control has gone that had the focus; names the browser tab after it.
 */
export function useScreenHeading(pageTitle: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the screen itself, not a moment after it: by then a quick finger may be on its way, and would be brought back.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => (heading.current ? catchFocus(heading.current) : undefined), []);
  useEffect(() => {
    // Left in a hurry: what happens behind an emptied page is not told to whoever stands before it.
    if (!document.body.hidden) document.title = pageTitle;
  }, [pageTitle]);
  return heading;
}
