/** What the operator reads of a visit in the databases. */

import { DatabaseSync } from 'node:sqlite';
import {
  type DeviceId,
  DeviceIdSchema,
  InvitationIdSchema,
  RoomIdSchema,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Operator } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';

const VisitSchema = v.object({ invitationId: InvitationIdSchema, guest: UserIdSchema, roomId: RoomIdSchema });
export type KnownVisit = v.InferOutput<typeof VisitSchema>;

/** The one visit of this clinician that is going on and has somebody in it. */
export function visitOf({ practice }: Scene, clinician: UserId): KnownVisit {
  const database = new DatabaseSync(practice.ownDatabase, { readOnly: true, timeout: 20_000 });
  try {
    const found = database
      .prepare(
        `SELECT visits.invitation_id AS invitationId, visits.guest AS guest, visits.room_id AS roomId FROM visits
         JOIN invitations ON invitations.current_visit = visits.id
         WHERE clinician = ? AND guest IS NOT NULL AND room_id IS NOT NULL AND closed_ms IS NULL`,
      )
      .all(clinician);
    if (found.length !== 1) throw new Error(`${found.length} visits of this clinician are going on`);
    return v.parse(VisitSchema, found[0]);
  } finally {
    database.close();
  }
}

/** Devices of a person that have published keys, oldest first. */
export function devicesOf(operator: Operator, userId: UserId): readonly DeviceId[] {
  return operator
    .rows('SELECT device_id FROM e2e_device_keys_json WHERE user_id = ? ORDER BY ts_added_ms', userId)
    .map((row) => v.parse(DeviceIdSchema, row['device_id']));
}
