/**
 * The silent sign: a patient tells the clinician that they are not alone, and nobody beside them notices. It goes both
 * ways there are, on the connection for its speed and to-device because the connection may be gone, and counts once.
 */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
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

/** Neither rejects, and nobody here is ever told whether it has arrived. */
export interface SignGiver {
  give(): Promise<void>;
  /** That the last one was a mistake. Nothing, where none has been given. */
  takeBack(): Promise<void>;
}

export function signGiver(giving: SignGiving): SignGiver {
  const { channel, call, ownHash, devices, nowMs, signal } = giving;
  let last: string | undefined;
  const say = async (what: { sign: 'not-alone' } | { sign: 'mistaken'; of: string }, id: string) => {
    const h = ownHash();
    if (h === undefined) return;
    const content: SignContent = { v: 1, h, id, at: nowMs(), ...what };
    const to = await devices();
    for (const device of to) call.sendSign(device, content);
    await retrying(() => channel.send(signType, content, to, 'verified'), { signal });
  };
  const newId = () => toHex(randomBytes(16));
  return {
    give: () => {
      last = newId();
      return say({ sign: 'not-alone' }, last).catch(() => undefined);
    },
    takeBack: async () => {
      if (last === undefined) return;
      await say({ sign: 'mistaken', of: last }, newId()).catch(() => undefined);
    },
  };
}

/** As the desk shows it. */
export interface SilentSign {
  /** When it was given, by the guest's clock, or when it arrived, whichever is earlier. Unix milliseconds. */
  readonly atMs: number;
  /** When it was shown to be a mistake, if it was: perhaps not by the patient, so that the sign itself stays. */
  readonly mistakenAtMs?: number;
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
  const shown = signal<{ readonly id: string; readonly atMs: number } | undefined>(undefined);
  /** By the sign: when it was taken back. A word about it may be quicker than the sign itself. */
  const mistaken = signal<ReadonlyMap<string, number>>(new Map());
  const current = computed((): SilentSign | undefined => {
    const sign = shown.value;
    if (!sign) return undefined;
    const { id, atMs } = sign;
    const mistakenAtMs = mistaken.value.get(id);
    const dismiss = () => {
      if (shown.peek()?.id === id) shown.value = undefined;
    };
    return { atMs, dismiss, ...(mistakenAtMs === undefined ? {} : { mistakenAtMs }) };
  });
  const known: string[] = [];
  const hear = ({ userId }: Peer, content: SignContent) => {
    const { h, id, at } = content;
    if (
      content.sign === 'left' ||
      content.sign === 'gone' ||
      userId !== guest ||
      h !== ownHash() ||
      known.includes(id)
    )
      return;
    known.push(id);
    if (known.length > rememberedAtMost) known.shift();
    const atMs = Math.min(at, nowMs());
    if (content.sign === 'not-alone') shown.value = { id, atMs };
    else mistaken.value = new Map([...mistaken.peek(), [content.of, atMs] as const].slice(-rememberedAtMost));
  };
  return { current, hear, close: channel.receive(signType, SignContentSchema, 'verified', hear) };
}
