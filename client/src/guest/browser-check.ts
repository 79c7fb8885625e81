/** What this browser lacks, before anything is asked of the patient. */

import type { MissingFeature } from './guest-view.ts';

export function missingFeature(scope: object = globalThis): MissingFeature | undefined {
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
  // What the Matrix SDK and our own requests are written with: Chrome 119, Firefox 124, Safari 17.4.
  if (!has(scope, 'Promise', 'withResolvers') || !has(scope, 'AbortSignal', 'any')) return 'recent';
  return undefined;
}

function has(scope: object, global: string, method: string): boolean {
  const holder: unknown = Reflect.get(scope, global);
  return typeof holder === 'function' && method in holder;
}
