/** A clock that runs as fast as it is told: an hour of waiting in half a minute. */

import type { Clock } from '../clock.ts';

export class HastyClock implements Clock {
  /** How many of its milliseconds pass in one. */
  haste = 1;
  #sinceMs = Date.now();
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs + (Date.now() - this.#sinceMs) * (this.haste - 1);
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs / this.haste);
    return () => clearTimeout(timer);
  }

  hurry(haste: number): void {
    this.#aheadMs = this.now() - Date.now();
    this.#sinceMs = Date.now();
    this.haste = haste;
  }
}
