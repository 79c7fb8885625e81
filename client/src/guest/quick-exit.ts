/**
 * Leaving in a hurry: somebody has come into the room. Nothing is asked, nothing is waited for that the person would
 * see: camera and picture are gone in the same moment, and the page is replaced a blink later.
 * `docs/adr/0018-leaving-in-a-hurry.md`.
 */

export interface QuickExitParts {
  /** An https address of the practice's choice; an empty page without one. */
  readonly target: string | undefined;
  /** Stops capture and sound, at once and for good. */
  readonly fallSilent: () => void;
  /** What should not be lost: gets a moment behind the empty page, and no more. */
  readonly keep: () => Promise<unknown>;
  /** Ends what still runs behind the empty page: the next one may be long in coming. */
  readonly end: () => Promise<unknown>;
  readonly page?: Pick<Document, 'body' | 'title'>;
  readonly place?: Pick<Location, 'replace'>;
  readonly wait?: (ms: number) => Promise<void>;
}

/** Behind the empty page. Nobody sees more of it than that the address is still there. */
const patienceMs = 400;

/** An empty page of the browser's own: no address of ours in the bar, and no request to anybody. */
const emptyPage = 'about:blank';

/** Resolves when the page has been told to go, and all that ran on it has ended. Never rejects. */
export async function quickExit(parts: QuickExitParts): Promise<void> {
  const { target, page = document, place = location, wait = pause } = parts;
  // What is on the screen goes first, whatever may fail after it.
  page.body.hidden = true;
  page.title = '';
  try {
    parts.fallSilent();
    await Promise.race([parts.keep(), wait(patienceMs)]);
  } catch {
    // Not kept: going is what counts.
  }
  // In place of this entry: the way back does not lead here.
  place.replace(isHarmless(target) ? target : emptyPage);
  await parts.end().catch(() => undefined);
}

function isHarmless(target: string | undefined): target is string {
  return target !== undefined && URL.canParse(target) && new URL(target).protocol === 'https:';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
