/** The call library's messages in Hydrogen's words: over our own Olm channel, to and from verified devices alone. */

import type { CallMessage, RoomId } from '@sprechzimmer/protocol';
import type { Signalling } from '../../../client/src/call/signalling.ts';
import { callSignalling } from '../../../client/src/crypto/call-signalling.ts';
import type { OlmChannel } from '../../../client/src/crypto/olm-channel.ts';
import type { OpenClient } from '../../../client/src/crypto/open-client.ts';
import {
  type Bridge,
  fromHydrogen,
  type HydrogenMessage,
  type HydrogenType,
  hydrogenSchemas,
  toHydrogen,
} from './envelope.ts';

export interface HydrogenSignalling extends Signalling {
  /** What Hydrogen has sent, as it came out of Olm. */
  readonly heard: readonly HydrogenMessage[];
  /** What we wanted to say, as ours. */
  readonly said: readonly CallMessage[];
}

export function hydrogenSignalling(
  open: OpenClient,
  channel: OlmChannel,
  roomId: RoomId,
  peer: { readonly userId: string; readonly session: string; readonly transcriptHash: string },
): HydrogenSignalling {
  const members = new Set([open.userId, peer.userId]);
  const bridge: Bridge = {
    transcriptHash: peer.transcriptHash,
    ownDevice: open.deviceId,
    hydrogenSession: peer.session,
  };
  const heard: HydrogenMessage[] = [];
  const said: CallMessage[] = [];
  let seq = 0;
  return {
    ...callSignalling(open, channel, roomId, members),
    heard,
    said,
    async send(to, message) {
      said.push(message);
      const content = toHydrogen(message, bridge, seq);
      if (!content) return;
      seq += 1;
      await channel.send(message.type, content, [to], 'verified');
    },
    onMessage(listener) {
      const hear = <T extends HydrogenType>(type: T) =>
        channel.receive(type, hydrogenSchemas[type], 'verified', (from, content) => {
          if (from.userId !== peer.userId) return;
          const message = { type, content } as HydrogenMessage;
          heard.push(message);
          listener({ userId: from.userId, deviceId: from.deviceId }, fromHydrogen(message, bridge));
        });
      const stops = [
        hear('m.call.invite'),
        hear('m.call.answer'),
        hear('m.call.negotiate'),
        hear('m.call.candidates'),
        hear('m.call.hangup'),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
