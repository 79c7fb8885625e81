/** What has stopped a visit and stands until somebody decides: kept over a reload. ADR 0011. */

import { DeviceIdSchema, haltCauses, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';

const FinalAlarmSchema = v.variant('kind', [
  /** A participant's identity is not the one that was proven. */
  v.strictObject({ kind: v.literal('identity-changed'), userId: v.string() }),
  /** Our own crypto store does not know the room as encrypted, or the room no longer says that it is. */
  v.strictObject({ kind: v.literal('not-encrypted') }),
  /** The room is to be encrypted in another way than it was made for. */
  v.strictObject({ kind: v.literal('encryption-changed') }),
  /** This room was not made by the practice for this visit. */
  v.strictObject({ kind: v.literal('other-room') }),
  /** The certificate of the connection is not the one that came through Olm, or the words were not kept to. */
  v.strictObject({ kind: v.literal('fingerprint-differs') }),
  /** Somebody has read the four words aloud with the other, and they were not the same. */
  v.strictObject({ kind: v.literal('words-differ') }),
]);

const CurableAlarmSchema = v.variant('kind', [
  /** Somebody who does not belong to this visit. The user id is the server's word. */
  v.strictObject({
    kind: v.literal('stranger'),
    userId: v.string(),
    how: v.picklist(['joined', 'invited', 'knocked', 'was-there']),
  }),
  /** The bot that made the room is back, or invited back. */
  v.strictObject({ kind: v.literal('bot-back'), userId: v.string() }),
  /** A further device under the patient's account, which has one browser and no way to a second. */
  v.strictObject({ kind: v.literal('extra-device'), userId: UserIdSchema, deviceId: DeviceIdSchema }),
  /** Who may do what in the room is not as it was set up. */
  v.strictObject({ kind: v.literal('power-changed') }),
  /** Who may come in or read is not as it was set up. */
  v.strictObject({ kind: v.literal('access-changed') }),
]);

/** What the other side has told us, encrypted, that it has seen. */
const ToldAlarmSchema = v.strictObject({ kind: v.literal('told'), cause: v.picklist(haltCauses) });

/** What stands until somebody decides, and is kept over a reload. */
export const LastingAlarmSchema = v.union([FinalAlarmSchema, CurableAlarmSchema, ToldAlarmSchema]);
export type LastingAlarm = v.InferOutput<typeof LastingAlarmSchema>;
