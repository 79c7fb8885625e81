/** Tells whoever works on an answer that nobody waits for it any more. */

import type { Response } from 'express';

/**
 * @param stopping aborted when the appservice stops. Requests do not hang themselves onto this one signal
 * (`AbortSignal.any` would, and leave something behind each time), they are counted here.
 * @returns the signal of one request: aborted when its connection closes early, or when the appservice stops
 */
export function untilGone(stopping: AbortSignal): (response: Response) => AbortSignal {
  const open = new Set<AbortController>();
  stopping.addEventListener('abort', () => {
    for (const request of open) request.abort();
  });
  return (response) => {
    const request = new AbortController();
    if (stopping.aborted) request.abort();
    open.add(request);
    response.once('close', () => {
      open.delete(request);
      if (!response.writableFinished) request.abort();
    });
    return request.signal;
  };
}
