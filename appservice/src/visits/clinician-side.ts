/** What a clinician's desk asks for. */

import type {
  DeskAnswer,
  DeskVisit,
  Invitation,
  InvitationId,
  InvitationRequest,
  UserId,
  VisitId,
  VisitVerb,
} from '@sprechzimmer/protocol';
import { windowAt } from './door.ts';
import type { VisitEvent } from './events.ts';
import { phaseOf } from './guest-side.ts';
import type { Entry, Ledger } from './ledger.ts';
import { deskTopic, type Notifier } from './notifier.ts';
import type { VisitPolicy } from './policy.ts';
import type { Clock, Namer } from './ports.ts';
import type { Practice } from './practice.ts';
import { Refusal, type Wait } from './service.ts';
import { type InvitationTerms, isClosing, type Visit } from './visit.ts';
import type { DeskCase, VisitCase, VisitStore } from './visit-store.ts';

export interface ClinicianParts {
  readonly store: VisitStore;
  readonly ledger: Ledger;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly namer: Namer;
  readonly policy: VisitPolicy;
  readonly practice: Practice;
}

/** Repeating it with the same content gives the same invitation; with other content it is refused. */
export async function invite(
  parts: Pick<ClinicianParts, 'ledger' | 'namer' | 'policy' | 'practice'>,
  clinician: UserId,
  request: InvitationRequest,
): Promise<Invitation> {
  const { ledger, namer, policy, practice } = parts;
  if (practice.clinicianName(clinician) === undefined) throw new Refusal('forbidden');
  if (request.notAfter <= request.notBefore || !isWithin(request)) throw new Refusal('bad-request');
  return ledger.change(async ({ tx, nowMs, newVisit, wakeOf, tellDesk }) => {
    const known = await tx.lock({ invitation: request.id });
    if (known) return sameAgain(known, clinician, request);
    if (windowAt(request, nowMs, policy) === 'too-late') throw new Refusal('too-late');
    const guestName = namer.guestName(await tx.guestNames(clinician));
    const terms: InvitationTerms = { ...request, guestName, clinician };
    const visit = newVisit(terms.notAfter);
    if (!(await tx.insertInvitation(terms, visit, wakeOf(visit)))) {
      const other = await tx.lock({ invitation: request.id });
      if (!other) throw new Refusal('conflict');
      return sameAgain(other, clinician, request);
    }
    tellDesk(clinician);
    return invitationOf({ terms, visit });
  });
}

export async function cancel(
  { ledger, store }: ClinicianParts,
  clinician: UserId,
  id: InvitationId,
): Promise<void> {
  const outcome = await ledger.change(async ({ tx, step }) => {
    const found = await tx.lock({ invitation: id });
    if (found?.terms.clinician !== clinician) return 'not-found';
    return (await step(found, { kind: 'cancelled' })).refused ? 'conflict' : 'done';
  });
  if (outcome === 'conflict') throw new Refusal('conflict');
  if (outcome === 'done') return;
  const record = await store.record({ invitation: id });
  if (record?.clinician !== clinician) throw new Refusal('not-found');
  // Said again, after it has been done.
}

export async function desk(
  { store, notifier, clock }: ClinicianParts,
  clinician: UserId,
  wait?: Wait,
): Promise<DeskAnswer> {
  const topic = deskTopic(clinician);
  if (wait) await notifier.changed(topic, wait);
  const revision = notifier.revision(topic);
  const cases = await store.desk(clinician);
  return {
    revision,
    serverTimeMs: clock.nowMs(),
    invitations: cases.map(invitationOf),
    visits: cases.flatMap(deskVisit),
  };
}

export async function act(
  { ledger, store }: ClinicianParts,
  clinician: UserId,
  visit: VisitId,
  verb: VisitVerb,
): Promise<void> {
  const outcome = await ledger.change(async (entry) => {
    const found = await entry.tx.lock({ visit });
    if (found?.terms.clinician !== clinician) return 'not-found';
    const event = await eventOf(entry, found, verb);
    return event && !(await entry.step(found, event)).refused ? 'done' : 'conflict';
  });
  if (outcome === 'conflict') throw new Refusal('conflict');
  if (outcome === 'done') return;
  const record = await store.record({ visit });
  if (record?.clinician !== clinician) throw new Refusal('not-found');
  if (verb !== 'end' && verb !== 'decline') throw new Refusal('conflict');
}

async function eventOf(
  { tx }: Entry,
  { terms }: VisitCase,
  verb: VisitVerb,
): Promise<VisitEvent | undefined> {
  switch (verb) {
    case 'admit':
      return { kind: 'admitted' };
    case 'send-back':
      return { kind: 'sent-back' };
    case 'decline':
      return { kind: 'declined' };
    case 'end':
      return { kind: 'ended' };
    case 'refuse-other':
      return { kind: 'other-refused' };
    case 'accept-other': {
      const claimHash = await tx.latestParked(terms.id);
      return claimHash === undefined ? undefined : { kind: 'other-accepted', claimHash };
    }
  }
}

/** An appointment begins while its link opens the waiting room. */
function isWithin({ startsAt, notBefore, notAfter }: InvitationRequest): boolean {
  return startsAt === undefined || (startsAt >= notBefore && startsAt <= notAfter);
}

function sameAgain(known: VisitCase, clinician: UserId, request: InvitationRequest): Invitation {
  const { terms } = known;
  const same =
    terms.clinician === clinician &&
    terms.redeemHash === request.redeemHash &&
    terms.bookName === request.bookName &&
    terms.nonce === request.nonce &&
    terms.kind === request.kind &&
    terms.notBefore === request.notBefore &&
    terms.notAfter === request.notAfter &&
    terms.startsAt === request.startsAt;
  if (!same) throw new Refusal('conflict');
  return invitationOf(known);
}

function invitationOf({ terms, visit }: VisitCase): Invitation {
  const { redeemHash: _, clinician: __, ...shown } = terms;
  return { ...shown, state: invitationState(visit) };
}

/** Of a visit that goes on the link may be exposed all the same. */
function invitationState({ phase, exposedMs }: Visit): Invitation['state'] {
  if (phase === 'invited' || phase === 'cancelled' || phase === 'expired' || phase === 'exposed')
    return phase;
  return exposedMs === null || isClosing(phase) ? 'redeemed' : 'exposed';
}

function deskVisit({ terms, visit, otherBrowser }: DeskCase): readonly DeskVisit[] {
  if (visit.guest === null) return [];
  return [
    {
      visitId: visit.id,
      invitationId: terms.id,
      guestName: terms.guestName,
      guestUserId: visit.guest,
      roomId: visit.room?.id ?? null,
      phase: phaseOf(visit.phase),
      presence: visit.presence,
      presenceSinceMs: visit.presenceSinceMs,
      waitingSinceMs: visit.waitingSinceMs,
      otherBrowser,
    },
  ];
}
