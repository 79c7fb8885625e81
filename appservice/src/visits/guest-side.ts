/** What a guest's browser asks for once it holds a visit. */

import type { Phase, Presence, VisitAnswer } from '@sprechzimmer/protocol';
import { hashClaim } from './claim.ts';
import type { Ledger } from './ledger.ts';
import { guestTopic, type Notifier } from './notifier.ts';
import { overForHolder } from './over.ts';
import type { VisitPolicy } from './policy.ts';
import { Refusal, type Wait } from './service.ts';
import { isClosing, type LifePhase } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export interface GuestParts {
  readonly store: VisitStore;
  readonly ledger: Ledger;
  readonly notifier: Notifier;
  readonly policy: VisitPolicy;
}

export async function guestVisit(parts: GuestParts, claim: Uint8Array, wait?: Wait): Promise<VisitAnswer> {
  const { store, notifier, policy } = parts;
  const claimHash = hashClaim(claim);
  const topic = guestTopic(claimHash);
  if (wait && notifier.revision(topic) === wait.since) {
    // A stranger is not kept waiting: only a visit has something to wait for.
    if (!(await store.find({ claimHash }))) throw await gone(store, claimHash);
    await notifier.changed(topic, wait);
  }
  const revision = notifier.revision(topic);
  const found = await store.find({ claimHash });
  if (!found) throw await gone(store, claimHash);
  const { visit, terms } = found;
  return {
    revision,
    phase: phaseOf(visit.phase),
    roomId: visit.room?.confined ? visit.room.id : null,
    notAfter: terms.notAfter,
    leaseSeconds: policy.leaseSeconds,
  };
}

export async function changeLease(
  { store, ledger }: GuestParts,
  claim: Uint8Array,
  presence: Presence,
): Promise<void> {
  const claimHash = hashClaim(claim);
  const phase = await ledger.change(async ({ tx, step }) => {
    const found = await tx.lock({ claimHash });
    return found && (await step(found, { kind: 'lease-changed', presence })).visit.phase;
  });
  if (phase === undefined) throw await gone(store, claimHash);
  if (isClosing(phase)) throw new Refusal(overForHolder(phase));
}

/** What the public API calls a phase: a visit that somebody holds is neither invited nor cancelled. */
export function phaseOf(phase: LifePhase): Phase {
  if (phase === 'invited') return 'arriving';
  return phase === 'cancelled' ? 'declined' : phase;
}

async function gone(store: VisitStore, claimHash: string): Promise<Refusal> {
  const record = await store.record({ claimHash });
  return new Refusal(record ? overForHolder(record.outcome) : 'unauthorized');
}
