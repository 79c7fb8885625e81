/** For tests: the whole API over real HTTP, with use cases that remember what they were asked. */

import { randomBytes } from 'node:crypto';
import {
  apiPrefix,
  DeskAnswerSchema,
  DoorAnswerSchema,
  InvitationSchema,
  PracticeAnswerSchema,
  RedeemAnswerSchema,
  UserIdSchema,
  VisitAnswerSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type Logger, makeLogger } from '../log/index.ts';
import type { VisitService } from '../visits/service.ts';
import { makeApi } from './api.ts';
import { examples } from './examples.ts';
import { defaultRateLimits, type RateLimits } from './limits.ts';
import { listen } from './listen.ts';
import type { SessionStore, StoredSession } from './session-store.ts';
import { makeSessions } from './sessions.ts';

export interface ApiUnderTest {
  /** Sends a request to a path below `/api/v1`. A body that is not a string is sent as JSON. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answered>;
  /** A session of the practice's clinician. */
  signIn(): Promise<string>;
  readonly origin: string;
  /** Every line the API has logged. */
  readonly logged: string[];
  /** Every call that reached the use cases, by name. */
  readonly calls: { name: keyof VisitService; args: readonly unknown[] }[];
  /** Replaces a use case. */
  readonly visits: { -readonly [Name in keyof VisitService]: VisitService[Name] };
  readonly clock: { now: number };
  readonly sessions: MemorySessionStore;
  stop(): Promise<void>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly bearer?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body; undefined when there is none. */
  readonly json: Record<string, unknown> | undefined;
}

export const clinician = v.parse(UserIdSchema, '@doktor:practice.example');

export interface ApiOptions {
  readonly limits?: Partial<RateLimits>;
  readonly publicUrl?: string;
  readonly log?: Logger;
}

/** OpenID tokens the pretended homeserver knows. */
export const openIdTokens: Readonly<Record<string, string>> = {
  'token-of-the-clinician': clinician,
  'another-token-of-the-clinician': clinician,
  'token-of-a-guest': '@guest-aaaaaaaaaaaaaaaaaaaa:practice.example',
};

export async function startApi({ limits, publicUrl, log }: ApiOptions = {}): Promise<ApiUnderTest> {
  const logged: string[] = [];
  const calls: ApiUnderTest['calls'] = [];
  const clock = { now: 1_790_000_000_000 };
  const visits = recording(fakeVisits(), calls);
  const sessions = new MemorySessionStore();
  const stopping = new AbortController();
  const app = makeApi({
    visits,
    sessions: makeSessions({
      store: sessions,
      openId: { whose: async (token) => userOf(token) },
      clinicians: [{ userId: clinician, name: 'Dr. Weber' }],
      window: { opensMinutesBefore: 15, closesMinutesAfter: 60 },
      clock: { nowMs: () => clock.now },
    }),
    practice: v.parse(PracticeAnswerSchema, examples.practice.answer),
    publicUrl: publicUrl ?? 'http://localhost:8480',
    limits: { ...defaultRateLimits, ...limits },
    log: log ?? makeLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
    health: async () => {},
    stopping: stopping.signal,
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${server.port}`;
  const ask: ApiUnderTest['ask'] = (method, path, options) => send(origin, method, path, options);
  return {
    ask,
    origin,
    logged,
    calls,
    visits,
    clock,
    sessions,
    async signIn() {
      const openIdToken = `sign-in-${randomBytes(6).toString('hex')}`;
      const { json } = await ask('POST', '/session', { body: { openIdToken } });
      return String(json?.['session']);
    },
    async stop() {
      stopping.abort();
      await server.close();
    },
  };
}

/** Sessions that live as long as the test. */
export class MemorySessionStore implements SessionStore {
  readonly rows = new Map<string, StoredSession & { closed?: boolean }>();

  async open(session: StoredSession): Promise<boolean> {
    if ([...this.rows.values()].some((row) => row.openIdHash === session.openIdHash)) return false;
    this.rows.set(session.tokenHash, session);
    return true;
  }

  async find(tokenHash: string, nowMs: number): ReturnType<SessionStore['find']> {
    const row = this.rows.get(tokenHash);
    return row && !row.closed && row.expiresAtMs > nowMs ? row : undefined;
  }

  async close(tokenHash: string): Promise<void> {
    const row = this.rows.get(tokenHash);
    if (row) this.rows.set(tokenHash, { ...row, closed: true });
  }

  async forget(nowMs: number): Promise<void> {
    for (const [hash, row] of this.rows) if (row.expiresAtMs <= nowMs) this.rows.delete(hash);
  }
}

function userOf(token: string) {
  const user = token.startsWith('sign-in-') ? clinician : openIdTokens[token];
  return user === undefined ? undefined : v.parse(UserIdSchema, user);
}

async function send(
  origin: string,
  method: string,
  path: string,
  { body, bearer, headers, signal }: AskOptions = {},
): Promise<Answered> {
  const response = await fetch(origin + apiPrefix + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseObject(text) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fakeVisits(): VisitService {
  return {
    door: async () => v.parse(DoorAnswerSchema, examples.door.answer),
    redeem: async () => v.parse(RedeemAnswerSchema, examples.redeem.answer),
    reportExposed: async () => {},
    guestVisit: async () => v.parse(VisitAnswerSchema, examples.visit.answer),
    lease: async () => {},
    invite: async () => v.parse(InvitationSchema, examples.invitations.answer),
    cancel: async () => {},
    desk: async () => v.parse(DeskAnswerSchema, examples.desk.answer),
    act: async () => {},
    membershipChanged: async () => {},
    tick: async () => {},
  };
}

function recording(service: VisitService, calls: ApiUnderTest['calls']): VisitService {
  return new Proxy(service, {
    get(target, name: keyof VisitService) {
      const useCase = Reflect.get(target, name);
      return (...args: unknown[]) => {
        calls.push({ name, args });
        return Reflect.apply(useCase, target, args);
      };
    },
  });
}
