/**
 * Whether the clinician is about to let this patient in: a hand or the focus that stays at the button, or presses it. A hand
 * on its way across the card is none, because the patient reads at once that it begins, and their camera goes on.
 */

import { useEffect, useRef } from 'preact/hooks';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';

/** Longer than a mouse or a Tab on its way through, shorter than it takes to decide. */
export const lingerMs = 200;

export interface AboutToAdmit {
  readonly onPointerMove: (event: Event) => void;
  readonly onPointerLeave: () => void;
  readonly onPointerDown: (event: Event) => void;
  readonly onFocusIn: (event: Event) => void;
  readonly onFocusOut: () => void;
  /** Any other button of the card takes back what the patient has read. */
  readonly onClick: (event: Event) => void;
}

/** Listeners for the whole card. */
export function useAboutToAdmit(desk: DeskView, { visit, trust, alarm }: DeskPatient): AboutToAdmit {
  const lingering = useRef<number | undefined>(undefined);
  const isTold = useRef(false);
  const moveOn = () => {
    clearTimeout(lingering.current);
    lingering.current = undefined;
  };
  useEffect(() => moveOn, []);

  const tell = () => {
    moveOn();
    if (trust !== 'proven' || alarm) return;
    isTold.current = true;
    desk.prepare(visit.visitId);
  };
  const linger = ({ target }: Event) => {
    if (!isAtButton(target)) moveOn();
    else lingering.current ??= window.setTimeout(tell, lingerMs);
  };
  return {
    // By a move of the hand: not because a list has moved under a hand that is still.
    onPointerMove: linger,
    onPointerLeave: moveOn,
    onPointerDown({ target }) {
      if (isAtButton(target)) tell();
    },
    onFocusIn: linger,
    onFocusOut: moveOn,
    onClick({ target }) {
      if (!(target instanceof Element) || !target.closest('button') || isAtButton(target)) return;
      moveOn();
      if (isTold.current) desk.notYet(visit.visitId);
      isTold.current = false;
    },
  };
}

function isAtButton(target: EventTarget | null): boolean {
  const button = target instanceof Element ? target.closest('[data-testid="admit"]') : null;
  return button !== null && button.getAttribute('aria-disabled') !== 'true';
}
