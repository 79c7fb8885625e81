/**
 * Makes this device known again to a homeserver that has forgotten it, with the keys it always had. A homeserver
 * deletes a device's keys with its session, and the crypto machine, which published them once, does not do so again:
 * after signing in anew nobody could write to this device, and it would look as if all was well.
 */

import * as v from 'valibot';
import { retrying } from '../api/retry.ts';
import { reaching } from './homeserver-errors.ts';
import type { OpenClient } from './open-client.ts';

/** Does nothing when the homeserver knows the device. @throws Unreachable, and what the homeserver refuses */
export async function ensurePublished(open: OpenClient): Promise<void> {
  const known = await asking(() => open.client.downloadKeysForUsers([open.userId]));
  if (known.device_keys[open.userId]?.[open.deviceId]) return;
  const device_keys = await signedDeviceKeys(open);
  await asking(() => open.client.uploadKeysRequest({ device_keys }));
  const { hasSelfSigning } = await open.machine.crossSigningStatus();
  if (hasSelfSigning) await asking(() => open.crypto.crossSignDevice(open.deviceId));
}

function asking<T>(request: () => Promise<T>): Promise<T> {
  return retrying(() => reaching('publishing this device', request), { tries: 4 });
}

const SignaturesSchema = v.record(v.string(), v.record(v.string(), v.string()));

/** Matrix client-server API, *Device keys*. */
async function signedDeviceKeys({ machine, userId, deviceId }: OpenClient) {
  const { ed25519, curve25519 } = machine.identityKeys;
  const ed25519Id = `ed25519:${deviceId}`;
  // Members in the order of canonical JSON: this very text is what is signed.
  const unsigned = {
    algorithms: ['m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2'],
    device_id: deviceId,
    keys: { [`curve25519:${deviceId}`]: curve25519.toBase64(), [ed25519Id]: ed25519.toBase64() },
    user_id: userId,
  };
  const made = await machine.sign(JSON.stringify(unsigned));
  const own = v.parse(SignaturesSchema, JSON.parse(made.asJSON()))[userId]?.[ed25519Id];
  made.free();
  if (own === undefined) throw new Error('the crypto of this page did not sign its own device');
  return { ...unsigned, signatures: { [userId]: { [ed25519Id]: own } } };
}
