/**
 * Proofs that have overtaken their room. Anybody on the homeserver may send one, so nobody gets more than their share,
 * and only guests get any: whoever fills the list fills it with their own.
 */

import { GuestLocalpartSchema, type ProofContent, type UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { KnownDevice } from '../crypto/identity.ts';

export interface HeldProof {
  readonly from: KnownDevice;
  readonly proof: ProofContent;
}

export interface HeldProofs {
  hold(held: HeldProof): void;
  /** Takes out what of these guests has been held. */
  take(isReady: (guest: UserId) => boolean): readonly HeldProof[];
}

/** More guests than ever wait for their rooms at once. The one held longest makes room. */
const guestsAtMost = 64;
/** A guest has one device. */
const devicesAtMost = 2;

/** @param own the clinician: guests are accounts of the same homeserver */
export function heldProofs(own: UserId): HeldProofs {
  const byGuest = new Map<UserId, ReadonlyMap<string, HeldProof>>();
  return {
    hold(held) {
      const { userId, deviceId } = held.from;
      if (!isGuest(userId, own)) return;
      const devices = new Map(byGuest.get(userId));
      devices.delete(deviceId);
      devices.set(deviceId, held);
      const [oldestDevice] = devices.keys();
      if (devices.size > devicesAtMost && oldestDevice !== undefined) devices.delete(oldestDevice);
      byGuest.set(userId, devices);
      const [oldest] = byGuest.keys();
      if (byGuest.size > guestsAtMost && oldest !== undefined) byGuest.delete(oldest);
    },
    take(isReady) {
      const ready = [...byGuest].filter(([guest]) => isReady(guest));
      for (const [guest] of ready) byGuest.delete(guest);
      return ready.flatMap(([, devices]) => [...devices.values()]);
    },
  };
}

function isGuest(userId: UserId, own: UserId): boolean {
  const colon = userId.indexOf(':');
  const isOurs = userId.slice(colon) === own.slice(own.indexOf(':'));
  return isOurs && v.is(GuestLocalpartSchema, userId.slice(1, colon));
}
