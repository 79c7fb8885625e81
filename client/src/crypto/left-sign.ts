/** The patient has left, in a hurry or for good: said to each of the clinician's devices, on the connection and to-device. */

import { type DeviceId, randomBytes, type SignContent, signType, toHex } from '@sprechzimmer/protocol';
import { Unreachable } from '../api/call-api.ts';
import { retrying } from '../api/retry.ts';
import { WrongRecipient } from './encrypt-for.ts';
import type { DeviceAddress, OlmChannel } from './olm-channel.ts';
import type { RoomCall } from './room-call.ts';

export interface GoneTelling {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly call: Pick<RoomCall, 'sendSign'>;
  /** `SHA-256(T)` of this visit's proof, once there is one. */
  readonly ownHash: () => string | undefined;
  /** The clinician's verified devices. */
  readonly devices: () => Promise<readonly DeviceAddress[]>;
}

export interface LeftTelling extends GoneTelling {
  /** The highest number of a word about the door heard from this device. */
  readonly heardFrom: (device: DeviceId) => number;
  /** The visit is over, and with it the trying. */
  readonly signal: AbortSignal;
}

/**
 * @returns says when the page was left, in Unix milliseconds; resolves when the homeserver has it for every device that
 *   may still hear it, and rejects when it could not be handed over, or there was none to hear it: the homeserver may just
 *   not have named them
 */
export function leftTeller(telling: LeftTelling): (atMs: number) => Promise<void> {
  const { channel, call, ownHash, devices, heardFrom, signal } = telling;
  return async (atMs) => {
    const h = ownHash();
    // Before that no device of theirs knows of us.
    if (h === undefined) return;
    const id = toHex(randomBytes(16));
    const tell = async (device: DeviceAddress) => {
      const heard = heardFrom(device.deviceId);
      const content: SignContent = { v: 1, h, id, at: atMs, sign: 'left', heard };
      call.sendSign(device, content);
      try {
        await retrying(() => channel.send(signType, content, [device], 'verified'), { signal });
        return true;
      } catch (error) {
        // No device of the clinician's any more: its words about the door are not heard either.
        if (!(error instanceof WrongRecipient)) throw error;
        return false;
      }
    };
    const told = await Promise.all((await devices()).map(tell));
    if (!told.includes(true))
      throw new Unreachable('telling a device of the clinician that the page was left');
  };
}

/**
 * The last word of a visit, said once and tried no further: what does not arrive leaves the desk with what the server says.
 * @returns resolves when it is handed over, with nobody to hear it too; rejects when it could not be
 */
export function goneTeller({
  channel,
  call,
  ownHash,
  devices,
}: GoneTelling): (atMs: number) => Promise<void> {
  return async (atMs) => {
    const h = ownHash();
    if (h === undefined) return;
    const content: SignContent = { v: 1, h, id: toHex(randomBytes(16)), at: atMs, sign: 'gone' };
    const to = await devices();
    for (const device of to) call.sendSign(device, content);
    // Each by itself: one that is the clinician's no more keeps nobody from telling the others.
    await Promise.all(
      to.map((device) => channel.send(signType, content, [device], 'verified').catch(unlessOurs)),
    );
  };
}

function unlessOurs(error: unknown): void {
  if (!(error instanceof WrongRecipient)) throw error;
}
