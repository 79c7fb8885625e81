/** A whole cross-signing identity in somebody's name, made by the attacker: everything fits, except that it is not theirs. */

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Json, objectOf, textOf } from '../stack/json.ts';

export interface ForgedIdentity {
  readonly userId: string;
  /** As `/keys/query` shows them. */
  readonly master: Json;
  readonly selfSigning: Json;
  /** The same device keys with a signature of this identity, in place of any the owner made. */
  signDevice(deviceKeys: Json): Json;
}

export function forgeIdentity(userId: string): ForgedIdentity {
  const [master, selfSigning] = [makeKey(), makeKey()];
  const keys = (usage: string, { name, text }: SigningKey): Json => ({
    user_id: userId,
    usage: [usage],
    keys: { [name]: text },
  });
  const signed = (json: Json, by: SigningKey): Json => ({
    ...json,
    signatures: { [userId]: { [by.name]: signatureOf(json, by.key) } },
  });
  return {
    userId,
    master: keys('master', master),
    selfSigning: signed(keys('self_signing', selfSigning), master),
    signDevice(deviceKeys) {
      const byItself = objectOf(objectOf(objectOf(deviceKeys['signatures'])[userId]));
      const own = `ed25519:${textOf(deviceKeys['device_id'])}`;
      const again = signed(withoutSignatures(deviceKeys), selfSigning);
      const made = objectOf(objectOf(again['signatures'])[userId]);
      return { ...again, signatures: { [userId]: { ...made, [own]: byItself[own] } } };
    },
  };
}

interface SigningKey {
  readonly key: KeyObject;
  /** `ed25519:` and the public key. */
  readonly name: string;
  readonly text: string;
}

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const text = Buffer.from(x, 'base64url').toString('base64').replace(/=+$/, '');
  return { key: privateKey, name: `ed25519:${text}`, text };
}

function withoutSignatures(json: Json): Json {
  const { signatures: _signatures, unsigned: _unsigned, ...rest } = json;
  return rest;
}

function signatureOf(json: Json, key: KeyObject): string {
  const signature = sign(null, Buffer.from(canonical(withoutSignatures(json))), key);
  return signature.toString('base64').replace(/=+$/, '');
}

/** Canonical JSON of the Matrix specification, as far as keys need it: texts, lists and objects. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
}
