/** Tells the server whether this browser still waits: there, asleep, or gone. Never lost, never a ghost. */

import type { Presence } from '@sprechzimmer/protocol';
import { bounded } from '../api/bounded.ts';

export interface LeaseOptions {
  readonly send: (presence: Presence) => Promise<unknown>;
  /** How long the server believes us; told by the server. */
  readonly leaseSeconds: () => number;
  readonly page?: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  readonly screen?: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
  readonly every?: (ms: number, run: () => void) => () => void;
}

const leaseBounds = { least: 6, most: 300, otherwise: 30 };

/** @returns stops it, without a word */
export function keepLease(options: LeaseOptions): () => void {
  const page = options.page ?? window;
  const screen = options.screen ?? document;
  const every = options.every ?? timer;
  const say = (presence: Presence) => void options.send(presence).catch(() => undefined);
  const renew = () => say(screen.visibilityState === 'hidden' ? 'away' : 'here');
  const onPageHide = (event: Event) => {
    // A page kept for the way back may return; a closed one does not.
    say('persisted' in event && event.persisted === true ? 'away' : 'gone');
  };
  // Of a page that is frozen nothing is heard until it runs again, whether somebody looks at it or not.
  const onFreeze = () => say('away');
  screen.addEventListener('visibilitychange', renew);
  screen.addEventListener('freeze', onFreeze);
  screen.addEventListener('resume', renew);
  page.addEventListener('pagehide', onPageHide);
  page.addEventListener('pageshow', renew);
  page.addEventListener('online', renew);
  // Three chances within one lease.
  const stopTimer = every((bounded(options.leaseSeconds(), leaseBounds) * 1000) / 3, renew);
  renew();
  return () => {
    stopTimer();
    screen.removeEventListener('visibilitychange', renew);
    screen.removeEventListener('freeze', onFreeze);
    screen.removeEventListener('resume', renew);
    page.removeEventListener('pagehide', onPageHide);
    page.removeEventListener('pageshow', renew);
    page.removeEventListener('online', renew);
  };
}

function timer(ms: number, run: () => void): () => void {
  const handle = setInterval(run, ms);
  return () => clearInterval(handle);
}
