/**
 * A connection to the other person has stopped, so the line to the servers may be dead too, although no browser says so:
 * a question that waits for an answer would go on waiting. Whoever notices says it on the page, and whoever waits asks
 * anew.
 */

/** The window; outside of a browser something that hears nothing. */
export const thisPage: EventTarget = globalThis.window ?? new EventTarget();

const lineInDoubt = 'sprechzimmer-line-in-doubt';

export function doubtLine(page: EventTarget): void {
  page.dispatchEvent(new Event(lineInDoubt));
}

/** @returns a function that stops it */
export function onLineDoubt(page: EventTarget, act: () => void): () => void {
  page.addEventListener(lineInDoubt, act);
  return () => page.removeEventListener(lineInDoubt, act);
}
