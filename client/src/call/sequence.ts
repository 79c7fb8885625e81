/**
 * `seq` of one leg and direction: counts up from zero, and only ever up. Olm already refuses a message that is
 * replayed as it was; this refuses one that is sent again, or held back and delivered late.
 */

/** Numbers for what we send. */
export class OutgoingSequence {
  #next = 0;

  next(): number {
    const seq = this.#next;
    this.#next += 1;
    return seq;
  }
}

/** Judges what we receive. Gaps are fine: what was lost stays lost. */
export class IncomingSequence {
  #last = -1;

  /** True, once, for a number higher than all before it. */
  accept(seq: number): boolean {
    if (!Number.isSafeInteger(seq) || seq <= this.#last) return false;
    this.#last = seq;
    return true;
  }
}
