/** A Matrix device with valid keys and signatures and nothing behind them: enough for the homeserver, no crypto library. */

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface SigningKey {
  /** Public half, unpadded base64. */
  readonly public: string;
  sign(object: { readonly [key: string]: Json }): string;
}

/** Bodies of the four uploads a new device makes, in order. */
export interface BareDeviceUploads {
  readonly keys: Json;
  readonly crossSigning: Json;
  readonly signatures: Json;
}

/** As many one-time keys as the Rust crypto uploads. */
const oneTimeKeys = 50;

export function makeBareDeviceUploads(userId: string, deviceId: string): BareDeviceUploads {
  const [device, master, self, user] = [signingKey(), signingKey(), signingKey(), signingKey()];
  const signed = (object: { readonly [key: string]: Json }, keyId: string, key: SigningKey) => ({
    ...object,
    signatures: { [userId]: { [keyId]: key.sign(object) } },
  });
  const deviceKey = `ed25519:${deviceId}`;
  const deviceKeys = signed(
    {
      user_id: userId,
      device_id: deviceId,
      algorithms: ['m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2'],
      keys: { [`curve25519:${deviceId}`]: randomKey(), [deviceKey]: device.public },
    },
    deviceKey,
    device,
  );
  const oneTime = (extra: { readonly [key: string]: Json } = {}) =>
    signed({ key: randomKey(), ...extra }, deviceKey, device);
  const crossKey = (usage: string, key: SigningKey) => ({
    user_id: userId,
    usage: [usage],
    keys: { [`ed25519:${key.public}`]: key.public },
  });
  const masterKeyId = `ed25519:${master.public}`;
  const masterKey = crossKey('master', master);
  const { signatures: _, ...unsignedDevice } = deviceKeys;
  return {
    keys: {
      device_keys: deviceKeys,
      one_time_keys: Object.fromEntries(
        Array.from({ length: oneTimeKeys }, (_, index) => [`signed_curve25519:AAAAAA${index}`, oneTime()]),
      ),
      fallback_keys: { 'signed_curve25519:AAAAAF': oneTime({ fallback: true }) },
    },
    crossSigning: {
      master_key: signed(masterKey, masterKeyId, master),
      self_signing_key: signed(crossKey('self_signing', self), masterKeyId, master),
      user_signing_key: signed(crossKey('user_signing', user), masterKeyId, master),
    },
    signatures: {
      [userId]: {
        [deviceId]: signed(unsignedDevice, `ed25519:${self.public}`, self),
        [master.public]: signed(masterKey, deviceKey, device),
      },
    },
  };
}

function signingKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    public: rawBase64(publicKey),
    sign: (object) => unpadded(sign(null, Buffer.from(canonical(object)), privateKey)),
  };
}

function rawBase64(key: KeyObject): string {
  return unpadded(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
}

function randomKey(): string {
  return unpadded(randomBytes(32));
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/** Matrix canonical JSON for the plain objects made here: sorted keys, no white space. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
