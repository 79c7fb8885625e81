/** The first word of a guest who has come, or come back: whatever you hold of me is over, call me in this session. */

import { type CallMessage, callTypes } from '@sprechzimmer/protocol';
import { anySession, randomId } from './envelope.ts';
import type { Sender } from './post.ts';

export function greeting(sender: Sender, seq: number): CallMessage {
  return {
    type: callTypes.hangup,
    content: {
      v: 1,
      h: sender.participant.transcriptHash,
      conf_id: sender.confId,
      call_id: randomId(),
      from_session: sender.sessionId,
      to_session: anySession,
      seq,
      party_id: sender.ownDevice,
      version: '1',
      reason: 'new_session',
    },
  };
}
