/**
 * What the steward module speaks: one voucher from a guest's browser, three signed verbs from the appservice.
 * The Python side is `synapse-config/steward`; `protocol/vectors/steward.json` is shared by both test suites.
 *
 * | verb | path under `/_synapse/client/sprechzimmer/v1` | who |
 * |---|---|---|
 * | make a guest | `/guest` | the browser, with a voucher |
 * | confine it to its room | `/steward/confine` | the appservice, signed |
 * | dispose of a guest | `/steward/dispose-guest` | the appservice, signed |
 * | dispose of a room | `/steward/dispose-room` | the appservice, signed |
 */

import * as v from 'valibot';
import { type Bytes, concat, fromBase64, fromUtf8, lp, toBase64Url, toHex, utf8 } from './bytes.ts';
import {
  DeviceIdSchema,
  GuestLocalpartSchema,
  InvitationIdSchema,
  RoomIdSchema,
  Secret32Schema,
  UnixSecondsSchema,
  UserIdSchema,
} from './ids.ts';
import { hmac, sha256, verifyHmac } from './mac.ts';

export const stewardPrefix = '/_synapse/client/sprechzimmer/v1';

/** What a voucher says. The guest's name is fixed here; nobody chooses one. */
export const VoucherSchema = v.strictObject({
  v: v.literal(1),
  localpart: GuestLocalpartSchema,
  invitation: InvitationIdSchema,
  /** Unix seconds; vouchers are short-lived, a new one is handed out with each repeated redemption. */
  expires: UnixSecondsSchema,
});
export type Voucher = v.InferOutput<typeof VoucherSchema>;

/** `base64url(JSON) "." base64url(HMAC(voucherKey, lp("sprechzimmer/1 voucher") || lp(base64url(JSON))))`. */
export async function writeVoucher(voucherKey: Bytes, voucher: Voucher): Promise<string> {
  const payload = toBase64Url(utf8(JSON.stringify(voucher)));
  return `${payload}.${toBase64Url(await hmac(voucherKey, voucherText(payload)))}`;
}

/** Undefined when the voucher is not ours or not well-formed. Expiry is the caller's business. */
export async function readVoucher(voucherKey: Bytes, text: string): Promise<Voucher | undefined> {
  const [payload, tag, ...rest] = text.split('.');
  if (!payload || !tag || rest.length > 0) return undefined;
  try {
    if (!(await verifyHmac(voucherKey, fromBase64(tag), voucherText(payload)))) return undefined;
    const parsed = v.safeParse(VoucherSchema, JSON.parse(fromUtf8(fromBase64(payload))));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** `POST /guest`. Idempotent: the same voucher name with the same `key` gives the same guest and device. */
export const GuestRequestSchema = v.strictObject({
  voucher: v.pipe(v.string(), v.maxLength(1024)),
  /** 32 random bytes the browser made and shows to the steward only: whoever holds the vouchers cannot take a guest over. */
  key: Secret32Schema,
});
export const GuestAnswerSchema = v.object({
  user_id: UserIdSchema,
  device_id: DeviceIdSchema,
  access_token: v.string(),
});
export type GuestAnswer = v.InferOutput<typeof GuestAnswerSchema>;

/** `POST /steward/confine`: from now on this guest may join this room and no other. Answers `{}`. */
export const ConfineRequestSchema = v.strictObject({ user_id: UserIdSchema, room_id: RoomIdSchema });

/** `POST /steward/dispose-guest`, `/steward/dispose-room`: safe to repeat; `done: false` means ask again soon. */
export const DisposeGuestRequestSchema = v.strictObject({ user_id: UserIdSchema });
export const DisposeRoomRequestSchema = v.strictObject({ room_id: RoomIdSchema });
export const DisposeAnswerSchema = v.object({ done: v.boolean() });

/** A signed request is good for this long either way, and once. */
export const signatureToleranceMs = 60_000;

export interface SignedRequest {
  readonly method: 'POST';
  /** Path with prefix, without query: there is none. */
  readonly path: string;
  /** Exactly the bytes sent. */
  readonly body: Bytes;
  /** Unix milliseconds, decimal. */
  readonly date: string;
  /** 16 random bytes, base64url. */
  readonly nonce: string;
}

/** Value of `X-Sprechzimmer-Signature` beside `X-Sprechzimmer-Date` and `X-Sprechzimmer-Nonce`: hexadecimal. */
export async function signStewardRequest(stewardKey: Bytes, request: SignedRequest): Promise<string> {
  const { method, path, body, date, nonce } = request;
  const text = concat(
    lp('sprechzimmer/1 steward'),
    lp(method),
    lp(path),
    lp(date),
    lp(nonce),
    lp(await sha256(body)),
  );
  return toHex(await hmac(stewardKey, text));
}

function voucherText(payload: string): Bytes {
  return concat(lp('sprechzimmer/1 voucher'), lp(payload));
}
