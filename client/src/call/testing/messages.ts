/** Call messages as they look on the wire, for tests. */

import { type CallMessage, DeviceIdSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Participant } from '../participant.ts';
import type { ContentOf } from '../post.ts';

export function aParticipant(name = 'guest'): Participant {
  return {
    userId: v.parse(UserIdSchema, `@${name}:practice.test`),
    deviceId: v.parse(DeviceIdSchema, `DEVICE${name.toUpperCase()}`),
    role: name.startsWith('clinician') ? 'clinician' : 'guest',
    transcriptHash: 'ab'.repeat(32),
  };
}

type Envelope = Omit<ContentOf<'de.sprechzimmer.call.words'>, 'words_nonce'>;

/** An envelope from `aParticipant()` to the session `ours-ours-ours-ours`. */
export function anEnvelope(changes: Partial<Envelope> = {}): Envelope {
  return {
    v: 1,
    h: 'ab'.repeat(32),
    conf_id: 'conference',
    call_id: 'call-of-test',
    from_session: 'theirs-theirs-theirs',
    to_session: 'ours-ours-ours-ours',
    seq: 0,
    party_id: v.parse(DeviceIdSchema, 'DEVICEGUEST'),
    version: '1',
    ...changes,
  };
}

export function candidatesMessage(
  changes: Partial<Envelope> = {},
  candidates: readonly RTCIceCandidateInit[] = [],
): CallMessage {
  return {
    type: 'm.call.candidates',
    content: {
      ...anEnvelope(changes),
      candidates: candidates.map(({ candidate = '', sdpMid = null, sdpMLineIndex = null }) => ({
        candidate,
        sdpMid,
        sdpMLineIndex,
      })),
    },
  };
}

export function inviteMessage(changes: Partial<Envelope> = {}, lifetime = 60_000): CallMessage {
  return {
    type: 'm.call.invite',
    content: {
      ...anEnvelope(changes),
      lifetime,
      offer: { type: 'offer', sdp: 'v=0\r\n' },
      words_commit: 'cd'.repeat(32),
    },
  };
}

export function hangupMessage(
  reason: ContentOf<'m.call.hangup'>['reason'],
  changes: Partial<Envelope> = {},
): CallMessage {
  return { type: 'm.call.hangup', content: { ...anEnvelope(changes), reason } };
}
