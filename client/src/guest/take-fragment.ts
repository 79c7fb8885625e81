/**
 * Takes the link out of the address bar before anything else runs: no screenshot, no history entry, no
 * `Referer` and no script that fails half-way may show it. Nothing is imported here, so it runs first.
 *
 * Until the link is used it lives in the state of this history entry: it survives a reload of this tab and
 * goes away with it. `forgetFragment` takes it out of there as soon as it is used.
 */

/** What `readFragment` of the protocol needs. */
export interface TakenLink {
  /** With its `#`; empty when the page was opened without a link. */
  readonly fragment: string;
  /** The path as it arrived: tells whether a mail filter has turned `#` into `%23`. */
  readonly pathname: string;
  /** The visit this tab was in before a reload. */
  readonly visit: string | undefined;
  /** The whole path with a secret in it: to be reported, and kept nowhere. */
  readonly exposedPath?: string;
}

type Place = Pick<Location, 'hash' | 'pathname'>;
type Entry = Pick<History, 'state' | 'replaceState'>;

const door = '/j/';

export function takeFragment(place: Place = location, entry: Entry = history): TakenLink {
  const kept = readState(entry.state);
  const exposed = place.pathname.length > door.length && place.pathname.startsWith(door);
  const taken: TakenLink =
    place.hash.length > 1 || exposed
      ? { fragment: place.hash, pathname: exposed ? `${door}%23` : door, visit: undefined }
      : kept;
  entry.replaceState(taken, '', door);
  return exposed ? { ...taken, exposedPath: place.pathname } : taken;
}

/** The link has been used: from now on this tab only remembers which visit it is in. */
export function forgetFragment(visit: string | undefined, entry: Entry = history): void {
  entry.replaceState({ fragment: '', pathname: door, visit } satisfies TakenLink, '', door);
}

function readState(state: unknown): TakenLink {
  const kept = typeof state === 'object' && state !== null ? state : {};
  return {
    fragment: 'fragment' in kept && typeof kept.fragment === 'string' ? kept.fragment : '',
    pathname: 'pathname' in kept && typeof kept.pathname === 'string' ? kept.pathname : door,
    visit: 'visit' in kept && typeof kept.visit === 'string' ? kept.visit : undefined,
  };
}
