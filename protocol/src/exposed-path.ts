/**
 * A link in the path of an address: a mail filter has turned its `#` into `%23`, and the server has seen the secret. It is
 * never used again. It is read for one purpose: to tell the practice which link that was.
 */

import { type LinkSecret, readFragment } from './link.ts';

/**
 * @param pathname `location.pathname` as it arrived
 * @returns undefined where there is no whole link in it
 */
export async function readExposedPath(pathname: string): Promise<LinkSecret | undefined> {
  const [found] = /1[A-Za-z0-9_-]{90}z/.exec(decoded(decoded(pathname))) ?? [];
  if (found === undefined) return undefined;
  const reading = await readFragment(`#${found}`);
  return reading.ok ? reading.link : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
