/** Devices that are news: a second one of a guest, and one of the clinician that nobody has confirmed. */

import type { DeviceId, UserId } from '@sprechzimmer/protocol';
import { devicesOf, type KnownDevice } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import type { LastingAlarm, PassingAlarm } from './roster-view.ts';

export interface DeviceWatch {
  /** The one device this user has. Any other is an alarm. */
  expectOnly(userId: UserId, deviceId: DeviceId): void;
  /** What is wrong with the devices of the room's people, as our own crypto store has them now. */
  look(): Promise<readonly (LastingAlarm | PassingAlarm)[]>;
}

/**
 * @param clinician may sign in on further devices, which get no key until they are confirmed. Those that stood there
 *   unconfirmed at the first look are no news: somebody gave up signing in once.
 */
export function watchDevices(open: OpenClient, clinician: UserId): DeviceWatch {
  const only = new Map<UserId, DeviceId>();
  let familiar: Set<string> | undefined;

  const unconfirmed = (devices: readonly KnownDevice[]): PassingAlarm[] => {
    const unsigned = devices.filter(({ ownerSigned }) => !ownerSigned).map(({ deviceId }) => deviceId);
    familiar ??= new Set(unsigned);
    return unsigned
      .filter((deviceId) => !familiar?.has(deviceId))
      .map((deviceId) => ({ kind: 'unconfirmed-device', userId: clinician, deviceId }));
  };

  return {
    expectOnly: (userId, deviceId) => void only.set(userId, deviceId),
    async look() {
      const extra: LastingAlarm[] = [];
      for (const [userId, expected] of only)
        for (const { deviceId } of await devicesOf(open, userId))
          if (deviceId !== expected) extra.push({ kind: 'extra-device', userId, deviceId });
      return [...extra, ...unconfirmed(await devicesOf(open, clinician))];
    },
  };
}
