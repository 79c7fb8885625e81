/**
 * The browser's own *back*, which on a phone is what a thumb finds first: one step back within the page, and out of it
 * only from the door. Below the page's entry stands an empty one (`take-fragment.ts`): *back* leads there, and from
 * there up again.
 */

import { isBelow, putEntryBelow, returnAbove } from './take-fragment.ts';

/** Whether there was a step back within the page. */
export type OneStepBack = () => boolean;

/** A tab that has nothing before this page, or nothing after it, stays where it is. */
const nowhereMs = 500;

let goBack: OneStepBack | undefined;

/** Somebody has gone on from the door: from now on *back* asks us first. */
export const catchBack = putEntryBelow;

/** Once for a page, also after a reload, when the empty entry may be there already. */
export function listenForBack(): void {
  addEventListener('popstate', ({ state }) => {
    if (!isBelow(state)) return;
    // With nobody to answer, the person stays: a waiting room is left by its own button.
    if (goBack === undefined || goBack()) return returnAbove();
    history.back();
    setTimeout(() => {
      if (isBelow(history.state)) returnAbove();
    }, nowhereMs);
  });
}

/**
 * A page that is loaded on the empty entry: what stood above has been replaced in a hurry, or lies ahead. Nothing is
 * shown here, whoever has come back.
 */
export function passOver(): void {
  history.forward();
  setTimeout(() => {
    history.replaceState(null, '');
    location.reload();
  }, nowhereMs);
}

/** Who answers for the steps that are on the screen. @returns ends it */
export function answerBack(answer: OneStepBack): () => void {
  goBack = answer;
  return () => {
    if (goBack === answer) goBack = undefined;
  };
}
