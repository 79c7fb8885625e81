/**
 * The one question that waits for its answer: sync. It waits on the server for half a minute, and on a line that has
 * died meanwhile it would wait for ever. So it is asked anew as soon as the browser is back in a network, or somebody
 * has noticed that the line may be dead; nobody who asked is told of that.
 */

import { onLineDoubt } from '../call/line-doubt.ts';

export interface SyncFetchOptions {
  readonly fetch: typeof fetch;
  /** Where `online` is heard, and doubts. */
  readonly page: EventTarget;
  /** Unix milliseconds. */
  readonly nowMs: () => number;
}

/** A doubt is no reason to take back what was asked only just now. A slow server gets more time with every one. */
const YOUNG_MS = [2_000, 6_000];
/** Above what the server was asked to wait. */
const PATIENCE_MS = 60_000;

/** A `fetch` for `GET /sync`, which is safe to repeat. */
export async function syncFetch(
  options: SyncFetchOptions,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  for (let times = 0; ; times += 1) {
    const anew = new AbortController();
    const limit = AbortSignal.timeout(waitMs(input) + PATIENCE_MS);
    const signals = [anew.signal, limit, ...(init?.signal ? [init.signal] : [])];
    const stop = listen(options, YOUNG_MS[Math.min(times, YOUNG_MS.length - 1)] ?? 0, () => anew.abort());
    try {
      return await options.fetch(input, { ...init, signal: AbortSignal.any(signals) });
    } catch (error) {
      if (!anew.signal.aborted || init?.signal?.aborted || limit.aborted) throw error;
    } finally {
      stop();
    }
  }
}

function listen({ page, nowMs }: SyncFetchOptions, youngMs: number, askAnew: () => void): () => void {
  const askedAtMs = nowMs();
  const stopDoubts = onLineDoubt(page, () => {
    if (nowMs() - askedAtMs >= youngMs) askAnew();
  });
  page.addEventListener('online', askAnew);
  return () => {
    stopDoubts();
    page.removeEventListener('online', askAnew);
  };
}

/** How long the server may wait for something to tell. */
function waitMs(input: RequestInfo | URL): number {
  const url = new URL(input instanceof Request ? input.url : input);
  const asked = Number(url.searchParams.get('timeout') ?? 0);
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, 60_000) : 0;
}
