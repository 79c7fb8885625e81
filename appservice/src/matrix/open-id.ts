/** Whose OpenID token is this? Asked of our own homeserver, over loopback (spec: Server-Server API, OpenID). */

import { UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { OpenId } from '../http/sessions.ts';
import { HomeserverError, homeserverError } from './homeserver-error.ts';

export interface OpenIdOptions {
  /** Loopback address of the homeserver; its listener needs the `openid` resource. */
  readonly homeserverUrl: string;
  /** Users of another server are nobody here. */
  readonly serverName: string;
  readonly timeoutMs?: number;
}

/** The token stands in the query, because the specification has it there: hence loopback, and no access log. */
export function makeOpenId({ homeserverUrl, serverName, timeoutMs = 10_000 }: OpenIdOptions): OpenId {
  const endpoint = `${homeserverUrl.replace(/\/+$/, '')}/_matrix/federation/v1/openid/userinfo`;
  return {
    async whose(openIdToken, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const answer = await fetch(`${endpoint}?${new URLSearchParams({ access_token: openIdToken })}`, {
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      }).catch((thrown: unknown) => Promise.reject(homeserverError(attempt, thrown)));
      const json: unknown = await answer.json().catch(() => undefined);
      if (answer.status === 401) return undefined;
      if (!answer.ok) throw new HomeserverError(attempt, { status: answer.status, code: 'UNKNOWN' });
      const parsed = v.safeParse(UserInfoSchema, json);
      if (!parsed.success) throw new HomeserverError(attempt, { code: 'UNEXPECTED_ANSWER' });
      const userId = parsed.output.sub;
      return userId.slice(userId.indexOf(':') + 1) === serverName ? userId : undefined;
    },
  };
}

const attempt = 'check an OpenID token';
const UserInfoSchema = v.object({ sub: UserIdSchema });
