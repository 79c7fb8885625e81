/** Our own MSC3401 membership: renewed while we are in the call, taken back when we are not. A hint, so it may fail. */

import type { Clock } from './clock.ts';
import type { Signalling } from './signalling.ts';

/** MSC3401 asks for an expiry, so that a browser that vanished does not stay in the call. */
const MEMBERSHIP_MS = 3_600_000;

export class Announcement {
  readonly #signalling: Pick<Signalling, 'announce' | 'withdraw'>;
  readonly #clock: Clock;
  readonly #who: { readonly confId: string; readonly sessionId: string };
  #cancel: (() => void) | undefined;

  constructor(
    signalling: Pick<Signalling, 'announce' | 'withdraw'>,
    clock: Clock,
    who: { readonly confId: string; readonly sessionId: string },
  ) {
    this.#signalling = signalling;
    this.#clock = clock;
    this.#who = who;
  }

  begin(): void {
    this.#cancel?.();
    const expiresAtMs = this.#clock.now() + MEMBERSHIP_MS;
    const { confId, sessionId } = this.#who;
    this.#signalling.announce({ confId, sessionId, expiresAtMs }).catch(() => undefined);
    this.#cancel = this.#clock.after(MEMBERSHIP_MS / 2, () => this.begin());
  }

  end(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    this.#signalling.withdraw().catch(() => undefined);
  }
}
