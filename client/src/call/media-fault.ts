/** Why a device could not be had, from what `getUserMedia` throws (W3C Media Capture, §10.3). */

import type { MediaFault } from './media-view.ts';

export function mediaFault(error: unknown): MediaFault {
  const { name, message } = describe(error);
  switch (name) {
    case 'NotAllowedError':
      // Chromium says so in the message only; elsewhere a closed question counts as a no.
      return /dismiss/i.test(message) ? 'dismissed' : 'denied';
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

function describe(error: unknown): { name: string; message: string } {
  return error instanceof Error || error instanceof DOMException ? error : { name: '', message: '' };
}
