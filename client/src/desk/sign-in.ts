/** A clinician's Matrix account and our session: who may sit at this desk. */

import {
  DeviceIdSchema,
  randomBytes,
  type SessionAnswer,
  toBase64Url,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { ApiProblem, Unreachable } from '../api/call-api.ts';
import { closeSession, openSession } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { deskCryptoPrefix } from '../storage/databases.ts';
import type { DeskAccount } from '../storage/desk-record.ts';

/** The homeserver does not accept this name with this password. */
export class WrongPassword extends Error {
  constructor() {
    super('the homeserver does not know this name with this password');
    this.name = 'WrongPassword';
  }
}

/** The homeserver no longer takes this device's token. Nothing is deleted for that: it may be a lie, or a mistake. */
export class SessionEnded extends Error {
  constructor(options?: ErrorOptions) {
    super('the homeserver no longer knows the session of this device', options);
    this.name = 'SessionEnded';
  }
}

const LoginSchema = v.object({ user_id: UserIdSchema, device_id: DeviceIdSchema, access_token: v.string() });

/** Whether somebody who types this name means this account. Names are not case sensitive on the homeserver. */
export function isNameOf(typed: string, userId: UserId): boolean {
  const name = typed.trim().toLowerCase();
  const whole = userId.toLowerCase();
  return name === whole || name === whole.slice(1, whole.indexOf(':'));
}

/**
 * Signs in with name (or whole user id) and password: a new device with a key store of its own, or `kept` again,
 * whose keys this browser still has.
 * @throws WrongPassword, ApiProblem `too-many-tries`
 * @throws Unreachable also when the homeserver answers for another account or device than was asked for
 */
export async function signIn(
  baseUrl: string,
  user: string,
  password: string,
  kept?: DeskAccount,
): Promise<DeskAccount> {
  const response = await fetch(`${baseUrl}/_matrix/client/v3/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'omit',
    body: JSON.stringify({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: user.trim() },
      password,
      initial_device_display_name: 'Sprechzimmer',
      ...(kept ? { device_id: kept.deviceId } : {}),
    }),
    signal: AbortSignal.timeout(20_000),
  }).catch((error: unknown) => {
    throw new Unreachable('signing in', { cause: error });
  });
  if (response.status === 429) throw new ApiProblem({ code: 'too-many-tries' });
  if (response.status === 401 || response.status === 403 || response.status === 400)
    throw new WrongPassword();
  const answer = v.safeParse(LoginSchema, await response.json().catch(() => undefined));
  if (!response.ok || !answer.success) throw new Unreachable('signing in');
  if (kept) {
    const { user_id, device_id, access_token } = answer.output;
    if (user_id !== kept.userId || device_id !== kept.deviceId) throw new Unreachable('signing in again');
    return { ...kept, accessToken: access_token };
  }
  return {
    v: 1,
    userId: answer.output.user_id,
    deviceId: answer.output.device_id,
    accessToken: answer.output.access_token,
    cryptoPrefix: deskCryptoPrefix + toBase64Url(randomBytes(9)),
    cryptoKey: toBase64Url(randomBytes(32)),
  };
}

/** Our own session, and its renewal when it has run out. */
export interface DeskSession {
  readonly about: SessionAnswer;
  /** Runs a request with a valid session. @throws whatever the request throws */
  use<T>(request: (session: string) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @throws ApiProblem `forbidden` when this account is no clinician of this practice */
export async function openDeskSession(open: OpenClient): Promise<DeskSession> {
  let about = await exchange(open);
  let renewing: Promise<void> | undefined;
  const renew = () => {
    renewing ??= exchange(open)
      .then((next) => {
        about = next;
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
  return {
    get about() {
      return about;
    },
    async use(request) {
      try {
        return await request(about.session);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'unauthorized') throw error;
        await renew();
        return request(about.session);
      }
    },
    close: () => closeSession(about.session),
  };
}

/** The Matrix token goes to our server once; it is good for nothing else there. */
function exchange(open: OpenClient): Promise<SessionAnswer> {
  return retrying(
    async () => {
      const token = await reaching('asking who we are', () => open.client.getOpenIdToken());
      return openSession(token.access_token);
    },
    { tries: 4 },
  );
}
