/** Carries the call library's messages: Olm from verified devices only, state events as hints. */

import {
  CallMemberContentSchema,
  type CallMessage,
  callMemberType,
  callSchemas,
  callTypes,
  type RoomId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import { type MatrixEvent, RoomStateEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import type { Peer } from '../call/participant.ts';
import {
  type Membership,
  type MembershipHint,
  readCallMessage,
  type Signalling,
} from '../call/signalling.ts';
import type { OlmChannel } from './olm-channel.ts';
import type { OpenClient } from './open-client.ts';

type CallMemberContent = v.InferInput<typeof CallMemberContentSchema>;

declare module 'matrix-js-sdk/lib/@types/event.js' {
  interface StateEvents {
    'org.matrix.msc3401.call.member': CallMemberContent;
  }
}

/**
 * One per room, for its `members` alone: whoever else is verified has another room, and nothing to say in this one.
 * `h`, session and sequence are the call library's to check.
 */
export function callSignalling(
  open: OpenClient,
  channel: OlmChannel,
  roomId: RoomId,
  members: ReadonlySet<string>,
): Signalling {
  let announced = false;

  return {
    send: ({ userId, deviceId }, message) =>
      channel.send(message.type, message.content, [{ userId, deviceId }], 'verified'),
    onMessage(listener) {
      const stops = Object.values(callTypes).map((type) => {
        const deliver = (from: Peer, content: unknown) => {
          const message: CallMessage | undefined = readCallMessage(type, content);
          if (message && members.has(from.userId))
            listener({ userId: from.userId, deviceId: from.deviceId }, message);
        };
        return channel.receive(type, callSchemas[type], 'verified', deliver);
      });
      return () => {
        for (const stop of stops) stop();
      };
    },
    async announce(membership) {
      announced = true;
      await open.client.sendStateEvent(
        roomId,
        callMemberType,
        memberContent(membership, open.deviceId),
        open.userId,
      );
    },
    async withdraw() {
      if (!announced) return;
      announced = false;
      await open.client.sendStateEvent(roomId, callMemberType, { 'm.calls': [] }, open.userId);
    },
    onHint(listener) {
      const onState = (event: MatrixEvent) => {
        if (event.getRoomId() !== roomId || event.getType() !== callMemberType) return;
        for (const hint of readHints(event)) if (members.has(hint.userId)) listener(hint);
      };
      open.client.on(RoomStateEvent.Events, onState);
      return () => void open.client.off(RoomStateEvent.Events, onState);
    },
  };
}

function memberContent({ confId, sessionId, expiresAtMs }: Membership, deviceId: string): CallMemberContent {
  const device = { device_id: deviceId, session_id: sessionId, expires_ts: expiresAtMs, feeds: [] };
  return { 'm.calls': [{ 'm.call_id': confId, 'm.devices': [device] }] };
}

function readHints(event: MatrixEvent): readonly MembershipHint[] {
  const userId = v.safeParse(UserIdSchema, event.getSender());
  const content = v.safeParse(CallMemberContentSchema, event.getContent());
  if (!userId.success || !content.success || event.getStateKey() !== userId.output) return [];
  return content.output['m.calls'].flatMap((call) =>
    call['m.devices'].map((device) => ({
      userId: userId.output,
      deviceId: device.device_id,
      sessionId: device.session_id,
    })),
  );
}
