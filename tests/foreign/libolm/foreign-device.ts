/**
 * A device whose Olm and Megolm are libolm, and which says whatever it is told to say: the genuine message comes from
 * `payload()`, and a forger changes it before `seal()`.
 */

import Olm, { type OutboundGroupSession, type Session } from '@matrix-org/olm';
import type { UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { PaperHomeserver } from '../../../client/src/crypto/testing/paper-homeserver.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Signed, signed } from './foreign-identity.ts';

export type Json = Record<string, unknown>;

export interface Address {
  readonly userId: UserId;
  readonly deviceId: string;
}

/** What stands inside an Olm message (Client-Server API, *m.olm.v1.curve25519-aes-sha2*). */
export interface OlmPayload {
  readonly type: string;
  readonly content: object;
  readonly sender: string;
  readonly recipient: string;
  readonly recipient_keys: { readonly ed25519: string };
  readonly keys: { readonly ed25519: string };
}

export interface IdentityKeys {
  readonly curve25519: string;
  readonly ed25519: string;
}

const KeysSchema = v.object({ curve25519: v.string(), ed25519: v.string() });
const OneTimeKeysSchema = v.object({ curve25519: v.record(v.string(), v.string()) });
const DevicesSchema = v.object({
  device_keys: v.record(
    v.string(),
    v.record(v.string(), v.looseObject({ keys: v.record(v.string(), v.string()) })),
  ),
});
const ClaimedSchema = v.object({
  one_time_keys: v.record(
    v.string(),
    v.record(
      v.string(),
      v.record(
        v.string(),
        v.looseObject({
          key: v.string(),
          signatures: v.record(v.string(), v.record(v.string(), v.string())),
        }),
      ),
    ),
  ),
});
const MessageSchema = v.object({ type: v.picklist([0, 1]), body: v.string() });
const CiphertextSchema = v.object({
  sender_key: v.string(),
  ciphertext: v.record(v.string(), MessageSchema),
});

export class ForeignDevice {
  readonly address: Address;
  readonly keys: IdentityKeys;
  readonly #account = new Olm.Account();
  readonly #server: PaperHomeserver;
  #session: Session | undefined;
  #theirs: IdentityKeys | undefined;

  /** Call `Olm.init()` first. */
  constructor(server: PaperHomeserver, address: Address) {
    this.#server = server;
    this.address = address;
    this.#account.create();
    this.keys = v.parse(KeysSchema, JSON.parse(this.#account.identity_keys()));
  }

  /** Signed by the device itself; whoever owns it signs it once more, or does not. */
  describe(): Signed {
    const { userId, deviceId } = this.address;
    const keys = {
      user_id: userId,
      device_id: deviceId,
      algorithms: ['m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2'],
      keys: { [`curve25519:${deviceId}`]: this.keys.curve25519, [`ed25519:${deviceId}`]: this.keys.ed25519 },
    };
    return this.#sign(keys);
  }

  async publish(deviceKeys: Signed): Promise<void> {
    this.#account.generate_one_time_keys(5);
    const { curve25519 } = v.parse(OneTimeKeysSchema, JSON.parse(this.#account.one_time_keys()));
    const oneTimeKeys = Object.fromEntries(
      Object.entries(curve25519).map(([id, key]) => [`signed_curve25519:${id}`, this.#sign({ key })]),
    );
    this.#account.mark_keys_as_published();
    await this.ask('keys/upload', { device_keys: deviceKeys, one_time_keys: oneTimeKeys });
  }

  /** Asks for the other's keys and a one-time key, checks its signature, and opens a session. */
  async meet({ userId, deviceId }: Address): Promise<void> {
    const known = v.parse(DevicesSchema, await this.ask('keys/query', { device_keys: { [userId]: [] } }))
      .device_keys[userId]?.[deviceId];
    const claim = { one_time_keys: { [userId]: { [deviceId]: 'signed_curve25519' } } };
    const claimed = v.parse(ClaimedSchema, await this.ask('keys/claim', claim)).one_time_keys;
    const [oneTimeKey] = Object.values(claimed[userId]?.[deviceId] ?? {});
    const theirs = {
      curve25519: known?.keys[`curve25519:${deviceId}`] ?? '',
      ed25519: known?.keys[`ed25519:${deviceId}`] ?? '',
    };
    if (!oneTimeKey) throw new Error('the other device has no one-time key left');
    const { signatures, ...covered } = oneTimeKey;
    const utility = new Olm.Utility();
    utility.ed25519_verify(
      theirs.ed25519,
      canonicalJson(covered),
      signatures[userId]?.[`ed25519:${deviceId}`] ?? '',
    );
    this.#session = new Olm.Session();
    this.#session.create_outbound(this.#account, theirs.curve25519, oneTimeKey.key);
    this.#theirs = theirs;
  }

  /** What an honest device would say. */
  payload(type: string, content: object, recipient: UserId): OlmPayload {
    return {
      type,
      content,
      sender: this.address.userId,
      recipient,
      recipient_keys: { ed25519: this.#met().ed25519 },
      keys: { ed25519: this.keys.ed25519 },
    };
  }

  /** Content of an `m.room.encrypted` to-device event. */
  seal(payload: object): { readonly sender_key: string } & Json {
    if (!this.#session) throw new Error('nobody has been met');
    const message = this.#session.encrypt(JSON.stringify(payload));
    return {
      algorithm: 'm.olm.v1.curve25519-aes-sha2',
      sender_key: this.keys.curve25519,
      ciphertext: { [this.#met().curve25519]: message },
    };
  }

  /** Reads what was sent to this device with a session of the sender's making. @returns the payload inside */
  open(content: unknown): unknown {
    const { sender_key, ciphertext } = v.parse(CiphertextSchema, content);
    const message = ciphertext[this.keys.curve25519];
    if (!message) throw new Error('the message is not for this device');
    const session = new Olm.Session();
    session.create_inbound_from(this.#account, sender_key, message.body);
    const text = session.decrypt(message.type, message.body);
    this.#account.remove_one_time_keys(session);
    return JSON.parse(text);
  }

  /** Asks the homeserver as this device. */
  async ask(path: string, body: object): Promise<unknown> {
    const { userId, deviceId } = this.address;
    const answer = await this.#server.fetchAs(userId, deviceId)(`https://practice.test/v3/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return answer.json();
  }

  #met(): IdentityKeys {
    if (!this.#theirs) throw new Error('nobody has been met');
    return this.#theirs;
  }

  #sign(object: object): Signed {
    return signed(object, this.address.userId, this.address.deviceId, (text) => this.#account.sign(text));
  }
}

/** Content of an `m.room_key` for the state a Megolm session is in now. */
export function roomKey(session: OutboundGroupSession, roomId: string): Json {
  return {
    algorithm: 'm.megolm.v1.aes-sha2',
    room_id: roomId,
    session_id: session.session_id(),
    session_key: session.session_key(),
  };
}

/** Content of an encrypted room event. */
export function sealForRoom(device: ForeignDevice, session: OutboundGroupSession, payload: object): Json {
  return {
    algorithm: 'm.megolm.v1.aes-sha2',
    sender_key: device.keys.curve25519,
    device_id: device.address.deviceId,
    session_id: session.session_id(),
    ciphertext: session.encrypt(JSON.stringify(payload)),
  };
}
