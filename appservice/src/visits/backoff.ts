/** How long to wait before a duty is tried again. */

import type { Duty } from './events.ts';

/**
 * @param attempts how often it has failed, at least 1. @returns whole milliseconds: PostgreSQL stores no others
 *
 * A guest is confined once its browser has made its account, a disposal is asked for until it is done: both are
 * matters of moments, so they begin quickly. A homeserver that is down is asked twice a minute.
 */
export function backoffMs(kind: Duty['kind'], attempts: number): number {
  const firstMs = kind === 'make-room' ? 250 : 100;
  return Math.min(Math.round(firstMs * 1.6 ** (attempts - 1)), 30_000);
}
