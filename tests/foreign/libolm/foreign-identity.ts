/** A cross-signing identity made by libolm: three ed25519 keys, of which the master key signs the other two. */

import Olm from '@matrix-org/olm';
import { type Bytes, fromBase64, type UserId } from '@sprechzimmer/protocol';
import { canonicalJson } from './canonical-json.ts';

export type Signed = Record<string, unknown> & { readonly signatures: Signatures };
type Signatures = Record<string, Record<string, string>>;

export interface ForeignIdentity {
  readonly userId: UserId;
  /** 32 bytes. */
  readonly masterKey: Bytes;
  /** Body of `POST /keys/device_signing/upload`. */
  readonly published: Record<string, object>;
  /** Signs a device's keys with the self-signing key. */
  signDevice(deviceKeys: Signed): Signed;
}

/** Call `Olm.init()` first. */
export function makeForeignIdentity(userId: UserId): ForeignIdentity {
  const make = () => {
    const signing = new Olm.PkSigning();
    return { signing, publicKey: signing.init_with_seed(signing.generate_seed()) };
  };
  const [master, self, user] = [make(), make(), make()];
  const describe = (usage: string, publicKey: string) => ({
    user_id: userId,
    usage: [usage],
    keys: { [`ed25519:${publicKey}`]: publicKey },
  });
  const byMaster = (key: object) =>
    signed(key, userId, master.publicKey, (text) => master.signing.sign(text));
  return {
    userId,
    masterKey: fromBase64(master.publicKey),
    published: {
      master_key: describe('master', master.publicKey),
      self_signing_key: byMaster(describe('self_signing', self.publicKey)),
      user_signing_key: byMaster(describe('user_signing', user.publicKey)),
    },
    signDevice: (deviceKeys) => signed(deviceKeys, userId, self.publicKey, (text) => self.signing.sign(text)),
  };
}

/** Adds one signature over everything but `signatures` and `unsigned`. */
export function signed(
  object: object,
  userId: string,
  keyName: string,
  sign: (text: string) => string,
): Signed {
  const {
    signatures,
    unsigned: _,
    ...covered
  }: Record<string, unknown> & { signatures?: Signatures } = {
    ...object,
  };
  const signature = sign(canonicalJson(covered));
  return {
    ...covered,
    signatures: {
      ...signatures,
      [userId]: { ...signatures?.[userId], [`ed25519:${keyName}`]: signature },
    },
  };
}
