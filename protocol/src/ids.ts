/** Names that must not be mixed up, as branded types with the schema that lets them in. */

import * as v from 'valibot';

/** Matrix user id, `@localpart:server`. */
export const UserIdSchema = v.pipe(
  v.string(),
  v.maxLength(255),
  v.regex(/^@[^:\s]+:[^\s]+$/),
  v.brand('UserId'),
);
export type UserId = v.InferOutput<typeof UserIdSchema>;

/** Matrix room id, `!opaque` with or without `:server` (room version 12 has no domain). */
export const RoomIdSchema = v.pipe(v.string(), v.maxLength(255), v.regex(/^![^\s]+$/), v.brand('RoomId'));
export type RoomId = v.InferOutput<typeof RoomIdSchema>;

/**
 * Matrix device id. The specification allows any text; servers and clients make letters, digits, base64 and the
 * unreserved characters of RFC 3986. Names that every object has are no keys to remember something under.
 */
export const DeviceIdSchema = v.pipe(
  v.string(),
  v.maxLength(255),
  v.regex(/^[A-Za-z0-9._~+/=-]+$/),
  v.check((id) => !(id in Object.prototype) && id !== 'prototype', 'a name of the language, not of a device'),
  v.brand('DeviceId'),
);
export type DeviceId = v.InferOutput<typeof DeviceIdSchema>;

/** Public handle of an invitation: `kd("id", 16)` as 32 hexadecimal digits. */
export const InvitationIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/), v.brand('InvitationId'));
export type InvitationId = v.InferOutput<typeof InvitationIdSchema>;

/** Opaque id of a visit, made by the appservice: 22 characters of base64url. */
export const VisitIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/), v.brand('VisitId'));
export type VisitId = v.InferOutput<typeof VisitIdSchema>;

/** Unix seconds. */
export const UnixSecondsSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffffff));

/** Unix milliseconds. */
export const UnixMsSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** 32 bytes as 64 hexadecimal digits. */
export const Hex32Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** 32 bytes as unpadded base64url (43 characters). */
export const Secret32Schema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** What an appointment is. */
export const KindSchema = v.picklist(['video', 'chat', 'group']);
export type Kind = v.InferOutput<typeof KindSchema>;

/** `guest-` and 20 lower-case characters: the localpart the voucher fixes. Says nothing about a person. */
export const GuestLocalpartSchema = v.pipe(v.string(), v.regex(/^guest-[a-z0-9]{20}$/));
