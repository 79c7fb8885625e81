/** What stops a visit on one device is told to the other, so that nobody waits for somebody who has been stopped. */

import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { HaltContentSchema, haltType } from '@sprechzimmer/protocol';
import type { KnownDevice } from './identity.ts';
import type { DeviceAddress, OlmChannel } from './olm-channel.ts';
import type { RoomGuard } from './room-guard.ts';
import { isLasting, type LastingAlarm } from './roster-view.ts';

export interface HaltTelling {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly guard: Pick<RoomGuard, 'alarm'>;
  /** `SHA-256(T)` of this visit's proof, once there is one. */
  readonly ownHash: () => string | undefined;
  /** The peer's key is signed and pinned: before that nothing goes to them, and what is to be said waits. */
  readonly canHear: ReadonlySignal<boolean>;
  /** The peer's devices that are to know. */
  readonly devices: () => Promise<readonly DeviceAddress[]>;
  /** Stood before this page was opened, and has been said then. */
  readonly saidBefore?: LastingAlarm | undefined;
}

export interface HaltTeller {
  /** Says it once more to a device that may not have heard it. Nothing when there is nothing to say. */
  repeatTo(device: DeviceAddress): void;
  close(): void;
}

/**
 * Says what lasts, once each, to verified devices: where their keys are what is wrong, the two can tell each other
 * nothing, and each has its own alarm. Best effort: the server can drop it.
 */
export function tellHalts(telling: HaltTelling): HaltTeller {
  const { channel, guard, ownHash, canHear, devices, saidBefore } = telling;
  const told = new Set<string>(saidBefore && [saidBefore.kind]);
  /** What has been told to us, the peer knows. */
  const toSay = () => {
    const alarm = guard.alarm.value;
    const h = ownHash();
    if (!alarm || !isLasting(alarm) || alarm.kind === 'told' || h === undefined) return undefined;
    return { v: 1, h, cause: alarm.kind } as const;
  };
  const tell = async (content: object, to: readonly DeviceAddress[]) =>
    channel.send(haltType, content, to, 'verified');
  const tellAll = async (content: object) => tell(content, await devices());
  let closed = false;
  const stopTelling = effect(() => {
    const content = canHear.value ? toSay() : undefined;
    if (!content || told.has(content.cause)) return;
    told.add(content.cause);
    void tellAll(content).catch(() => undefined);
  });
  return {
    repeatTo(device) {
      const content = untracked(toSay);
      if (content && !closed) void tell(content, [device]).catch(() => undefined);
    },
    close() {
      closed = true;
      stopTelling();
    },
  };
}

/**
 * Hears what verified devices say that they have stopped for. It is believed: it can only stop.
 * @param listener gets the `SHA-256(T)` of the visit that is meant, which may be any
 * @returns ends it
 */
export function hearHalts(
  channel: Pick<OlmChannel, 'receive'>,
  listener: (from: KnownDevice, h: string, alarm: LastingAlarm) => void,
): () => void {
  return channel.receive(haltType, HaltContentSchema, 'verified', (from, { h, cause }) =>
    listener(from, h, { kind: 'told', cause }),
  );
}
