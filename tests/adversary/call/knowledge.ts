/** What the operator knows of a visit without any secret: from the two databases, and by computing what both browsers compute. */

import { DatabaseSync } from 'node:sqlite';
import {
  type Bytes,
  type DeviceId,
  DeviceIdSchema,
  fromBase64,
  InvitationIdSchema,
  type RoomId,
  RoomIdSchema,
  toHex,
  transcriptHash,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { conferenceOf } from '../../../client/src/crypto/conference.ts';
import { isObject, objectOf, textOf } from '../stack/json.ts';
import type { Operator } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';
import type { Victim } from '../stack/sync-power.ts';

export interface Knowledge {
  readonly roomId: RoomId;
  readonly clinician: Required<Victim>;
  readonly guest: Required<Victim>;
  /** `h`, hexadecimal: there is no secret in the transcript. */
  readonly h: string;
  readonly confId: string;
}

/**
 * @param clinician the device that sits at the desk
 * @throws Error when there is not exactly one visit of theirs with somebody in it
 */
export async function knowledgeOf(scene: Scene, clinician: UserId, guest?: UserId): Promise<Knowledge> {
  const { operator, practice } = scene;
  const visits = visitsOf(practice.ownDatabase, clinician).filter(
    (visit) => guest === undefined || visit.guest === guest,
  );
  const [visit] = visits;
  if (!visit || visits.length > 1) throw new Error(`${visits.length} visits of this clinician are going on`);
  const keys = deviceKeysOf(operator, visit.guest);
  const h = await transcriptHash({
    id: visit.invitation_id,
    roomId: visit.room_id,
    clinician,
    clinicianMasterKey: masterKeyOf(operator, clinician),
    guest: visit.guest,
    guestMasterKey: masterKeyOf(operator, visit.guest),
    guestDevice: keys.deviceId,
    guestEd25519: keys.ed25519,
    guestCurve25519: keys.curve25519,
  });
  return {
    roomId: visit.room_id,
    clinician: { userId: clinician, deviceId: deviceKeysOf(operator, clinician).deviceId },
    guest: { userId: visit.guest, deviceId: keys.deviceId },
    h: toHex(h),
    confId: await conferenceOf(visit.room_id),
  };
}

const VisitSchema = v.object({
  invitation_id: InvitationIdSchema,
  guest: UserIdSchema,
  room_id: RoomIdSchema,
});

function visitsOf(database: string, clinician: UserId): readonly v.InferOutput<typeof VisitSchema>[] {
  const own = new DatabaseSync(database, { readOnly: true, timeout: 20_000 });
  try {
    const sql = `SELECT visits.invitation_id, visits.guest, visits.room_id FROM visits
      JOIN invitations ON invitations.current_visit = visits.id
      WHERE clinician = ? AND guest IS NOT NULL AND room_id IS NOT NULL AND closed_ms IS NULL`;
    return own
      .prepare(sql)
      .all(clinician)
      .map((row) => v.parse(VisitSchema, row));
  } finally {
    own.close();
  }
}

function masterKeyOf(operator: Operator, userId: UserId): Bytes {
  const [row] = operator.rows(
    "SELECT keydata FROM e2e_cross_signing_keys WHERE user_id = ? AND keytype = 'master' ORDER BY stream_id DESC",
    userId,
  );
  const keydata: unknown = JSON.parse(textOf(row?.['keydata']));
  const [key] = Object.values(objectOf(objectOf(keydata)['keys']));
  return fromBase64(textOf(key));
}

/** Of the newest device. */
function deviceKeysOf(
  operator: Operator,
  userId: UserId,
): { readonly deviceId: DeviceId; readonly ed25519: Bytes; readonly curve25519: Bytes } {
  const [row] = operator.rows(
    'SELECT device_id, key_json FROM e2e_device_keys_json WHERE user_id = ? ORDER BY ts_added_ms DESC',
    userId,
  );
  const deviceId = v.parse(DeviceIdSchema, row?.['device_id']);
  const json: unknown = JSON.parse(textOf(row?.['key_json']));
  const keys = isObject(json) ? objectOf(json['keys']) : {};
  const key = (algorithm: string) => fromBase64(textOf(keys[`${algorithm}:${deviceId}`]));
  return { deviceId, ed25519: key('ed25519'), curve25519: key('curve25519') };
}
