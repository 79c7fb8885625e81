/** When a connection has to be let go or looked at again, as far as page and browser tell. */

/** As much of the Network Information API as is used. Only some browsers have it. */
export interface NetworkInformation extends EventTarget {
  /** `wifi`, `cellular`, …; on many computers it is never told. */
  readonly type?: string;
}

export interface PageEvents {
  /** Back in a network, or in another one. */
  networkChanged(): void;
  /** Somebody looks at the page again, or the computer is awake again. */
  shown(): void;
  /** The page goes away, and may come back. */
  left(): void;
  /** It has come back as it was. */
  returned(): void;
}

/**
 * @param page where the browser's events are heard: the window
 * @returns a function that stops it
 */
export function watchPage(
  page: EventTarget,
  network: NetworkInformation | undefined,
  events: PageEvents,
): () => void {
  const stopped = new AbortController();
  const on = (target: EventTarget | undefined, type: string, act: (event: Event) => void) =>
    target?.addEventListener(type, act, { signal: stopped.signal });
  let type = network?.type;
  on(page, 'online', () => events.networkChanged());
  // The same event tells of every guess at the speed of the line: only another kind of network counts.
  on(network, 'change', () => {
    if (network?.type === type) return;
    type = network?.type;
    if (type !== 'none') events.networkChanged();
  });
  on(page, 'visibilitychange', () => {
    if (globalThis.document?.visibilityState === 'visible') events.shown();
  });
  on(page, 'pagehide', () => events.left());
  on(page, 'pageshow', (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) events.returned();
  });
  return () => stopped.abort();
}

/** Undefined where the browser has none. */
export function networkInformation(): NetworkInformation | undefined {
  const found: unknown = 'connection' in navigator ? navigator.connection : undefined;
  return found instanceof EventTarget ? found : undefined;
}
