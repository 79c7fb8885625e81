/**
 * The homeserver as a postman who can read: where a weakened client sends messages of a call in clear, they are carried
 * from here, past the real homeserver, and the attacker may change, add and lose some.
 */

import { type DeviceId, DeviceIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type Json, jsonAnswer, objectOf, readJson } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';

export interface PlainMessage {
  readonly type: string;
  readonly from: UserId;
  readonly to: { readonly userId: UserId; readonly deviceId: DeviceId };
  readonly content: Json;
}

/** What is delivered instead of a message; the message itself if nothing is to happen to it. */
export type Handling = (message: PlainMessage) => readonly PlainMessage[] | Promise<readonly PlainMessage[]>;

/** Carries what is sent in clear. @returns everything that was, in order; the list grows */
export function carryPlain(scene: Scene, handle: Handling = (message) => [message]): readonly PlainMessage[] {
  const seen: PlainMessage[] = [];
  let work: Promise<void> = Promise.resolve();
  scene.proxy.intercept({ method: 'PUT', path: plainSend }, async (asked) => {
    const type = decodeURIComponent(plainSend.exec(asked.path)?.[1] ?? '');
    const from = v.parse(UserIdSchema, scene.operator.whose(asked.token)?.userId);
    for (const message of messagesOf(type, from, readJson(asked))) {
      seen.push(message);
      work = work.then(async () => deliver(scene, await handle(message))).catch(() => undefined);
    }
    return jsonAnswer({});
  });
  return seen;
}

/** Hands messages over in this order, each as if the homeserver had carried it. */
export function deliver(scene: Scene, messages: readonly PlainMessage[]): void {
  for (const { type, from, to, content } of messages)
    void scene.sync.insertToDevice(to, [{ type, sender: from, content }]);
}

const plainSend = /^\/_matrix\/client\/v3\/sendToDevice\/(?!m\.room\.encrypted\/)([^/]+)\/[^/]+$/;

function messagesOf(type: string, from: UserId, body: Json): readonly PlainMessage[] {
  return Object.entries(objectOf(body['messages'])).flatMap(([userId, devices]) =>
    Object.entries(objectOf(devices)).map(([deviceId, content]) => ({
      type,
      from,
      to: { userId: v.parse(UserIdSchema, userId), deviceId: v.parse(DeviceIdSchema, deviceId) },
      content: objectOf(content),
    })),
  );
}
