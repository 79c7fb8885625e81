/** Signalling without a server, for tests: every participant in one page, every message through its schema. */

import type { CallMessage } from '@sprechzimmer/protocol';
import { type Peer, peerKey } from '../participant.ts';
import { type MembershipHint, readCallMessage, type Signalling } from '../signalling.ts';

/** A message on its way. */
export interface Delivery {
  readonly from: Peer;
  readonly to: Peer;
  readonly message: CallMessage;
}

export class MemoryHub {
  readonly #listeners = new Map<string, Set<(from: Peer, message: CallMessage) => void>>();
  readonly #hintListeners = new Set<(hint: MembershipHint) => void>();
  /** All that was delivered, in order. */
  readonly delivered: Delivery[] = [];
  /** All that is announced just now, by participant. */
  readonly announced = new Map<string, string>();
  /** Stands between the two: what it returns is delivered instead. */
  onTheWay: (delivery: Delivery) => readonly Delivery[] = (delivery) => [delivery];
  /** While this is true `send` rejects, as with a homeserver that is away. */
  offline = false;
  /** Who cannot send, and is sent what there is for them once they can (keys of peers). */
  readonly #away = new Map<string, Delivery[]>();
  /** How often it did. */
  refused = 0;

  signallingOf(self: Peer): Signalling {
    const key = peerKey(self);
    return {
      send: async (to, message) => {
        if (this.offline || this.#away.has(key)) {
          this.refused += 1;
          throw new Error('the homeserver cannot be reached');
        }
        for (const delivery of this.onTheWay({ from: self, to, message })) this.deliver(delivery);
      },
      onMessage: (listener) => {
        const listeners = this.#listeners.get(key) ?? new Set();
        this.#listeners.set(key, listeners.add(listener));
        return () => listeners.delete(listener);
      },
      announce: async ({ sessionId }) => {
        this.announced.set(key, sessionId);
        for (const listener of this.#hintListeners) listener({ ...self, sessionId });
      },
      withdraw: async () => {
        this.announced.delete(key);
      },
      onHint: (listener) => {
        this.#hintListeners.add(listener);
        return () => this.#hintListeners.delete(listener);
      },
    };
  }

  /** This participant never learns where the others are, so nobody can be reached from there. */
  isolate(peer: Peer): void {
    this.onTheWay = (delivery) => {
      if (peerKey(delivery.to) !== peerKey(peer)) return [delivery];
      const { message } = delivery;
      if (message.type === 'm.call.candidates') return [];
      if (message.type !== 'm.call.invite') return [delivery];
      const sdp = message.content.offer.sdp.replaceAll(/a=candidate:[^\r\n]*\r\n/g, '');
      const content = { ...message.content, offer: { ...message.content.offer, sdp } };
      return [{ ...delivery, message: { ...message, content } }];
    };
  }

  /**
   * This participant is reached at another port of the same machine, and at no other: their candidates over UDP name
   * it, all others are left out, and they learn of nobody else's.
   * @param found told where they really are, as soon as they say so
   */
  detour(name: string, port: number, found: (port: number) => void): void {
    const isTheirs = ({ userId }: Peer) => userId.startsWith(`@${name}:`);
    const lead = (candidate: string) => {
      const match = /^(candidate:\S+ 1 udp \d+ \d+\.\d+\.\d+\.\d+ )(\d+)( typ host.*)$/i.exec(candidate);
      if (!match?.[1] || !match[3]) return undefined;
      found(Number(match[2]));
      return `${match[1]}${port}${match[3]}`;
    };
    this.onTheWay = (delivery) => {
      const { message } = delivery;
      // An offer that is said again holds the candidates that were found meanwhile.
      if (message.type === 'm.call.negotiate') {
        const { description } = message.content;
        const sdp = description.sdp.replaceAll(/a=candidate:[^\r\n]*\r\n/g, '');
        const content = { ...message.content, description: { ...description, sdp } };
        return [{ ...delivery, message: { ...message, content } }];
      }
      if (message.type !== 'm.call.candidates') return [delivery];
      if (!isTheirs(delivery.from)) return [];
      const candidates = message.content.candidates.flatMap((candidate) => {
        const led = candidate.candidate && lead(candidate.candidate);
        return led ? [{ ...candidate, candidate: led }] : [];
      });
      if (candidates.length === 0) return [];
      return [{ ...delivery, message: { ...message, content: { ...message.content, candidates } } }];
    };
  }

  /** This participant has no network: the homeserver keeps what comes for them. */
  cutOff(peer: Peer): void {
    this.#away.set(peerKey(peer), []);
  }

  /** And has it again. */
  restore(peer: Peer): void {
    const kept = this.#away.get(peerKey(peer)) ?? [];
    this.#away.delete(peerKey(peer));
    for (const delivery of kept) this.deliver(delivery);
  }

  /** The page of this participant is gone: nobody listens there any more. */
  forget(peer: Peer): void {
    this.#listeners.delete(peerKey(peer));
  }

  /** Hands a message over as if it had just arrived. */
  deliver(delivery: Delivery): void {
    const kept = this.#away.get(peerKey(delivery.to));
    if (kept) {
      kept.push(delivery);
      return;
    }
    this.delivered.push(delivery);
    const { from, to } = delivery;
    queueMicrotask(() => {
      const copy: { type: string; content: unknown } = JSON.parse(JSON.stringify(delivery.message));
      const message = readCallMessage(copy.type, copy.content);
      if (!message) throw new Error(`a ${copy.type} of ours does not fit its schema`);
      for (const listener of this.#listeners.get(peerKey(to)) ?? []) listener(from, message);
    });
  }
}
