/** Registers an invitation from a process beside the running appservice, by the same rules. */

import type { Invitation, InvitationRequest, UserId } from '@sprechzimmer/protocol';
import { invite } from './clinician-side.ts';
import { makeLedger } from './ledger.ts';
import { makeLifeCycle } from './life-cycle.ts';
import type { VisitPolicy } from './policy.ts';
import type { Clock, Namer } from './ports.ts';
import type { Practice } from './practice.ts';
import type { VisitStore } from './visit-store.ts';

export interface InviteOutsideParts {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly namer: Namer;
  readonly policy: VisitPolicy;
  readonly practice: Practice;
}

/** Throws `Refusal`. The running appservice has to be told to look: what it shows of desks is in its memory. */
export function inviteOutside(
  parts: InviteOutsideParts,
  clinician: UserId,
  request: InvitationRequest,
): Promise<Invitation> {
  const lifeCycle = makeLifeCycle(parts.policy);
  // An invitation leaves no work behind, and its end is a row with a time.
  const ledger = makeLedger({ ...parts, lifeCycle, afterCommit: () => undefined });
  return invite({ ...parts, ledger }, clinician, request);
}
