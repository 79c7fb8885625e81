/**
 * The one place that reaches behind the public crypto API of matrix-js-sdk: two fields that TypeScript calls private, and
 * what the SDK wants to hear of its crypto machine. What we need them for has no public call: signing another user's
 * master key without an interactive verification, asking for keys exactly once, publishing a guest's identity without four
 * extra requests, and another machine in the place of one whose store was full.
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

/**
 * Makes a machine the SDK has not opened itself into one of its own, as its `initRustCrypto` does: it asks nobody for room
 * keys, and what it finds is told to the SDK.
 */
export function makeOwn(client: MatrixClient, machine: OlmMachine): void {
  const crypto: unknown = client.getCrypto();
  machine.roomKeyRequestsEnabled = false;
  machine.registerRoomKeyUpdatedCallback(listenerOf(crypto, 'onRoomKeysUpdated'));
  machine.registerRoomKeysWithheldCallback(listenerOf(crypto, 'onRoomKeysWithheld'));
  machine.registerUserIdentityUpdatedCallback(listenerOf(crypto, 'onUserIdentityUpdated'));
  machine.registerDevicesUpdatedCallback(listenerOf(crypto, 'onDevicesUpdated'));
  machine.registerReceiveSecretCallback(listenerOf(crypto, 'checkSecrets'));
}

/** @throws when the SDK's inside has changed */
function listenerOf(crypto: unknown, name: string): (found: unknown) => Promise<void> {
  const listener: unknown =
    typeof crypto === 'object' && crypto !== null ? Reflect.get(crypto, name) : undefined;
  if (typeof listener !== 'function') throw new Error('the SDK listens to its crypto machine in another way');
  return async (found) => void (await Reflect.apply(listener, crypto, [found]));
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
