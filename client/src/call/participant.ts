/** Who takes part in a call, and who of two calls the other. */

import type { DeviceId, UserId } from '@sprechzimmer/protocol';

/** One device of one user: where a call message comes from and goes to. */
export interface Peer {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
}

/** A peer on the roster: verified, proven, and therefore allowed to call and be called. */
export interface Participant extends Peer {
  readonly role: 'clinician' | 'guest';
  /** `h = SHA-256(T)` of the proof the two of us share, 64 hexadecimal digits. */
  readonly transcriptHash: string;
}

/** Tells one device of one user from every other; only ever compared, never shown. */
export function peerKey({ userId, deviceId }: Peer): string {
  return `${userId}\n${deviceId}`;
}

/**
 * Exactly one of two participants sends the first invite, so that a call never begins with a collision:
 * the clinician, and among equals the one whose key sorts first.
 */
export function invites(self: Peer & Pick<Participant, 'role'>, other: Participant): boolean {
  if (self.role !== other.role) return self.role === 'clinician';
  return peerKey(self) < peerKey(other);
}
