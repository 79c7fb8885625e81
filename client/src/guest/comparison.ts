/**
 * The patient's side of comparing pictures, when the clinician's desk cannot check their link: it is asked for by a
 * device of the clinician that is signed under the key of the link, and by nobody else. Trust protocol version 1,
 * section *Without the secret*.
 */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  type Bytes,
  CompareContentSchema,
  compareType,
  type DeviceId,
  equalBytes,
  type UserId,
} from '@sprechzimmer/protocol';
import { CryptoEvent, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { ComparisonState, ComparisonView } from '../crypto/comparison-view.ts';
import { deviceOf, type KnownDevice, masterKeyOf } from '../crypto/identity.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { followComparison, type SasComparison, type SasEnd } from '../crypto/sas.ts';

export interface GuestComparisonOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly clinician: UserId;
  /** The clinician's master key, from the link. */
  readonly pin: Bytes;
  /** `SHA-256(T)` of our own proof in this room, hexadecimal. */
  readonly ownHash: () => string | undefined;
  /** A device of the clinician knows already that we are here. */
  readonly confirmed: ReadonlySignal<boolean>;
  /** Both have said that the pictures are the same, now or before a reload. */
  readonly hasCompared: () => boolean;
  readonly keepCompared: () => Promise<void>;
  /** This device of the clinician says that it knows us, and by our own account we have compared. */
  readonly onKnown: (from: KnownDevice) => void;
  /** The pictures were not the same. */
  readonly onDiffer: () => void;
}

export interface GuestComparison {
  /** Undefined while there is nothing to compare. */
  readonly view: ReadonlySignal<ComparisonView | undefined>;
  close(): void;
}

export function guestComparison(options: GuestComparisonOptions): GuestComparison {
  const { open, channel, clinician, pin, confirmed } = options;
  /** Devices that have said, for this very proof, that they cannot check it. */
  const neededBy = signal<ReadonlySet<DeviceId>>(new Set());
  const current = signal<SasComparison | undefined>(undefined);
  const last = signal<SasEnd | undefined>(undefined);
  const differs = signal(false);
  let early: VerificationRequest | undefined;

  const isClinicians = async (deviceId: DeviceId) => {
    const device = await deviceOf(open, clinician, deviceId);
    const masterKey = await masterKeyOf(open, clinician);
    return Boolean(device?.verified && masterKey && equalBytes(masterKey, pin));
  };

  const giveUp = () => {
    differs.value = true;
    options.onDiffer();
  };

  const finish = async (deviceId: DeviceId) => {
    if (!(await isClinicians(deviceId))) return giveUp();
    await options.keepCompared();
  };

  const follow = async (request: VerificationRequest, deviceId: DeviceId) => {
    const sas = followComparison(request);
    current.value = sas;
    last.value = undefined;
    const ending = await sas.ended;
    if (ending.state === 'done') return finish(deviceId);
    if (ending.why === 'mismatch') giveUp();
    // Another one may have taken its place meanwhile.
    if (current.peek() !== sas) return;
    last.value = ending.why;
    current.value = undefined;
  };

  const take = async (request: VerificationRequest) => {
    const deviceId = [...neededBy.value].find((needs) => needs === request.otherDeviceId);
    if (differs.value || request.otherUserId !== clinician || request.initiatedByMe || request.roomId) return;
    // It may overtake the word that says why it comes.
    if (!deviceId) {
      early = request;
      return;
    }
    if (await isClinicians(deviceId)) void follow(request, deviceId).catch(() => undefined);
  };

  const onRequest = (request: VerificationRequest) => void take(request).catch(() => undefined);
  open.client.on(CryptoEvent.VerificationRequestReceived, onRequest);

  channel.receive(compareType, CompareContentSchema, 'verified', async (from, { h, state }) => {
    if (from.userId !== clinician || h !== options.ownHash()) return;
    if (state === 'done') {
      if (!options.hasCompared()) return;
      current.value = undefined;
      options.onKnown(from);
      return;
    }
    neededBy.value = new Set(neededBy.value).add(from.deviceId);
    const waiting = early;
    early = undefined;
    if (waiting) await take(waiting);
  });

  const state = computed<ComparisonState>(() => {
    if (differs.value) return { state: 'differ' };
    const now = current.value?.state.value;
    if (now && now.state !== 'over') return now;
    return { state: 'needed', ...(last.value === undefined ? {} : { last: last.value }) };
  });

  const course: ComparisonView = {
    state,
    async begin() {
      await current.peek()?.accept();
    },
    async theyMatch() {
      await current.peek()?.theyMatch();
    },
    async theyDiffer() {
      current.peek()?.theyDiffer();
    },
    async cancel() {
      await current.peek()?.cancel();
    },
  };

  return {
    view: computed(() => {
      if (current.value || differs.value) return course;
      return neededBy.value.size > 0 && !confirmed.value ? course : undefined;
    }),
    close() {
      open.client.off(CryptoEvent.VerificationRequestReceived, onRequest);
      if (current.peek()) void course.cancel().catch(() => undefined);
    },
  };
}
