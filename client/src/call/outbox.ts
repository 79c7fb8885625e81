/**
 * What one leg sends, strictly one after the other. Candidates that turn up while a message is under way leave
 * together right behind it; on an idle line the first leaves at once. So nothing waits for a timer, and a burst
 * is one message.
 */

import type { CallMessage } from '@sprechzimmer/protocol';
import type { Clock } from './clock.ts';

/** Most candidates the schema allows in one message. */
const CANDIDATES_A_MESSAGE = 64;
/** The last one goes on: whoever is back in the network does not wait long for what they have to say. */
const RETRY_MS = [250, 500, 1_000, 2_000, 3_000];

/** Builds a message at the moment it leaves, so that `seq` follows the real order. */
export type Draft = () => CallMessage;

export class Outbox {
  readonly #send: (message: CallMessage) => Promise<void>;
  readonly #clock: Clock;
  readonly #candidatesDraft: (candidates: readonly RTCIceCandidateInit[]) => CallMessage;
  #waiting: Draft[] = [];
  #candidates: RTCIceCandidateInit[] = [];
  #sending = false;
  #closed = false;
  #cancelRetry: (() => void) | undefined;
  #retry: (() => void) | undefined;
  #settled: (() => void)[] = [];

  constructor(
    send: (message: CallMessage) => Promise<void>,
    candidatesDraft: (candidates: readonly RTCIceCandidateInit[]) => CallMessage,
    clock: Clock,
  ) {
    this.#send = send;
    this.#candidatesDraft = candidatesDraft;
    this.#clock = clock;
  }

  /** Candidates found before this message leave before it. */
  push(draft: Draft): void {
    if (this.#closed) return;
    this.#takeCandidates();
    this.#waiting.push(draft);
    this.#work();
  }

  candidate(candidate: RTCIceCandidateInit): void {
    if (this.#closed) return;
    this.#candidates.push(candidate);
    this.#work();
  }

  /** No more candidates for this round: an empty list, where MSC2746 has a candidate that is the empty string. */
  endOfCandidates(): void {
    this.push(() => this.#candidatesDraft([]));
  }

  /** Nothing is under way, and nothing waits. */
  get isIdle(): boolean {
    return !this.#sending && this.#waiting.length === 0;
  }

  /** The network may be back: what could not be sent is tried again now. */
  wake(): void {
    if (this.#closed || !this.#cancelRetry) return;
    this.#cancelRetry();
    this.#retry?.();
  }

  /** Drops what has not left, except `last`, which is tried once. Resolves when nothing is under way any more. */
  close(last?: Draft): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    this.#candidates = [];
    this.#waiting = last ? [last] : [];
    this.#cancelRetry?.();
    const done = new Promise<void>((resolve) => this.#settled.push(resolve));
    if (this.#cancelRetry) this.#sending = false;
    this.#work();
    return done;
  }

  #takeCandidates(): void {
    while (this.#candidates.length > 0) {
      const batch = this.#candidates.splice(0, CANDIDATES_A_MESSAGE);
      this.#waiting.push(() => this.#candidatesDraft(batch));
    }
  }

  #work(): void {
    if (this.#sending) return;
    if (this.#waiting.length === 0) this.#takeCandidates();
    const draft = this.#waiting.shift();
    if (draft) {
      this.#sending = true;
      this.#attempt(draft(), 0);
    } else if (this.#closed) {
      for (const settle of this.#settled.splice(0)) settle();
    }
  }

  #attempt(message: CallMessage, tries: number): void {
    this.#send(message).then(
      () => this.#finish(),
      () => {
        if (this.#closed) return this.#finish();
        this.#retry = () => {
          this.#cancelRetry = undefined;
          this.#attempt(message, tries + 1);
        };
        const pauseMs = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0;
        this.#cancelRetry = this.#clock.after(pauseMs, this.#retry);
      },
    );
  }

  #finish(): void {
    this.#sending = false;
    this.#work();
  }
}

/** Sends one after the other, so that what leaves through several hands still arrives in order. */
export function inOrder(
  send: (message: CallMessage) => Promise<void>,
): (message: CallMessage) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (message) => {
    const sent = last.then(() => send(message));
    last = sent.catch(() => undefined);
    return sent;
  };
}
