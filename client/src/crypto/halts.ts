/** What stops a visit on one device is told to the other, so that nobody waits for somebody who has been stopped. */

import { effect } from '@preact/signals';
import { HaltContentSchema, haltType, type UserId } from '@sprechzimmer/protocol';
import type { DeviceAddress, OlmChannel } from './olm-channel.ts';
import type { RoomGuard } from './room-guard.ts';
import { isLasting } from './roster-view.ts';

export interface HaltExchange {
  readonly channel: Pick<OlmChannel, 'send' | 'receive'>;
  readonly guard: Pick<RoomGuard, 'alarm' | 'halt'>;
  readonly peer: UserId;
  /** `SHA-256(T)` of this visit's proof, once there is one. */
  readonly ownHash: () => string | undefined;
  /** The peer's devices that are to know. */
  readonly devices: () => Promise<readonly DeviceAddress[]>;
}

/**
 * Says what lasts, once each, and halts for what the peer says of this visit. It goes to verified devices and comes
 * from them: where their keys are what is wrong, the two can tell each other nothing, and each has its own alarm.
 * @returns ends it
 */
export function exchangeHalts({ channel, guard, peer, ownHash, devices }: HaltExchange): () => void {
  const told = new Set<string>();
  const tell = async (cause: string, h: string) => {
    await channel.send(haltType, { v: 1, h, cause }, await devices(), 'verified');
  };
  const stopTelling = effect(() => {
    const alarm = guard.alarm.value;
    const h = ownHash();
    if (!alarm || !isLasting(alarm) || alarm.kind === 'told' || h === undefined || told.has(alarm.kind))
      return;
    told.add(alarm.kind);
    void tell(alarm.kind, h).catch(() => undefined);
  });
  const stopHearing = channel.receive(haltType, HaltContentSchema, 'verified', (from, { h, cause }) => {
    if (from.userId === peer && h === ownHash()) guard.halt({ kind: 'told', cause });
  });
  return () => {
    stopTelling();
    stopHearing();
  };
}
