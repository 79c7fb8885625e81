/**
 * A browser was opened with a link whose `#` had become `%23`: its secret came to the server as a path. The browser does
 * not use it and says so here. The redeem token shows that it really holds the link, so that nobody closes somebody
 * else's invitation by its handle.
 */

import type { InvitationId, ProblemCode } from '@sprechzimmer/protocol';
import type { Ledger } from './ledger.ts';
import { overForOthers } from './over.ts';
import { isTokenOf } from './redeem-token.ts';
import { Refusal } from './service.ts';
import { isClosing } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export interface ReportParts {
  readonly store: VisitStore;
  readonly ledger: Ledger;
}

export interface ExposedLink {
  readonly id: InvitationId;
  /** 32 raw bytes. */
  readonly redeemToken: Uint8Array;
}

/**
 * Closes the invitation and whatever has become of it. Safe to repeat.
 * @throws Refusal `unknown-link`; or why the link had been over before, when there was nothing left to close
 */
export async function reportExposed({ store, ledger }: ReportParts, report: ExposedLink): Promise<void> {
  const { id, redeemToken } = report;
  const outcome = await ledger.change<ProblemCode | 'closed' | 'gone'>(async ({ tx, step }) => {
    const found = await tx.lock({ invitation: id });
    if (!found) return 'gone';
    if (!isTokenOf(found, redeemToken)) return 'unknown-link';
    const { phase, outcome } = found.visit;
    if (outcome !== 'exposed' && isClosing(phase)) return overForOthers(phase);
    await step(found, { kind: 'exposed' });
    return 'closed';
  });
  if (outcome === 'closed') return;
  if (outcome !== 'gone') throw new Refusal(outcome);
  const record = await store.record({ invitation: id });
  if (!record) throw new Refusal('unknown-link');
  if (record.outcome !== 'exposed') throw new Refusal(overForOthers(record.outcome));
}
