/**
 * The one place that reaches behind the public crypto API of matrix-js-sdk: two fields that TypeScript calls
 * private. What we need them for has no public call: signing another user's master key without an interactive
 * verification, asking for keys exactly once, and publishing a guest's identity without four extra requests.
 * `docs/adr/0006-manual-verification-adapter.md`; `crypto-inside.test.ts` notices when the fields move.
 */

import { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient, UIAuthCallback } from 'matrix-js-sdk';

/** Whatever the crypto machine wants sent to the homeserver. */
export type CryptoRequest = object;

export interface CryptoInside {
  readonly machine: OlmMachine;
  /**
   * Sends a request of the machine and tells it the answer.
   * @param auth for what the homeserver gives only to somebody who has just proven who they are
   */
  send(request: CryptoRequest, auth?: UIAuthCallback<void>): Promise<void>;
}

/** @throws when crypto has not been initialised, or when the SDK's inside has changed */
export function insideOf(client: MatrixClient): CryptoInside {
  const crypto: unknown = client.getCrypto();
  if (!hasFields(crypto)) throw new Error('the SDK keeps its crypto machine somewhere else now');
  const { olmMachine, outgoingRequestProcessor } = crypto;
  return {
    machine: olmMachine,
    send: (request, auth) => outgoingRequestProcessor.makeOutgoingRequest(request, auth),
  };
}

interface Fields {
  readonly olmMachine: OlmMachine;
  readonly outgoingRequestProcessor: {
    makeOutgoingRequest(request: CryptoRequest, auth?: UIAuthCallback<void>): Promise<void>;
  };
}

function hasFields(crypto: unknown): crypto is Fields {
  return (
    typeof crypto === 'object' &&
    crypto !== null &&
    'olmMachine' in crypto &&
    crypto.olmMachine instanceof OlmMachine &&
    'outgoingRequestProcessor' in crypto &&
    typeof crypto.outgoingRequestProcessor === 'object' &&
    crypto.outgoingRequestProcessor !== null &&
    'makeOutgoingRequest' in crypto.outgoingRequestProcessor &&
    typeof crypto.outgoingRequestProcessor.makeOutgoingRequest === 'function'
  );
}
