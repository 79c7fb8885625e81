/** Redeeming a link: of any number of browsers one gets the visit, and keeps it however often it asks. */

import type { InvitationId, ProblemCode, RedeemAnswer, UserId } from '@sprechzimmer/protocol';
import { hashClaim } from './claim.ts';
import { windowAt } from './door.ts';
import type { Entry, Ledger } from './ledger.ts';
import { overForHolder, overForOthers } from './over.ts';
import type { VisitPolicy } from './policy.ts';
import type { Clock, Namer } from './ports.ts';
import type { Practice } from './practice.ts';
import { isTokenOf } from './redeem-token.ts';
import { Refusal } from './service.ts';
import { isClosing } from './visit.ts';
import type { VisitCase, VisitTransaction } from './visit-store.ts';

export interface RedeemParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly namer: Namer;
  readonly policy: VisitPolicy;
  readonly practice: Practice;
}

export interface RedeemTry {
  readonly id: InvitationId;
  readonly redeemToken: Uint8Array;
  readonly claim: Uint8Array;
}

/** What the transaction has come to. A refusal is returned, not thrown: what was written with it has to stay. */
type Outcome = { readonly held: VisitCase } | { readonly refusal: ProblemCode; readonly notBefore?: number };

export async function redeem(
  parts: RedeemParts,
  { id, redeemToken, claim }: RedeemTry,
): Promise<RedeemAnswer> {
  const claimHash = hashClaim(claim);
  const outcome = await parts.ledger.change<Outcome>(async (entry) => {
    const found = await entry.tx.lock({ invitation: id });
    if (!found) return { refusal: await whyGone(entry.tx, id, claimHash) };
    if (!isTokenOf(found, redeemToken)) return { refusal: 'unknown-link' };
    return decide(parts, entry, found, claimHash);
  });
  if ('held' in outcome) return answer(parts, outcome.held);
  const { refusal, notBefore } = outcome;
  throw new Refusal(refusal, notBefore === undefined ? {} : { notBefore });
}

async function decide(
  { policy, practice }: RedeemParts,
  entry: Entry,
  found: VisitCase,
  claimHash: string,
): Promise<Outcome> {
  const { terms, visit } = found;
  const { tx, nowMs } = entry;
  if (visit.claimHash === claimHash) {
    if (isClosing(visit.phase)) return { refusal: overForHolder(visit.phase) };
    return { held: await entry.step(found, { kind: 'lease-changed', presence: 'here' }) };
  }
  const earlier = await tx.lock({ claimHash });
  if (earlier) return { refusal: earlier.terms.id === terms.id ? 'ended' : 'conflict' };
  if (practice.clinicianName(terms.clinician) === undefined) return { refusal: 'cancelled' };
  if (isClosing(visit.phase)) return { refusal: overForOthers(visit.phase) };
  if (visit.exposedMs !== null) return { refusal: 'exposed' };
  const window = windowAt(terms, nowMs, policy);
  if (visit.phase === 'invited') {
    if (window === 'too-early') return { refusal: 'too-early', notBefore: terms.notBefore };
    if (window === 'too-late') return { refusal: 'too-late' };
    return { held: await entry.step(found, { kind: 'redeemed', claimHash, guest: entry.newGuest() }) };
  }
  const past = await tx.record({ claimHash });
  if (past) return { refusal: overForHolder(past.outcome) };
  const known = await tx.tryOf(terms.id, claimHash);
  if (known === 'refused') return { refusal: 'declined' };
  if (window === 'too-late') return { refusal: 'too-late' };
  // Asking again is no news for the desk, only for the order in which they asked.
  if (known === 'parked') await tx.park(terms.id, claimHash, nowMs, policy.parkedTries);
  else await entry.step(found, { kind: 'other-tried', claimHash });
  return { refusal: 'opened-elsewhere' };
}

async function answer(
  { clock, namer, policy, practice }: RedeemParts,
  { terms, visit }: VisitCase,
): Promise<RedeemAnswer> {
  if (!visit.guest) throw new Error('a redeemed visit has no guest');
  const voucher = await namer.voucher({
    localpart: localpartOf(visit.guest),
    invitation: terms.id,
    expiresSeconds: Math.floor(clock.nowMs() / 1000) + policy.voucherSeconds,
  });
  return {
    visitId: visit.id,
    guestUserId: visit.guest,
    voucher,
    clinician: { userId: terms.clinician, name: practice.clinicianName(terms.clinician) ?? '' },
    kind: terms.kind,
    notAfter: terms.notAfter,
  };
}

/** The visit has been purged, or never was. */
async function whyGone(
  tx: VisitTransaction,
  invitation: InvitationId,
  claimHash: string,
): Promise<ProblemCode> {
  const own = await tx.record({ claimHash });
  if (own) return overForHolder(own.outcome);
  const record = await tx.record({ invitation });
  return record ? overForOthers(record.outcome) : 'unknown-link';
}

function localpartOf(user: UserId): string {
  return user.slice(1, user.indexOf(':'));
}
