/**
 * The offer we are waiting to have answered; for the side that does not offer, the one it has asked for. Messages arrive,
 * but not always in time to count: one that comes after a later one is dropped, and with it the answer it would have got.
 * Until there is one, nothing new can be offered, so it is said again. An answer names the offer it belongs to: a second
 * answer must not be taken for that to the next offer.
 */

import type { Clock } from './clock.ts';

/** An answer comes back within a second where both are there. */
const AGAIN_MS = [3_000, 4_000];

export class OwnOffer {
  readonly #clock: Clock;
  readonly #again: () => void;
  /** Under which numbers it has left. */
  #seqs = new Set<number>();
  #times = 0;
  #cancel: (() => void) | undefined;

  /** @param again says the offer once more, unless it still waits to leave */
  constructor(clock: Clock, again: () => void) {
    this.#clock = clock;
    this.#again = again;
  }

  /** There is a new one, or the old one is said again. */
  said(what: 'new' | 'again'): void {
    this.#cancel?.();
    if (what === 'new') {
      this.#seqs = new Set();
      this.#times = 0;
    }
    const delayMs = AGAIN_MS[Math.min(this.#times, AGAIN_MS.length - 1)] ?? 0;
    this.#times += 1;
    this.#cancel = this.#clock.after(delayMs, this.#again);
  }

  left(seq: number): void {
    this.#seqs.add(seq);
  }

  /** @param seq of the offer an answer belongs to; undefined from whoever does not say */
  isAnsweredBy(seq: number | undefined): boolean {
    return seq === undefined || this.#seqs.has(seq);
  }

  /** Answered, taken back, or over. */
  settled(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
