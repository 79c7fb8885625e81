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
type Entries = Pick<History, 'state' | 'pushState' | 'replaceState'>;

const door = '/j/';

/** What this tab keeps of the link by now, for the entry that stands above an empty one. */
let current: TakenLink = { fragment: '', pathname: door, visit: undefined };
/** This page's entry stands above an empty one. Not read from the entry: what is read of a state, a browser keeps. */
let isUpper = false;

export function takeFragment(place: Place = location, entry: Entry = history): TakenLink {
  const kept = readState(entry.state);
  // Read now: as soon as the entry is replaced, the address is another.
  const { pathname } = place;
  const exposed = pathname.length > door.length && pathname.startsWith(door);
  const taken: TakenLink =
    place.hash.length > 1 || exposed
      ? { fragment: place.hash, pathname: exposed ? `${door}%23` : door, visit: undefined }
      : kept;
  // The empty entry stays empty.
  if (taken === kept && isBelow(entry.state)) return kept;
  current = taken;
  isUpper = hasMark(entry.state, 'above');
  entry.replaceState(marked(taken), '', door);
  return exposed ? { ...taken, exposedPath: pathname } : taken;
}

/** Somebody wants to open the link elsewhere: it stands in the address bar again, until they go on here or leave. */
export function showFragment(entry: Entry = history): void {
  entry.replaceState(marked(current), '', door + current.fragment);
}

/** The link has been used: from now on this tab only remembers which visit it is in. */
export function forgetFragment(visit: string | undefined, entry: Entry = history): void {
  current = { fragment: '', pathname: door, visit };
  entry.replaceState(marked(current), '', door);
  // After a reload it has been read, with the link in it: from now on the browser keeps this instead.
  isUpper = hasMark(entry.state, 'above');
}

/**
 * Puts an empty entry under this one, so that the browser's own *back* comes to this page first. What is kept of the link
 * stands in the upper one alone. Once: after a reload it is there already.
 */
export function putEntryBelow(entry: Entries = history): void {
  if (isUpper) return;
  isUpper = true;
  entry.replaceState({ below: true }, '', door);
  entry.pushState(marked(current), '', door);
}

/** The empty entry, on which nobody is to stay. */
export function isBelow(state: unknown): boolean {
  return hasMark(state, 'below');
}

/** From the empty entry up again, with what is kept by now. */
export function returnAbove(entry: Entries = history): void {
  isUpper = true;
  entry.pushState(marked(current), '', door);
}

function marked(taken: TakenLink): TakenLink & { above?: true } {
  return isUpper ? { ...taken, above: true } : taken;
}

function hasMark(state: unknown, mark: 'above' | 'below'): boolean {
  return typeof state === 'object' && state !== null && mark in state;
}

function readState(state: unknown): TakenLink {
  const kept = typeof state === 'object' && state !== null ? state : {};
  return {
    fragment: 'fragment' in kept && typeof kept.fragment === 'string' ? kept.fragment : '',
    pathname: 'pathname' in kept && typeof kept.pathname === 'string' ? kept.pathname : door,
    visit: 'visit' in kept && typeof kept.visit === 'string' ? kept.visit : undefined,
  };
}
