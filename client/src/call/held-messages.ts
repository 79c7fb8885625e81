/**
 * Messages from a verified device that is not on the roster *yet*: its invite may overtake the proof that puts it
 * there. Kept unread, few and for a short while; whoever never gets on the roster never gets an answer.
 */

import type { CallMessage } from '@sprechzimmer/protocol';
import type { Clock } from './clock.ts';
import { type Peer, peerKey } from './participant.ts';

const PEERS = 8;
const MESSAGES_A_PEER = 48;
/** Nothing of ours is good for longer (MSC2746 lifetime of our invites). */
const KEPT_MS = 120_000;

interface Held {
  readonly message: CallMessage;
  readonly atMs: number;
}

export class HeldMessages {
  readonly #clock: Clock;
  readonly #byPeer = new Map<string, Held[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False when there is no room: the message is lost. */
  hold(from: Peer, message: CallMessage): boolean {
    this.#forgetOld();
    const key = peerKey(from);
    const held = this.#byPeer.get(key) ?? [];
    if (held.length >= MESSAGES_A_PEER) return false;
    if (!this.#byPeer.has(key) && this.#byPeer.size >= PEERS) return false;
    this.#byPeer.set(key, [...held, { message, atMs: this.#clock.now() }]);
    return true;
  }

  /** What a peer sent so far, without what is too old and invites whose lifetime is over. */
  take(from: Peer): CallMessage[] {
    this.#forgetOld();
    const key = peerKey(from);
    const held = this.#byPeer.get(key) ?? [];
    this.#byPeer.delete(key);
    return held.map(({ message }) => message);
  }

  clear(): void {
    this.#byPeer.clear();
  }

  #forgetOld(): void {
    for (const [key, held] of this.#byPeer) {
      const fresh = held.filter((one) => this.#isFresh(one));
      if (fresh.length > 0) this.#byPeer.set(key, fresh);
      else this.#byPeer.delete(key);
    }
  }

  #isFresh({ message, atMs }: Held): boolean {
    const goodForMs = message.type === 'm.call.invite' ? message.content.lifetime : KEPT_MS;
    return this.#clock.now() - atMs < Math.min(goodForMs, KEPT_MS);
  }
}
