/**
 * Asks the homeserver for what a visit needs and nothing else. The SDK insists on some questions before its
 * first sync whose answers are known here: push rules (we never push), an uploaded filter (ours travels inline),
 * capabilities, RTC transports. Four round trips fewer before the waiting room, four doors fewer that a guest's
 * confinement must leave open. Nor does it wait for ever for an answer.
 */

import { thisPage } from '../call/line-doubt.ts';
import { syncFetch } from './sync-fetch.ts';

export interface FrugalOptions {
  /** Sent inline with every sync. */
  readonly syncFilter: object;
  /** A guest has none. */
  readonly keyBackup: boolean;
  /** Milliseconds that a request may take; the SDK would wait for ever. Default 30 s, and 8 s for to-device messages. */
  readonly patienceMs?: number;
  /** The real one. */
  readonly fetch: typeof fetch;
}

/** A `fetch` to be given to the SDK. */
export function frugalFetch(options: FrugalOptions): typeof fetch {
  const filterAnswer = { filter_id: JSON.stringify(options.syncFilter) };
  return async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const known = knownAnswer(init?.method ?? 'GET', path, options, filterAnswer);
    if (known) return known;
    const versions = path === versionsPath ? await prefetched : undefined;
    if (versions !== undefined) return json(200, versions);
    // A sync may be long, and has its own limit.
    if (path.endsWith('/v3/sync'))
      return syncFetch({ fetch: options.fetch, page: thisPage, nowMs: Date.now }, input, init);
    const patience = AbortSignal.timeout(options.patienceMs ?? patienceFor(path));
    const signal = init?.signal ? AbortSignal.any([init.signal, patience]) : patience;
    return options.fetch(input, { ...init, signal });
  };
}

const defaultPatienceMs = 30_000;
/** A message to a device is sent again under the same number: better soon than late, when its line has died. */
const messagePatienceMs = 8_000;

function patienceFor(path: string): number {
  return path.includes('/v3/sendToDevice/') ? messagePatienceMs : defaultPatienceMs;
}

const versionsPath = '/_matrix/client/versions';
let prefetched: Promise<unknown> | undefined;

/** Fetches the homeserver's versions ahead of time: the SDK asks for them before anything else. */
export function prefetchVersions(baseUrl: string): void {
  prefetched ??= fetch(baseUrl + versionsPath, { credentials: 'omit' })
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);
}

function knownAnswer(
  method: string,
  path: string,
  options: FrugalOptions,
  filterAnswer: object,
): Response | undefined {
  if (path.endsWith('/v3/pushrules/')) return json(200, { global: {} });
  if (method === 'POST' && /\/v3\/user\/[^/]+\/filter$/.test(path)) return json(200, filterAnswer);
  if (path.endsWith('/v3/capabilities')) return json(200, { capabilities: {} });
  if (path.endsWith('/rtc/transports')) return json(404, { errcode: 'M_UNRECOGNIZED', error: 'not used' });
  if (!options.keyBackup && path.includes('/v3/room_keys/version'))
    return json(404, { errcode: 'M_NOT_FOUND', error: 'no backup' });
  return undefined;
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}
