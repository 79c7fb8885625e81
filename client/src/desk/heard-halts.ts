/**
 * What a patient's browser has stopped for is kept with their proof, whether or not there is a room object to stop:
 * it may have waited on the server since before this page was opened.
 */

import { hearHalts } from '../crypto/halts.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import { isSameAlarm, worse } from '../crypto/roster-view.ts';
import type { ProofDesk } from './proof-desk.ts';

/** @returns ends it */
export function keepHeardHalts(
  channel: Pick<OlmChannel, 'receive'>,
  proofs: Pick<ProofDesk, 'proven' | 'change'>,
): () => void {
  return hearHalts(channel, ({ userId }, h, alarm) => {
    const guest = proofs.proven.value.find(
      (other) => !other.superseded && other.guest === userId && other.h === h,
    );
    if (!guest) return;
    const halted = worse(guest.halted, alarm);
    if (!guest.halted || !isSameAlarm(guest.halted, halted)) proofs.change(guest, { halted });
  });
}
