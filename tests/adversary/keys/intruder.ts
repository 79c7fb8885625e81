/** A device of the attacker's under somebody else's account, and everything that was said to it. */

import { randomUUID } from 'node:crypto';
import { type DeviceId, type RoomId, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { expect } from 'vitest';
import { type OperatorDevice, openOperatorDevice } from '../stack/device.ts';
import { type Json, objectOf, textOf } from '../stack/json.ts';
import type { Operator, OperatorAccount } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';

export interface Intruder extends OperatorDevice {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Its keys as it has published them, signed by itself alone. */
  readonly deviceKeys: Json;
  /** Types of to-device messages it could decrypt. */
  heard(): readonly string[];
  /** Olm-encrypts for one device and sends, with no rule of ours in the way. */
  whisper(to: UserId, device: DeviceId, type: string, content: object): Promise<void>;
}

/**
 * Puts a device onto an account behind its owner's back, and brings it up. It runs until `stopIntruders`.
 * @param before it has published anything
 */
export async function intrude(
  { operator }: Pick<Scene, 'operator'>,
  userId: UserId,
  before: (account: OperatorAccount) => void = () => undefined,
): Promise<Intruder> {
  const account = operator.giveDevice(userId);
  before(account);
  const device = await openOperatorDevice(operator.homeserverUrl, account);
  running.add(device);
  const { client } = device;
  const heard: string[] = [];
  client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
    if (encryptionInfo !== null) heard.push(message.type);
  });
  const deviceKeys = await publishedKeys(operator, userId, account.deviceId);
  return {
    ...device,
    userId,
    deviceId: account.deviceId,
    deviceKeys,
    heard: () => heard,
    async whisper(to, deviceId, type, content) {
      const crypto = client.getCrypto();
      if (!crypto) throw new Error('the SDK has no crypto');
      await crypto.getUserDeviceInfo([to], true);
      const batch = await crypto.encryptToDeviceMessages(type, [{ userId: to, deviceId }], { ...content });
      if (batch.batch.length !== 1) throw new Error(`the attacker cannot encrypt for ${deviceId}`);
      const messages = new Map([[to, new Map(batch.batch.map((one) => [one.deviceId, one.payload]))]]);
      await client.sendToDevice('m.room.encrypted', messages, randomUUID());
    },
  };
}

/** All of this test file. */
export function stopIntruders(): void {
  for (const device of running) device.stop();
  running.clear();
}

/** A guest's account, as soon as the homeserver has one that was not there before. */
export function guestsOf(operator: Operator): readonly UserId[] {
  return operator
    .rows("SELECT name FROM users WHERE name LIKE '@guest-%' AND deactivated = 0")
    .map(({ name }) => v.parse(UserIdSchema, name));
}

/** Resolves when the intruder's own client knows itself in this room. */
export async function isInside({ client }: Intruder, roomId: RoomId): Promise<void> {
  await expect.poll(() => client.getRoom(roomId)?.getMyMembership(), { timeout: 30_000 }).toBe('join');
}

/** Resolves when the intruder's client holds this many messages of the room, whether or not it can read them. */
export async function hasMessages({ client }: Intruder, roomId: RoomId, count: number): Promise<void> {
  const encrypted = () =>
    (client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []).filter((event) => event.isEncrypted())
      .length;
  await expect.poll(encrypted, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
}

const running = new Set<OperatorDevice>();

async function publishedKeys(operator: Operator, userId: UserId, deviceId: DeviceId): Promise<Json> {
  const read = () =>
    operator.rows(
      'SELECT key_json FROM e2e_device_keys_json WHERE user_id = ? AND device_id = ?',
      userId,
      deviceId,
    );
  await expect.poll(() => read().length, { timeout: 30_000 }).toBe(1);
  const keys: unknown = JSON.parse(textOf(read()[0]?.['key_json']));
  return objectOf(keys);
}
