/** Dragging with mouse, finger or pen. What is dragged follows; where it is let go decides somebody else. */

import { useRef } from 'preact/hooks';

/** Less than this is a press of an unsteady hand. */
const steadyPx = 8;

export interface Drag {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
  /** True for the click that ends a drag: it is no press. Asked once for each click. */
  wasDragged(): boolean;
}

/** @param onDrop told where it lies when it is let go, before it is put back where the style sheet has it */
export function useDrag(onDrop: (box: DOMRect) => void): Drag {
  const start = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const moved = useRef(false);
  const end = (event: PointerEvent, drops: boolean) => {
    const element = elementOf(event);
    if (start.current && moved.current && element) {
      if (drops) onDrop(element.getBoundingClientRect());
      element.style.translate = '';
    }
    start.current = undefined;
  };
  return {
    onPointerDown(event) {
      if (!event.isPrimary || event.button !== 0) return;
      // A quick hand has left the picture before the first move.
      elementOf(event)?.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY };
      moved.current = false;
    },
    onPointerMove(event) {
      const element = elementOf(event);
      if (!start.current || !element) return;
      const [x, y] = [event.clientX - start.current.x, event.clientY - start.current.y];
      if (!moved.current && Math.hypot(x, y) < steadyPx) return;
      moved.current = true;
      element.style.translate = `${x}px ${y}px`;
    },
    onPointerUp: (event) => end(event, true),
    onPointerCancel: (event) => end(event, false),
    wasDragged() {
      const was = moved.current;
      moved.current = false;
      return was;
    },
  };
}

function elementOf({ currentTarget }: PointerEvent): HTMLElement | undefined {
  return currentTarget instanceof HTMLElement ? currentTarget : undefined;
}
