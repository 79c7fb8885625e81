/** Clinicians' sessions: got once for a Matrix OpenID token, for whom the config names, for twelve hours. */

import { createHash, randomBytes } from 'node:crypto';
import type { SessionAnswer, UserId } from '@sprechzimmer/protocol';
import type { Clock } from '../visits/ports.ts';
import { Refusal } from '../visits/service.ts';
import type { SessionStore } from './session-store.ts';

/** Asks the homeserver whose OpenID token this is. */
export interface OpenId {
  /**
   * @returns the user; undefined when the homeserver does not know the token, or it is not of this homeserver.
   * Throws when the homeserver cannot be asked.
   */
  whose(openIdToken: string, signal?: AbortSignal): Promise<UserId | undefined>;
}

export interface Clinician {
  readonly userId: UserId;
  readonly name: string;
}

export interface Sessions {
  /** Throws `Refusal`: `unauthorized` for a wrong or used token, `forbidden` for who is no clinician. */
  open(openIdToken: string, signal?: AbortSignal): Promise<SessionAnswer>;
  /** Whose session a bearer token is; undefined when it is none, or its clinician is not in the config any more. */
  whose(session: string): Promise<UserId | undefined>;
  close(session: string): Promise<void>;
}

export interface SessionParts {
  readonly store: SessionStore;
  readonly openId: OpenId;
  readonly clinicians: readonly Clinician[];
  readonly window: SessionAnswer['window'];
  readonly clock: Clock;
}

/** Longer than an OpenID token lives (one hour), so that none can be exchanged twice: `session-store.ts`. */
export const sessionLifeMs = 12 * 60 * 60 * 1000;

export function makeSessions({ store, openId, clinicians, window, clock }: SessionParts): Sessions {
  const names = new Map(clinicians.map(({ userId, name }) => [userId, name]));
  return {
    async open(openIdToken, signal) {
      const userId = await openId.whose(openIdToken, signal);
      if (!userId) throw new Refusal('unauthorized');
      const name = names.get(userId);
      if (name === undefined) throw new Refusal('forbidden');
      const session = randomBytes(32).toString('base64url');
      const expiresAtMs = clock.nowMs() + sessionLifeMs;
      const row = { tokenHash: hashOf(session), openIdHash: hashOf(openIdToken), userId, expiresAtMs };
      await store.forget(clock.nowMs());
      if (!(await store.open(row))) throw new Refusal('unauthorized');
      return { session, expiresAtMs, userId, name, window };
    },

    async whose(session) {
      if (!bearerShape.test(session)) return undefined;
      const found = await store.find(hashOf(session), clock.nowMs());
      return found && names.has(found.userId) ? found.userId : undefined;
    },

    close: (session) => store.close(hashOf(session)),
  };
}

/** 32 random bytes need no salt and no slow hash. Looking up a hash leaks no prefix of the token by its timing. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** 32 bytes, base64url. */
const bearerShape = /^[A-Za-z0-9_-]{43}$/;
