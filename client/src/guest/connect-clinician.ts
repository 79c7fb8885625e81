/** Connecting with a device of the clinician, before anything is sent: not in a chat, and not out of a hurry. */

import type { Kind } from '@sprechzimmer/protocol';
import type { KnownDevice } from '../crypto/identity.ts';
import type { RoomCall } from '../crypto/room-call.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { AfterHurry } from './after-hurry.ts';

export interface ConnectorOptions {
  readonly keeper: Pick<VisitKeeper, 'record'>;
  readonly kind: Kind;
  readonly call: Pick<RoomCall, 'connect'>;
  readonly hurry: Pick<AfterHurry, 'isUntold' | 'told'>;
  /** We have gone. */
  readonly signal: AbortSignal;
}

/** Connected is who can be let in: after a hurry not before that is said, and never in the page that is being left. */
export function connectClinician({ keeper, kind, call, hurry, signal }: ConnectorOptions) {
  const connectNow = (device: KnownDevice) => {
    const { proof } = keeper.record;
    if (!proof || kind === 'chat' || signal.aborted || hurry.isUntold()) return;
    const participant = { ...device, role: 'clinician', transcriptHash: proof.h } as const;
    void call.connect(participant).catch(() => undefined);
  };
  return (device: KnownDevice): void => {
    if (hurry.isUntold()) void hurry.told.then(() => connectNow(device));
    else connectNow(device);
  };
}
