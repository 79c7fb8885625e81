/** From what the server says to why the visit is over, as the patient's screen words it. Pure. */

import type { ProblemCode, VisitAnswer } from '@sprechzimmer/protocol';
import type { EndReason } from './guest-stage.ts';

/** @returns undefined while the visit goes on */
export function endOf(phase: VisitAnswer['phase']): EndReason | undefined {
  if (phase === 'ended' || phase === 'purged') return 'ended';
  if (phase === 'declined' || phase === 'exposed') return phase;
  if (phase === 'expired' || phase === 'no-show') return 'window-closed';
  return undefined;
}

/** The server refuses to speak of this visit any more, with this code. */
export function endFor(code: ProblemCode): EndReason {
  return code === 'declined' || code === 'exposed' ? code : 'ended';
}
