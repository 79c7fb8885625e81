/** Who somebody is, from our own crypto store: master key, devices, and whether we have signed that key. */

import {
  type Device,
  KeysQueryRequest,
  OtherUserIdentity,
  UserId as RustUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import {
  type Bytes,
  type DeviceId,
  DeviceIdSchema,
  equalBytes,
  fromBase64,
  type UserId,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { CryptoInside } from './crypto-inside.ts';

/** A device as our crypto store knows it. */
export interface KnownDevice {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly ed25519: Bytes;
  readonly curve25519: Bytes;
  /** Signed by its owner's self-signing key, whoever the server says the owner is. */
  readonly ownerSigned: boolean;
  /** Signed by an owner whose master key *we* have signed. */
  readonly verified: boolean;
}

/** The homeserver shows another master key than the pinned one. Nothing may go on. */
export class MasterKeyDiffers extends Error {
  readonly userId: UserId;

  constructor(userId: UserId) {
    super('the homeserver shows another master key than the one this visit is bound to');
    this.name = 'MasterKeyDiffers';
    this.userId = userId;
  }
}

/** Master key in our store, 32 bytes. Undefined when the user has none, or we have not asked yet. */
export async function masterKeyOf(inside: CryptoInside, userId: UserId): Promise<Bytes | undefined> {
  const identity = await inside.machine.getIdentity(new RustUserId(userId));
  try {
    return identity && readMasterKey(identity.masterKey);
  } finally {
    identity?.free();
  }
}

/**
 * Starts following a user's devices and asks for whatever keys are due, once. Only for users we share a room with:
 * the SDK would never stop asking for the keys of a stranger.
 */
export async function followDevices(inside: CryptoInside, userId: UserId): Promise<void> {
  await inside.machine.updateTrackedUsers([new RustUserId(userId)]);
  // Asking for due keys through the machine's own queue, not past it: otherwise it still waits for an answer.
  for (const request of await inside.machine.outgoingRequests())
    if (request instanceof KeysQueryRequest) await inside.send(request);
}

/** Asks for a followed user's keys again, although nobody has said that they changed. */
export async function refreshKeys(inside: CryptoInside, userId: UserId): Promise<void> {
  await inside.send(inside.machine.queryKeysForUsers([new RustUserId(userId)]));
}

export async function devicesOf(inside: CryptoInside, userId: UserId): Promise<readonly KnownDevice[]> {
  const devices = await inside.machine.getUserDevices(new RustUserId(userId), 1);
  try {
    return devices.devices().flatMap((device) => {
      try {
        return knownDevice(userId, device) ?? [];
      } finally {
        device.free();
      }
    });
  } finally {
    devices.free();
  }
}

export async function deviceOf(
  inside: CryptoInside,
  userId: UserId,
  deviceId: DeviceId,
): Promise<KnownDevice | undefined> {
  return (await devicesOf(inside, userId)).find((device) => device.deviceId === deviceId);
}

/**
 * Cross-signs a user's master key, but only if it is exactly `masterKey`: the object compared is the object signed.
 * Works while the other side is offline.
 * @throws MasterKeyDiffers when it is another key, or none
 */
export async function signMasterKey(inside: CryptoInside, userId: UserId, masterKey: Bytes): Promise<void> {
  const identity = await inside.machine.getIdentity(new RustUserId(userId));
  if (!(identity instanceof OtherUserIdentity)) {
    identity?.free();
    throw new MasterKeyDiffers(userId);
  }
  try {
    const shown = readMasterKey(identity.masterKey);
    if (!shown || !equalBytes(shown, masterKey)) throw new MasterKeyDiffers(userId);
    if (identity.isVerified()) return;
    await inside.send(await identity.verify());
  } finally {
    identity.free();
  }
  // The signature counts once our own store has it back from the homeserver. Whoever is signed is followed.
  await followDevices(inside, userId);
  if (!(await isSigned(inside, userId))) await refreshKeys(inside, userId);
}

async function isSigned(inside: CryptoInside, userId: UserId): Promise<boolean> {
  const identity = await inside.machine.getIdentity(new RustUserId(userId));
  try {
    return identity?.isVerified() ?? false;
  } finally {
    identity?.free();
  }
}

/** True when the user's master key is the pinned one and carries our signature. */
export async function isPinnedAndSigned(inside: CryptoInside, userId: UserId, pin: Bytes): Promise<boolean> {
  const identity = await inside.machine.getIdentity(new RustUserId(userId));
  try {
    const shown = identity && readMasterKey(identity.masterKey);
    return Boolean(identity?.isVerified() && shown && equalBytes(shown, pin));
  } finally {
    identity?.free();
  }
}

const MasterKeySchema = v.object({
  usage: v.pipe(
    v.array(v.string()),
    v.check((usage) => usage.includes('master')),
  ),
  keys: v.record(v.string(), v.string()),
});

function readMasterKey(json: string): Bytes | undefined {
  const parsed = v.safeParse(MasterKeySchema, JSON.parse(json));
  if (!parsed.success) return undefined;
  const keys = Object.values(parsed.output.keys);
  const [only] = keys;
  return keys.length === 1 && only !== undefined ? fromBase64(only) : undefined;
}

function knownDevice(userId: UserId, device: Device): KnownDevice | undefined {
  const { ed25519Key, curve25519Key } = device;
  const deviceId = v.safeParse(DeviceIdSchema, device.deviceId.toString());
  if (!ed25519Key || !curve25519Key || !deviceId.success) return undefined;
  return {
    userId,
    deviceId: deviceId.output,
    ed25519: fromBase64(ed25519Key.toBase64()),
    curve25519: fromBase64(curve25519Key.toBase64()),
    ownerSigned: device.isCrossSignedByOwner(),
    verified: device.isCrossSigningTrusted(),
  };
}
