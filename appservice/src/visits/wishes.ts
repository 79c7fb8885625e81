/**
 * What somebody at the command line has asked for: that one visit be over now. It is written down by their process and
 * done by the one that has the visits, in one transaction with the step it leads to: so it is done once, by one.
 */

import type { VisitId } from '@sprechzimmer/protocol';
import type { VisitEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { LifePhase } from './visit.ts';
import { isClosing } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export interface Wish {
  /** Also when a conversation is going on. Whoever wished it before one began is not taken at their word. */
  readonly evenTalking: boolean;
}

/** Safe to repeat. A wish that cannot be done is forgotten: nobody finds a visit ended hours after they asked. */
export async function grantWishes({ store, ledger }: { store: VisitStore; ledger: Ledger }): Promise<void> {
  for (const visit of await store.wishes())
    await ledger.change(async ({ tx, step }) => {
      const found = await tx.lock({ visit });
      const wish = await tx.wishFor(visit);
      if (!found || !wish) return;
      await tx.forgetWish(visit);
      const event = endOf(found.visit.phase, wish);
      if (event) await step(found, event);
    });
}

/** @returns false when there is no such visit (any more) */
export function wishEnd(store: VisitStore, visit: VisitId, wish: Wish): Promise<boolean> {
  return store.transaction(async (tx) => {
    const found = await tx.lock({ visit });
    if (found) await tx.wish(visit, wish);
    return found !== undefined;
  });
}

/** Undefined: it is over already, or must not be ended like that. */
function endOf(phase: LifePhase, { evenTalking }: Wish): VisitEvent | undefined {
  if (phase === 'invited' || phase === 'exposed') return { kind: 'cancelled' };
  if (isClosing(phase) || phase === 'purged') return undefined;
  return phase === 'in-session' && !evenTalking ? undefined : { kind: 'ended' };
}
