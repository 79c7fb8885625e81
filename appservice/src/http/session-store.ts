/** Where clinicians' sessions are kept between requests and across restarts. Implemented in `store/`. */

import type { UserId } from '@sprechzimmer/protocol';

/** What is written down of a session. Neither of the two tokens can be read back from it. */
export interface StoredSession {
  /** SHA-256 of our bearer token, 64 hexadecimal digits. */
  readonly tokenHash: string;
  /**
   * SHA-256 of the OpenID token it was exchanged for, 64 hexadecimal digits; unique. An OpenID token is good for
   * an hour at the homeserver, a row stays for as long as the session could have lived, which is longer: so an
   * exchanged token is never exchanged again, not even after signing out or a restart.
   */
  readonly openIdHash: string;
  readonly userId: UserId;
  /** Unix milliseconds. */
  readonly expiresAtMs: number;
}

export interface SessionStore {
  /** @returns false, and stores nothing, when the OpenID token has been exchanged before. Atomic. */
  open(session: StoredSession): Promise<boolean>;
  /** Whose session this is; undefined when there is none, it has run out by `nowMs`, or was closed. */
  find(tokenHash: string, nowMs: number): Promise<Pick<StoredSession, 'userId' | 'expiresAtMs'> | undefined>;
  /** Signs out. Safe to repeat. The row stays, useless, until it is forgotten: see `openIdHash`. */
  close(tokenHash: string): Promise<void>;
  /** Deletes what has run out by `nowMs`. */
  forget(nowMs: number): Promise<void>;
}
