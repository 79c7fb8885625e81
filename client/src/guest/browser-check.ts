/** What this browser lacks, before anything is asked of the patient. */

import type { StopReason } from './guest-view.ts';

type Missing = Extract<StopReason, { kind: 'browser' }>['missing'];

export function missingFeature(scope: object = globalThis): Missing | undefined {
  if (!('WebAssembly' in scope)) return 'webassembly';
  // Also absent where the page was not served securely.
  if (
    !('crypto' in scope) ||
    !(scope.crypto instanceof Object) ||
    !('subtle' in scope.crypto) ||
    !scope.crypto.subtle
  )
    return 'webcrypto';
  if (!('indexedDB' in scope) || !scope.indexedDB) return 'indexeddb';
  if (!('RTCPeerConnection' in scope)) return 'webrtc';
  return undefined;
}
