/** A guest's cross-signing identity: made on this device, published, and nowhere else. */

import { type Bytes, fromBase64 } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { CryptoInside } from './crypto-inside.ts';

const SigningKeysSchema = v.object({ master_key: v.object({ keys: v.record(v.string(), v.string()) }) });

/**
 * Makes the identity if there is none yet and publishes device keys, master key and signatures. Safe to repeat.
 * Other clients ignore a device without this (MSC4153), so it comes before the first message.
 * @returns our own master key, 32 bytes
 */
export async function publishIdentity(inside: CryptoInside): Promise<Bytes> {
  const requests = await inside.machine.bootstrapCrossSigning(false);
  const masterKey = readMasterKey(requests.uploadSigningKeysRequest.body);
  await Promise.all([
    requests.uploadKeysRequest ? inside.send(requests.uploadKeysRequest) : undefined,
    inside.send(requests.uploadSigningKeysRequest),
  ]);
  await inside.send(requests.uploadSignaturesRequest);
  return masterKey;
}

function readMasterKey(body: string): Bytes {
  const { master_key } = v.parse(SigningKeysSchema, JSON.parse(body));
  const [only] = Object.values(master_key.keys);
  if (only === undefined) throw new Error('the crypto machine made no master key');
  return fromBase64(only);
}
