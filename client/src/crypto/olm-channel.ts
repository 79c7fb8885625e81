/**
 * Messages from device to device, Olm-encrypted: the only authority there is between clinician and guest.
 * What comes in clear, from a device that is not who it should be, or in another form is dropped and counted.
 */

import { UserId as RustUserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import {
  type Bytes,
  type DeviceId,
  DeviceIdSchema,
  equalBytes,
  fromBase64,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { type Pause, pauseFor, retrying } from '../api/retry.ts';
import { encryptFor, type Recipient, type RecipientNeeds, WrongRecipient } from './encrypt-for.ts';
import { reaching } from './homeserver-errors.ts';
import { deviceOf, type KnownDevice, masterKeyOf, refreshKeys } from './identity.ts';
import { keptMessages } from './kept-messages.ts';
import type { OpenClient } from './open-client.ts';

export interface DeviceAddress {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
}

/**
 * Whose messages of a type are let in.
 * - `verified`: the device is cross-signed by an owner whose master key is the pinned one and carries our signature.
 * - `owner-signed`: the device is signed by its owner, who may be anybody yet. For proofs alone.
 */
export type SenderRule = 'verified' | 'owner-signed';

/**
 * Who may be sent a message.
 * - `verified`: as for receiving. For everything but what follows.
 * - `signedUnder`: the device is signed by its owner, and their master key is exactly this one, whether or not we have
 *   signed it yet. For the first proof, and for turning away a guest who was never confirmed.
 */
export type RecipientRule = 'verified' | { readonly signedUnder: Uint8Array };

/** Why a message was dropped. */
export type ChannelDrop =
  /** It came unencrypted. */
  | 'clear'
  /** The device that encrypted it is not known. */
  | 'unknown-device'
  /** Known, but not who it would have to be. */
  | 'not-verified'
  /** Not in the agreed form. */
  | 'malformed'
  /** More than its sender may have waiting here. */
  | 'too-many';

export type ChannelListener<C> = (from: KnownDevice, content: C) => void | Promise<void>;

export interface OlmChannel {
  /**
   * Encrypts one message for exactly these devices and hands it to the homeserver.
   * @throws WrongRecipient when one of them does not keep to the rule, or has other keys than the caller has seen
   * @throws when one of the devices is not known to our crypto store; in both cases nothing is sent
   * @throws Unreachable when the homeserver did not answer after several tries
   */
  send(type: string, content: object, devices: readonly Recipient[], rule: RecipientRule): Promise<void>;
  /** From now on messages of this user count as verified only under this master key. */
  pin(userId: UserId, masterKey: Uint8Array): void;
  unpin(userId: UserId): void;
  /** Messages of one sender arrive one after the other, each after the listener of the one before has finished. */
  receive<S extends v.GenericSchema>(
    type: string,
    schema: S,
    rule: SenderRule,
    listener: ChannelListener<v.InferOutput<S>>,
  ): () => void;
  /** Resolves when everything that has arrived so far has been judged. */
  caughtUp(): Promise<void>;
  /** How many messages were dropped, by reason. */
  readonly dropped: ReadonlyMap<ChannelDrop, number>;
  /** Nothing is heard or sent any more. */
  close(): void;
}

interface Subscription {
  readonly type: string;
  readonly rule: SenderRule;
  deliver(from: KnownDevice, content: unknown): Promise<boolean>;
}

interface Received {
  readonly message: unknown;
  readonly encryptionInfo: unknown;
}

const sendTries = 6;
/** Somebody may be waiting to be reconnected. */
const longestDelayMs = 2_000;
/** A sender may make us ask for their keys again this often, no more; until then their message waits. */
const refreshIntervalMs = 5_000;
/** More than this from one sender is not waited for. */
const waitingAtMost = 128;

const SenderSchema = v.object({ sender: UserIdSchema });
const MessageSchema = v.object({ sender: UserIdSchema, type: v.string(), content: v.unknown() });
const EncryptionSchema = v.object({
  sender: UserIdSchema,
  senderDevice: DeviceIdSchema,
  /** Of the Olm session itself: what encrypted, whatever stands behind the device id by now. */
  senderCurve25519KeyBase64: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}$/)),
});

/**
 * @param options `keep`: types that are kept until somebody listens for them, because they may arrive with the first
 *   sync, before the rest of the page is up
 */
export function openOlmChannel(
  open: OpenClient,
  options: { readonly nowMs?: () => number; readonly pause?: Pause; readonly keep?: readonly string[] } = {},
): OlmChannel {
  const { nowMs = Date.now, pause = pauseFor, keep = [] } = options;
  const kept = keptMessages<Received>();
  const subscriptions = new Set<Subscription>();
  const pins = new Map<UserId, Uint8Array>();
  const dropped = new Map<ChannelDrop, number>();
  const refreshes = new Map<UserId, { readonly count: number; readonly atMs: number }>();
  const closing = new AbortController();
  /** By what the homeserver calls the sender: nobody's messages wait for another's. */
  const queues = new Map<string, { done: Promise<void>; length: number }>();

  const drop = (reason: ChannelDrop) => dropped.set(reason, (dropped.get(reason) ?? 0) + 1);

  const isAllowed = async (device: KnownDevice, rule: SenderRule) => {
    if (rule === 'owner-signed') return device.ownerSigned;
    const pin = pins.get(device.userId);
    if (!pin || !device.verified) return false;
    const masterKey = await masterKeyOf(open, device.userId);
    return masterKey !== undefined && equalBytes(masterKey, pin);
  };

  const refreshCount = (userId: UserId) => refreshes.get(userId)?.count ?? 0;

  /** Asks for a user's keys, though not more often than now and then: until then it waits. */
  const refresh = async (userId: UserId) => {
    const atMs = refreshes.get(userId)?.atMs ?? Number.NEGATIVE_INFINITY;
    const waitMs = atMs + refreshIntervalMs - nowMs();
    if (waitMs > 0) await pause(waitMs, closing.signal);
    refreshes.set(userId, { count: refreshCount(userId) + 1, atMs: nowMs() });
    await refreshKeys(open, userId).catch(() => undefined);
  };

  /**
   * The device, if it is allowed. Before the answer is no, its owner's keys have been asked for after the message came:
   * a device that was signed a moment ago is heard, however recently they were asked for.
   * @param before refreshes of these keys before the message came
   */
  const allowedDevice = async (
    address: DeviceAddress,
    encryptedWith: Bytes,
    rule: SenderRule,
    before: number,
  ) => {
    // The homeserver may have shown other keys for this id meanwhile: only what encrypted the message counts.
    const isSender = async (device: KnownDevice) =>
      equalBytes(device.curve25519, encryptedWith) && (await isAllowed(device, rule));
    const known = await deviceOf(open, address.userId, address.deviceId);
    if (known && (await isSender(known))) return known;
    if (refreshCount(address.userId) === before) {
      await refresh(address.userId);
      const renewed = await deviceOf(open, address.userId, address.deviceId);
      if (renewed && (await isSender(renewed))) return renewed;
    }
    drop(known ? 'not-verified' : 'unknown-device');
    return undefined;
  };

  const needsOf = (userId: UserId, rule: RecipientRule): RecipientNeeds => {
    if (rule !== 'verified') return { masterKey: rule.signedUnder, verified: false };
    const masterKey = pins.get(userId);
    if (!masterKey) throw new WrongRecipient();
    return { masterKey, verified: true };
  };

  let claiming: Promise<void> = Promise.resolve();
  /** One claim of one-time keys at a time: two at once would take two keys and open two sessions. */
  const openSessions = (users: readonly UserId[]) => {
    const claim = async () => {
      const request = await open.machine.getMissingSessions(users.map((user) => new RustUserId(user)));
      if (request) await open.send(request);
    };
    const claimed = claiming.then(claim);
    claiming = claimed.catch(() => undefined);
    return claimed;
  };

  const handle = async (received: Received, before: number) => {
    const message = v.safeParse(MessageSchema, received.message);
    if (!message.success) return;
    const { sender, type, content } = message.output;
    const matching = [...subscriptions].filter((subscription) => subscription.type === type);
    if (matching.length === 0 && !keep.includes(type)) return;
    if (received.encryptionInfo === null) return void drop('clear');
    const encryption = v.safeParse(EncryptionSchema, received.encryptionInfo);
    if (!encryption.success || encryption.output.sender !== sender) return void drop('unknown-device');
    // Only now: what comes in clear could say that it comes from anybody.
    if (matching.length === 0) return kept.keep(sender, received);
    const address = { userId: sender, deviceId: encryption.output.senderDevice };
    const encryptedWith = fromBase64(encryption.output.senderCurve25519KeyBase64);
    for (const subscription of matching) {
      const from = await allowedDevice(address, encryptedWith, subscription.rule, before);
      if (from && !(await subscription.deliver(from, content))) drop('malformed');
    }
  };

  const onReceived = (received: Received) => {
    const sender = v.safeParse(SenderSchema, received.message);
    if (!sender.success) return;
    const from = sender.output.sender;
    const before = refreshCount(from);
    const queue = queues.get(from) ?? { done: Promise.resolve(), length: 0 };
    if (queue.length >= waitingAtMost) return void drop('too-many');
    queue.length += 1;
    queue.done = queue.done
      .then(() => handle(received, before))
      .catch(() => undefined)
      .then(() => {
        queue.length -= 1;
        if (queue.length === 0) queues.delete(from);
      });
    queues.set(from, queue);
  };
  open.client.on(ClientEvent.ReceivedToDeviceMessage, onReceived);

  return {
    async send(type, content, devices, rule) {
      if (devices.length === 0) return;
      const attempt = 'sending a message to a device';
      const retry = { tries: sendTries, longestDelayMs, signal: closing.signal };
      const users = [...new Set(devices.map(({ userId }) => userId))];
      await retrying(() => reaching(attempt, () => openSessions(users)), retry);
      closing.signal.throwIfAborted();
      const contents = new Map<string, Map<string, Record<string, unknown>>>();
      for (const recipient of devices) {
        const { userId, deviceId } = recipient;
        const encrypted = await encryptFor(open, recipient, needsOf(userId, rule), type, content);
        const ofUser = contents.get(userId) ?? new Map<string, Record<string, unknown>>();
        contents.set(userId, ofUser.set(deviceId, encrypted));
      }
      // Closed while it was waited for: who has left sends nothing any more.
      closing.signal.throwIfAborted();
      // One transaction id for all tries: however often it is sent, it arrives once.
      const transaction = open.client.makeTxnId();
      await retrying(
        () => reaching(attempt, () => open.client.sendToDevice(encryptedType, contents, transaction)),
        retry,
      );
    },
    pin: (userId, masterKey) => void pins.set(userId, masterKey),
    unpin: (userId) => void pins.delete(userId),
    receive(type, schema, rule, listener) {
      const subscription: Subscription = {
        type,
        rule,
        async deliver(from, content) {
          const parsed = v.safeParse(schema, content);
          if (parsed.success) await listener(from, parsed.output);
          return parsed.success;
        },
      };
      subscriptions.add(subscription);
      for (const received of kept.takeAll()) onReceived(received);
      return () => void subscriptions.delete(subscription);
    },
    async caughtUp() {
      await Promise.all([...queues.values()].map(({ done }) => done));
    },
    dropped,
    close() {
      closing.abort();
      open.client.off(ClientEvent.ReceivedToDeviceMessage, onReceived);
      subscriptions.clear();
    },
  };
}

const encryptedType = 'm.room.encrypted';
