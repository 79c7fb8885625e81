/** Which guest holds which link, from proofs alone. Pure; what the server says decides nothing here. */

import {
  type BookEntryContent,
  type Bytes,
  clockToleranceSeconds,
  type InvitationId,
  type ProofContent,
  type RoomId,
  toBase64Url,
  type UserId,
} from '@sprechzimmer/protocol';
import type { KnownDevice } from '../crypto/identity.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { DeskPatient } from './desk-view.ts';

/** A room of a visit as the server names it: a hint, to be compared with what was proven. */
export interface VisitHint {
  readonly roomId: RoomId | null;
  readonly guestUserId: UserId;
}

/** The proof this visit stands on, if any. */
export function provenFor(proven: readonly ProvenGuest[], hint: VisitHint): ProvenGuest | undefined {
  return proven.find(
    (guest) => !guest.superseded && guest.roomId === hint.roomId && guest.guest === hint.guestUserId,
  );
}

/**
 * Valid proofs for the same link under another master key: the link was opened on two devices. Whoever was compared with
 * only claims a link, and is nobody's rival for it.
 */
export function rivalsOf(proven: readonly ProvenGuest[], guest: ProvenGuest): readonly ProvenGuest[] {
  if (guest.comparedAt !== undefined) return [];
  return proven.filter(
    (other) =>
      !other.superseded &&
      other.comparedAt === undefined &&
      other.id === guest.id &&
      other.guestMasterKey !== guest.guestMasterKey,
  );
}

/**
 * Whether the clinician has decided against this person, in whatever room and by whatever proof they come now. By the link
 * they were decided against for; where it was no more than their own word, then or now, for every link.
 * @param isClaim nothing here can check that the link is theirs
 */
export function isDecidedAgainst(
  proven: readonly ProvenGuest[],
  { id, guestMasterKey }: ProvenGuest,
  isClaim: boolean,
): boolean {
  return proven.some(
    (other) =>
      other.superseded &&
      other.guestMasterKey === guestMasterKey &&
      (isClaim || other.comparedAt !== undefined || other.id === id),
  );
}

/** Whether somebody else has proven the same link before, also somebody who has been decided against since. */
export function isLateForLink(proven: readonly ProvenGuest[], guest: ProvenGuest): boolean {
  const others = proven.filter(({ id, comparedAt }) => id === guest.id && comparedAt === undefined);
  if (others.some(({ guestMasterKey }) => guestMasterKey === guest.guestMasterKey)) return false;
  return others.length > 0;
}

/**
 * Whether the link is over when this guest's visit ends by this word. Declining one of two who hold it decides for the
 * other one; with a link that has become known only for somebody the clinician has met.
 */
export function usesLinkUp(
  proven: readonly ProvenGuest[],
  guest: ProvenGuest,
  door: 'declined' | 'ended',
  isExposed: boolean,
): boolean {
  const rivals = rivalsOf(proven, guest);
  if (door === 'ended' || rivals.length === 0) return true;
  return isExposed && !rivals.some(({ wasLetIn }) => wasLetIn);
}

/**
 * @param failed guests whose proof did not hold
 * @param uncompared guests whose link is in no notebook this device can read
 */
export function trustOf(
  proven: readonly ProvenGuest[],
  failed: ReadonlySet<UserId>,
  uncompared: readonly VisitHint[],
  hint: VisitHint,
): DeskPatient['trust'] {
  const guest = provenFor(proven, hint);
  if (guest) return rivalsOf(proven, guest).length > 0 ? 'two-proofs' : 'proven';
  if (failed.has(hint.guestUserId)) return 'failed';
  const isUncompared = uncompared.some(
    ({ roomId, guestUserId }) => roomId === hint.roomId && guestUserId === hint.guestUserId,
  );
  return isUncompared ? 'uncompared' : 'unproven';
}

/** Somebody who waits, and whose proof has just been found valid. */
export function provenAs(
  proof: ProofContent,
  from: KnownDevice,
  roomId: RoomId,
  guestMasterKey: Bytes,
  h: string,
): ProvenGuest {
  return {
    id: proof.id,
    roomId,
    guest: from.userId,
    guestDevice: from.deviceId,
    guestMasterKey: toBase64Url(guestMasterKey),
    tag: proof.tag,
    h,
    superseded: false,
    door: { seq: 0, state: 'waiting' },
  };
}

/** Remembers that a proof did not hold: of the last few hundred guests, so that nobody fills the desk's memory. */
export function addFailed(failed: ReadonlySet<UserId>, guest: UserId): ReadonlySet<UserId> {
  return new Set([...failed].filter((other) => other !== guest).slice(1 - failedAtMost)).add(guest);
}
const failedAtMost = 256;

/** Adds a valid proof, or renews what is known of it. Door and name of a known guest are kept. */
export function addProof(proven: readonly ProvenGuest[], guest: ProvenGuest): readonly ProvenGuest[] {
  const known = proven.find((other) => isSameProof(other, guest));
  if (!known) return [...proven, guest];
  return proven.map((other) => (other === known ? { ...guest, ...keepOf(known) } : other));
}

/**
 * A conversation is gone on with by itself for this long after its window: as long as the practice allows one that is
 * running, unless its own setting says otherwise. After that a person has to press the button.
 */
const resumeAfterWindowSeconds = 60 * 60;

/**
 * Whether this desk may connect to a proven guest, or go on with a conversation, without anybody pressing a button.
 * By the notebook and this device's own clock: the server could call yesterday's visit alive for ever.
 */
export function mayGoOn(
  entry: Pick<BookEntryContent, 'closed' | 'not_after'> | undefined,
  isClosedHere: boolean,
  nowSeconds: number,
): boolean {
  if (!entry || entry.closed || isClosedHere) return false;
  return nowSeconds <= entry.not_after + clockToleranceSeconds + resumeAfterWindowSeconds;
}

/** The clinician has decided against these guests. */
export function supersede(
  proven: readonly ProvenGuest[],
  isOut: (guest: ProvenGuest) => boolean,
): readonly ProvenGuest[] {
  return proven.map((guest) => (isOut(guest) ? { ...guest, superseded: true } : guest));
}

/** Forgets proofs whose link's window ended long ago, by this device's own clock; compared ones by when that was. */
export function prune(
  proven: readonly ProvenGuest[],
  notAfterOf: (id: InvitationId) => number | undefined,
  nowSeconds: number,
): readonly ProvenGuest[] {
  const keepSeconds = 2 * 24 * 60 * 60;
  return proven.filter(
    ({ id, comparedAt }) => (comparedAt ?? notAfterOf(id) ?? nowSeconds) + keepSeconds >= nowSeconds,
  );
}

export function isSameProof(a: ProvenGuest, b: ProvenGuest): boolean {
  return a.id === b.id && a.h === b.h && a.guestMasterKey === b.guestMasterKey;
}

function keepOf({
  door,
  superseded,
  name,
  answers,
  halted,
  leftQuicklyAtMs,
  leftAtMs,
  saidUntil,
  wasLetIn,
}: ProvenGuest) {
  return {
    door,
    superseded,
    ...(name === undefined ? {} : { name }),
    ...(answers ? { answers } : {}),
    ...(halted ? { halted } : {}),
    ...(leftQuicklyAtMs === undefined ? {} : { leftQuicklyAtMs }),
    ...(leftAtMs === undefined ? {} : { leftAtMs }),
    ...(saidUntil === undefined ? {} : { saidUntil }),
    ...(wasLetIn ? { wasLetIn } : {}),
  };
}
