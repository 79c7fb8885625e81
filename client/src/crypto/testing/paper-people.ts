/** A clinician and a guest with real crypto on a homeserver on paper. */

import { type DeviceId, DeviceIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type OpenClient, openClient } from '../open-client.ts';
import { PaperHomeserver } from './paper-homeserver.ts';

export const clinicianId: UserId = v.parse(UserIdSchema, '@dr:practice.test');
export const guestId: UserId = v.parse(UserIdSchema, '@guest-abcdefghijklmnopqrst:practice.test');
export const intruderId: UserId = v.parse(UserIdSchema, '@intruder:practice.test');

export function device(name: string): DeviceId {
  return v.parse(DeviceIdSchema, name);
}

export interface PaperPeople {
  readonly server: PaperHomeserver;
  person(userId: UserId, deviceId: string, role: 'clinician' | 'guest'): Promise<OpenClient>;
  /** Ends all clients. */
  end(): void;
}

export function paperPeople(): PaperPeople {
  const server = new PaperHomeserver();
  const open: OpenClient[] = [];
  return {
    server,
    async person(userId, deviceId, role) {
      const client = await openClient({
        baseUrl: 'https://practice.test',
        credentials: { userId, deviceId: device(deviceId), accessToken: 'paper' },
        keys: 'memory',
        role,
        fetch: server.fetchAs(userId, deviceId),
      });
      open.push(client);
      return client;
    },
    end() {
      for (const client of open) client.stop();
    },
  };
}
