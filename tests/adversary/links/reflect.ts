/** A device of the operator's on the clinician's account, which sends every proof back as a confirmation. */

import {
  confirmType,
  type ProofContent,
  ProofContentSchema,
  proofType,
  type UserId,
} from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { openOperatorDevice } from '../stack/device.ts';
import type { Scene } from '../stack/scene.ts';

export interface Reflector {
  /** How many proofs it has been able to read. */
  proofs(): number;
  stop(): void;
}

export async function reflectProofs({ operator }: Scene, clinician: UserId): Promise<Reflector> {
  const account = operator.giveDevice(clinician);
  const { client, stop } = await openOperatorDevice(operator.homeserverUrl, account);
  let proofs = 0;

  const reflect = async (guest: string, proof: ProofContent) => {
    const content = {
      v: 1,
      id: proof.id,
      room_id: proof.room_id,
      device_id: account.deviceId,
      tag: proof.tag,
    };
    const to = [{ userId: guest, deviceId: proof.device_id }];
    const crypto = client.getCrypto();
    const batch = await crypto?.encryptToDeviceMessages(confirmType, to, content);
    if (batch) await client.queueToDevice(batch);
  };

  client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
    const proof = v.safeParse(ProofContentSchema, message.content);
    if (!encryptionInfo || message.type !== proofType || !proof.success) return;
    proofs += 1;
    void reflect(message.sender, proof.output).catch(() => undefined);
  });
  return { proofs: () => proofs, stop };
}
