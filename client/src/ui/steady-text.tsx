/**
 * A text in whose place another one may stand a moment later. It takes the room of the longest of them, whatever the
 * language and the size of the letters, so that nothing below it moves when they change. Stands inside a paragraph.
 */

import type { ComponentChildren } from 'preact';

export interface SteadyTextProps {
  /** What is read now; nothing keeps the place free. */
  readonly children?: ComponentChildren;
  /** Whatever else may stand here. Nobody reads or hears it, no search finds it. */
  readonly others: readonly string[];
}

export function SteadyText({ children, others }: SteadyTextProps) {
  return (
    <span class="steady">
      <span>{children}</span>
      {others.map((text) => (
        <span key={text} class="steady-other" data-text={text} />
      ))}
    </span>
  );
}
