/** The key store of a client, kept whole on a device that becomes full: `kept-machine.ts` over the real machine. */

import { DeviceId, OlmMachine, StoreHandle, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient } from 'matrix-js-sdk';
import { untilRoom } from '../storage/room-again.ts';
import { makeOwn } from './crypto-inside.ts';
import { type KeptMachine, keepMachine } from './kept-machine.ts';
import type { Credentials, KeyPlace } from './open-client.ts';

/** From now on `machine` is whatever machine stands on this store. */
export function keepStore(
  client: MatrixClient,
  machine: OlmMachine,
  { userId, deviceId }: Credentials,
  { prefix, key }: KeyPlace,
): KeptMachine {
  const renew = async () => {
    const store = await StoreHandle.openWithKey(prefix, key);
    const fresh = await OlmMachine.initFromStore(new UserId(userId), new DeviceId(deviceId), store).finally(
      () => store.free(),
    );
    try {
      makeOwn(client, fresh);
      // Whatever was said meanwhile about the keys of others may not have been kept.
      await fresh.markAllTrackedUsersAsDirty();
      // Has it think of what it has to ask for, as the SDK does.
      await fresh.outgoingRequests();
      return fresh;
    } catch (error) {
      fresh.close();
      throw error;
    }
  };
  return keepMachine(machine, { renew, untilRoom, onlyReads: (method) => reading.test(method) });
}

/** Of the methods of `OlmMachine`; one that is not known here waits for room. */
const reading =
  /^(?:close|free|get(?!MissingSessions)|register|has|is|crossSigningStatus|decryptRoomEvent|dehydratedDevices|export|queryKeysForUsers|roomKeyCounts|sign$|trackedUsers|verifyBackup)/;
