/** The running appservice: store, visits, bot, transactions and public API, put together from a validated configuration. */

import { fromBase64, type PracticeAnswer, type SessionAnswer } from '@sprechzimmer/protocol';
import { makeApi } from './http/api.ts';
import type { RateLimits } from './http/limits.ts';
import { listen } from './http/listen.ts';
import { type Clinician, makeSessions } from './http/sessions.ts';
import type { Logger } from './log/index.ts';
import { makeBot } from './matrix/bot.ts';
import { loadBridge } from './matrix/bridge.ts';
import { makeNamer } from './matrix/namer.ts';
import { makeOpenId } from './matrix/open-id.ts';
import { makeSteward } from './matrix/steward-client.ts';
import { untilDone } from './matrix/until-done.ts';
import { openStore, type Store } from './store/open-store.ts';
import type { VisitPolicy } from './visits/policy.ts';
import type { Clock } from './visits/ports.ts';
import { makeVisitService } from './visits/visit-service.ts';

export interface AppserviceOptions {
  /** Where browsers find the practice. */
  readonly publicUrl: string;
  /** What anybody may know of it; also names the bot and the homeserver's server name. */
  readonly practice: PracticeAnswer;
  readonly clinicians: readonly Clinician[];
  readonly window: SessionAnswer['window'];
  readonly policy: VisitPolicy;
  readonly limits: RateLimits;
  /** Loopback address of the homeserver itself. It may come up later than we do. */
  readonly homeserverUrl: string;
  readonly roomVersion: string;
  /** Path of `registration.yaml`. */
  readonly registration: string;
  /** `sqlite:/path` or `postgres://…`. */
  readonly storeUrl: string;
  /** 32 bytes each, base64url. */
  readonly secrets: { readonly voucherKey: string; readonly stewardKey: string };
  readonly api: Address;
  readonly transactions: Address;
  readonly log: Logger;
}

export interface Address {
  /** Loopback, unless a container network stands around it. */
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
}

export interface RunningAppservice {
  readonly apiPort: number;
  readonly transactionsPort: number;
  /** Resolves once the homeserver has been reached and the bot has its account. */
  readonly homeserverReached: Promise<void>;
  /** Another process has written into the store: takes it up now. */
  lookNow(): void;
  /** Takes no new work, lets what is going on end, closes the store. Safe to repeat. */
  close(): Promise<void>;
}

/** Resolves when API and transactions are listened to. Fails with the platform's error when a port or the store cannot be had. */
export async function startAppservice(options: AppserviceOptions): Promise<RunningAppservice> {
  const { log } = options;
  const stopping = new AbortController();
  const open: Closable[] = [];
  const close = once(async () => {
    log.info('stopping');
    stopping.abort();
    for (const part of open.reverse()) await part.close();
    log.info('stopped');
  });
  try {
    return { ...(await startParts(options, open, stopping.signal)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}

/** Keeps what has been started in `open`, so that a failure half-way leaves nothing running. */
async function startParts(
  options: AppserviceOptions,
  open: Closable[],
  stopping: AbortSignal,
): Promise<Omit<RunningAppservice, 'close'>> {
  const { practice, clinicians, homeserverUrl, log } = options;
  const { serverName } = practice.homeserver;
  const clock: Clock = { nowMs: () => Date.now() };

  const store = await openStore({ url: options.storeUrl });
  open.push(store);

  const { registration, roomVersion, secrets } = options;
  const bridge = await loadBridge({ registration, homeserverUrl, serverName });
  const bot = makeBot({ client: bridge.client, botUserId: practice.botUserId, roomVersion });

  const visits = makeVisitService({
    store: store.visits,
    clock,
    rooms: bot,
    steward: makeSteward({ homeserverUrl, stewardKey: fromBase64(secrets.stewardKey), clock }),
    namer: makeNamer(fromBase64(secrets.voucherKey)),
    policy: options.policy,
    practice: {
      serverName,
      botUserId: practice.botUserId,
      clinicianName: (user) => clinicians.find(({ userId }) => userId === user)?.name,
    },
    log,
  });
  open.push({ close: () => visits.stop() });

  const { membershipChanged } = visits;
  const transactions = await bridge.listen({ ...options.transactions, membershipChanged, log });
  open.push(transactions);

  const openId = makeOpenId({ homeserverUrl, serverName });
  const app = makeApi({
    visits,
    sessions: makeSessions({ ...options, store: store.sessions, openId, clock }),
    practice,
    publicUrl: options.publicUrl,
    limits: options.limits,
    log,
    health: () => readable(store),
    stopping,
  });
  const api = await listen(app, options.api);
  open.push(api);

  await visits.start();
  log.info('started', { port: api.port });
  return {
    apiPort: api.port,
    transactionsPort: transactions.port,
    lookNow: visits.lookNow,
    homeserverReached: untilDone(bot.register, { log, signal: stopping }),
  };
}

/** Throws when the store cannot be read. */
async function readable(store: Store): Promise<void> {
  await store.sessions.find('', 0);
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
