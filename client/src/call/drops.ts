/** Why messages were dropped, and how often. Counted, never logged with who sent them. */

const none = {
  /** From a device that is not on the roster. */
  'not-on-roster': 0,
  /** `party_id` is not the device the message came from. */
  'foreign-device': 0,
  /** Another proof, `h`. */
  'foreign-proof': 0,
  'foreign-conference': 0,
  'foreign-session': 0,
  'foreign-call': 0,
  /** Its `seq` does not rise: repeated or out of order. */
  stale: 0,
  /** Makes no sense at this point of the call. */
  'out-of-place': 0,
  /** Does not fit its schema, or is too large. */
  malformed: 0,
};

export type DropReason = keyof typeof none;
export type DropCounts = Readonly<Record<DropReason, number>>;

export class Drops {
  readonly #counts = { ...none };

  count(reason: DropReason): void {
    this.#counts[reason] += 1;
  }

  get counts(): DropCounts {
    return { ...this.#counts };
  }
}
