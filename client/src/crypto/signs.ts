/**
 * The silent sign: a patient tells the clinician that they are not alone, and nobody beside them notices. It goes both
 * ways there are, on the connection for its speed and to-device because the connection may be gone, and counts once.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import { randomBytes, type SignContent, SignContentSchema, signType, toHex } from '@sprechzimmer/protocol';
import { retrying } from '../api/retry.ts';
import type { Peer } from '../call/participant.ts';
import type { DeviceAddress, OlmChannel } from './olm-channel.ts';
import type { RoomCall } from './room-call.ts';

export interface SignGiving {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly call: Pick<RoomCall, 'sendSign'>;
  /** `SHA-256(T)` of this visit's proof, once there is one. */
  readonly ownHash: () => string | undefined;
  /** The clinician's verified devices. */
  readonly devices: () => Promise<readonly DeviceAddress[]>;
  readonly nowMs: () => number;
  /** The visit is over, and with it the trying. */
  readonly signal: AbortSignal;
}

/** @returns gives the sign; never rejects and never tells anybody here whether it has arrived */
export function signGiver(giving: SignGiving): () => Promise<void> {
  const { channel, call, ownHash, devices, nowMs, signal } = giving;
  const give = async () => {
    const h = ownHash();
    if (h === undefined) return;
    const content: SignContent = {
      v: 1,
      h,
      id: toHex(randomBytes(16)),
      at: nowMs(),
      sign: 'not-alone',
    };
    const to = await devices();
    for (const device of to) call.sendSign(device, content);
    await retrying(() => channel.send(signType, content, to, 'verified'), { signal });
  };
  return () => give().catch(() => undefined);
}

/** As the desk shows it. */
export interface SilentSign {
  /** When it was given, by the guest's clock, or when it arrived, whichever is earlier. Unix milliseconds. */
  readonly atMs: number;
  /** The clinician has seen it. */
  dismiss(): void;
}

export interface SignHearing {
  readonly channel: Pick<OlmChannel, 'receive'>;
  readonly guest: string;
  readonly ownHash: () => string | undefined;
  readonly nowMs: () => number;
}

export interface SignHearer {
  /** The last one that has not been dismissed. */
  readonly current: ReadonlySignal<SilentSign | undefined>;
  /** One that came on the connection. What else a sign can say is not heard here. */
  hear(from: Peer, content: SignContent): void;
  close(): void;
}

/** Each sign is remembered so that its second copy says nothing new. */
const rememberedAtMost = 64;

export function signHearer({ channel, guest, ownHash, nowMs }: SignHearing): SignHearer {
  const current = signal<SilentSign | undefined>(undefined);
  const known: string[] = [];
  const hear = ({ userId }: Peer, { h, id, at, sign: said }: SignContent) => {
    if (said !== 'not-alone' || userId !== guest || h !== ownHash() || known.includes(id)) return;
    known.push(id);
    if (known.length > rememberedAtMost) known.shift();
    const atMs = Math.min(at, nowMs());
    const sign: SilentSign = {
      atMs,
      dismiss: () => {
        if (current.peek() === sign) current.value = undefined;
      },
    };
    current.value = sign;
  };
  return { current, hear, close: channel.receive(signType, SignContentSchema, 'verified', hear) };
}
