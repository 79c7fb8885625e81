/** What is told to somebody whose visit, or whose link, is over. */

import type { ProblemCode } from '@sprechzimmer/protocol';
import type { ClosingPhase, LifePhase } from './visit.ts';

/** To the browser the visit belonged to. */
export function overForHolder(outcome: LifePhase): ProblemCode {
  return outcome === 'declined' || outcome === 'exposed' ? outcome : 'ended';
}

/** To any other browser with the link. */
export function overForOthers(outcome: ClosingPhase): ProblemCode {
  switch (outcome) {
    case 'cancelled':
    case 'exposed':
      return outcome;
    case 'expired':
    case 'no-show':
      return 'too-late';
    case 'ended':
    case 'declined':
      return 'ended';
  }
}
