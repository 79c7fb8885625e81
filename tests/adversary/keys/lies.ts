/** What the homeserver tells somebody about keys of somebody else. */

import { answeringWith, type Json, objectOf, readJson } from '../stack/json.ts';
import type { OperatorAccount } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';

/** Cross-signing keys and devices of one person, as `/keys/query` shows them. Absent: none are shown. */
export interface ShownKeys {
  readonly master?: Json;
  readonly selfSigning?: Json;
  /** By device id. */
  readonly devices: Json;
}

export interface Lie {
  /** Who is lied to. */
  readonly to: (userId: string) => boolean;
  /** About whom. */
  readonly about: (userId: string) => boolean;
  /** @param truth what the homeserver would have shown. Undefined: the truth is told. */
  readonly shows: (
    userId: string,
    truth: ShownKeys,
  ) => Promise<ShownKeys | undefined> | ShownKeys | undefined;
}

/** From now on every answer about these people's keys is a lie. @returns ends it */
export function lieAboutKeys({ proxy, operator }: Scene, { to, about, shows }: Lie): () => void {
  return proxy.intercept(
    { method: 'POST', path: /^\/_matrix\/client\/v3\/keys\/query$/ },
    async (asked, pass) => {
      const answer = await pass(asked);
      const asker = operator.whose(asked.token);
      if (answer.status !== 200 || !asker || !to(asker.userId)) return answer;
      const json = readJson(answer);
      const told: Record<string, Json> = {};
      for (const list of lists) told[list] = { ...objectOf(json[list]) };
      for (const userId of Object.keys(objectOf(readJson(asked)['device_keys'])).filter(about)) {
        const truth: ShownKeys = {
          master: objectOf(told['master_keys']?.[userId]),
          selfSigning: objectOf(told['self_signing_keys']?.[userId]),
          devices: objectOf(told['device_keys']?.[userId]),
        };
        const shown = await shows(userId, truth);
        if (!shown) continue;
        put(told, 'device_keys', userId, shown.devices);
        put(told, 'master_keys', userId, shown.master);
        put(told, 'self_signing_keys', userId, shown.selfSigning);
        put(told, 'user_signing_keys', userId, undefined);
      }
      return answeringWith(answer, { ...json, ...told });
    },
  );
}

/** Whoever asks is shown an old list, in which this device is not. @returns ends it */
export function hideDevice({ proxy }: Scene, { userId, deviceId }: OperatorAccount): () => void {
  return proxy.intercept(
    { method: 'POST', path: /^\/_matrix\/client\/v3\/keys\/query$/ },
    async (asked, pass) => {
      const answer = await pass(asked);
      const json = readJson(answer);
      const devices = objectOf(json['device_keys']);
      const { [deviceId]: _hidden, ...rest } = objectOf(devices[userId]);
      if (answer.status !== 200 || devices[userId] === undefined) return answer;
      return answeringWith(answer, { ...json, device_keys: { ...devices, [userId]: rest } });
    },
  );
}

export function isGuest(userId: string): boolean {
  return userId.startsWith('@guest-');
}

const lists = ['device_keys', 'master_keys', 'self_signing_keys', 'user_signing_keys'] as const;

function put(told: Record<string, Json>, list: string, userId: string, value: Json | undefined): void {
  const of = told[list] ?? {};
  if (value === undefined) delete of[userId];
  else of[userId] = value;
  told[list] = of;
}
