/**
 * Asks the homeserver for what a visit needs and nothing else. The SDK insists on some questions before its
 * first sync whose answers are known here: push rules (we never push), an uploaded filter (ours travels inline),
 * capabilities, RTC transports. Four round trips fewer before the waiting room, four doors fewer that a guest's
 * confinement must leave open.
 */

export interface FrugalOptions {
  /** Sent inline with every sync. */
  readonly syncFilter: object;
  /** A guest has none. */
  readonly keyBackup: boolean;
}

/** A `fetch` to be given to the SDK. */
export function frugalFetch(options: FrugalOptions): typeof fetch {
  const filterAnswer = { filter_id: JSON.stringify(options.syncFilter) };
  return async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const known = knownAnswer(init?.method ?? 'GET', path, options, filterAnswer);
    if (known) return known;
    return path === '/_matrix/client/versions' ? versions(input, init) : fetch(input, init);
  };
}

/** Fetches the homeserver's versions ahead of time: the SDK asks for them before anything else. */
export function prefetchVersions(baseUrl: string): void {
  void versions(`${baseUrl}/_matrix/client/versions`).catch(() => undefined);
}

let versionsAnswer: Promise<string> | undefined;

async function versions(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  versionsAnswer ??= fetch(input, { ...init, credentials: 'omit' }).then((response) => {
    if (!response.ok) throw new Error('the homeserver did not tell its versions');
    return response.text();
  });
  try {
    return json(200, JSON.parse(await versionsAnswer));
  } catch (error) {
    versionsAnswer = undefined;
    throw error;
  }
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
