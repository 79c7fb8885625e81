/**
 * Encrypting for one device, and only for the one that is meant. A device id is the homeserver's to give away: what
 * stands behind it is looked at anew on the very object that encrypts, after every question to the homeserver.
 */

import {
  type Device,
  DeviceId as RustDeviceId,
  UserId as RustUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { type Bytes, type DeviceId, equalBytes, fromBase64, type UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { masterKeyOf } from './identity.ts';
import type { OpenClient } from './open-client.ts';

/** Where a message goes. With keys, where the caller has looked at the device already: they have to be the same still. */
export interface Recipient {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly ed25519?: Bytes;
  readonly curve25519?: Bytes;
}

/** What has to hold for a recipient. */
export interface RecipientNeeds {
  /** Their owner's master key, 32 bytes. */
  readonly masterKey: Uint8Array;
  /** We have signed that master key; otherwise it is enough that it has signed the device. */
  readonly verified: boolean;
}

/** The homeserver shows another device or another owner than the message is for. Nothing has been sent. */
export class WrongRecipient extends Error {
  constructor() {
    super('the device this message is for is not the one that was recognised');
    this.name = 'WrongRecipient';
  }
}

/**
 * Content of an `m.room.encrypted` event for this device. Not the SDK's `encryptToDeviceMessages`: it leaves out
 * devices it does not know, asks nothing about the others, and keeps a handle on every device, with which the key
 * store cannot be deleted at the end of a visit.
 * @throws WrongRecipient
 * @throws when the device is not known to the crypto store
 */
export async function encryptFor(
  open: OpenClient,
  recipient: Recipient,
  needs: RecipientNeeds,
  type: string,
  content: object,
): Promise<Record<string, unknown>> {
  const { userId, deviceId } = recipient;
  // Before and after: the device object holds its owner as they were when it was read.
  await compareOwner(open, userId, needs.masterKey);
  // As one: the device belongs to the machine it was asked from, and encrypts with no other one's sessions.
  const encrypt = async () => {
    const device = await open.machine.getDevice(new RustUserId(userId), new RustDeviceId(deviceId));
    if (!device) throw new Error('a device this message is for is not known to the crypto store');
    try {
      const signed = needs.verified ? device.isCrossSigningTrusted() : device.isCrossSignedByOwner();
      if (!signed || !hasKeys(device, recipient)) throw new WrongRecipient();
      return await device.encryptToDeviceEvent(type, content);
    } finally {
      device.free();
    }
  };
  const encrypted: unknown = JSON.parse(await (open.keeping ? open.keeping.write(encrypt) : encrypt()));
  await compareOwner(open, userId, needs.masterKey);
  return v.parse(EncryptedSchema, encrypted);
}

const EncryptedSchema = v.record(v.string(), v.unknown());

async function compareOwner(open: OpenClient, userId: UserId, expected: Uint8Array): Promise<void> {
  const shown = await masterKeyOf(open, userId);
  if (!shown || !equalBytes(shown, expected)) throw new WrongRecipient();
}

function hasKeys(device: Device, { ed25519, curve25519 }: Recipient): boolean {
  const isKey = (shown: { toBase64(): string } | undefined, expected: Bytes | undefined) =>
    !expected || (shown !== undefined && equalBytes(fromBase64(shown.toBase64()), expected));
  return isKey(device.ed25519Key, ed25519) && isKey(device.curve25519Key, curve25519);
}
