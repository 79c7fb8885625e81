/**
 * The homeserver calls of one visit, one after the other from a script, without any of our own code in between:
 * the floor of provisioning and of the patient's way into the waiting room.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import {
  type Bytes,
  GuestAnswerSchema,
  type InvitationId,
  RoomIdSchema,
  signStewardRequest,
  stewardPrefix,
  toBase64Url,
  utf8,
  writeVoucher,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { makeBareDeviceUploads } from './bare-device.ts';

export interface BareHomeserver {
  readonly url: string;
  readonly botUserId: string;
  readonly asToken: string;
  readonly voucherKey: Bytes;
  readonly stewardKey: Bytes;
  readonly clinician: { readonly userId: string; readonly accessToken: string };
}

export interface BareGuest {
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
  readonly roomId: string;
}

const powerLevels = {
  users_default: 0,
  events: { 'm.room.encrypted': 0, 'org.matrix.msc3401.call.member': 0 },
  events_default: 100,
  state_default: 100,
  invite: 100,
};

/** Guest, room, both joined, bot gone: what provisioning a visit means. */
export async function bareProvision(hs: BareHomeserver): Promise<BareGuest> {
  const guest = await makeGuest(hs);
  const { room_id: roomId } = v.parse(
    v.object({ room_id: RoomIdSchema }),
    await call(hs, 'POST', '/_matrix/client/v3/createRoom', hs.asToken, {
      room_version: '11',
      visibility: 'private',
      preset: 'private_chat',
      creation_content: { 'm.federate': false },
      invite: [hs.clinician.userId, guest.user_id],
      initial_state: [
        { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
        { type: 'm.room.history_visibility', state_key: '', content: { history_visibility: 'joined' } },
        { type: 'm.room.guest_access', state_key: '', content: { guest_access: 'forbidden' } },
      ],
      power_level_content_override: {
        ...powerLevels,
        users: { [hs.botUserId]: 100, [hs.clinician.userId]: 100 },
      },
    }),
  );
  // The bot gives up its power: below version 12 that takes an event of its own, for it needs power to invite.
  const power = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/state/m.room.power_levels/`;
  await call(hs, 'PUT', power, hs.asToken, { ...powerLevels, users: { [hs.clinician.userId]: 100 } });
  await signed(hs, '/steward/confine', { user_id: guest.user_id, room_id: roomId });
  await call(
    hs,
    'POST',
    `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/join`,
    hs.clinician.accessToken,
    {},
  );
  await call(
    hs,
    'POST',
    `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/join`,
    guest.access_token,
    {},
  );
  await call(hs, 'POST', `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/leave`, hs.asToken, {});
  return { userId: guest.user_id, deviceId: guest.device_id, accessToken: guest.access_token, roomId };
}

/** Provisioning, then what the guest's device must upload, ask and send until its proof is on the way. */
export async function bareArrival(hs: BareHomeserver): Promise<BareGuest> {
  const guest = await bareProvision(hs);
  const uploads = makeBareDeviceUploads(guest.userId, guest.deviceId);
  const as = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
    call(hs, method, `/_matrix/client/v3/${path}`, guest.accessToken, body);
  await as('POST', 'keys/upload', uploads.keys);
  await as('POST', 'keys/device_signing/upload', uploads.crossSigning);
  await as('POST', 'keys/signatures/upload', uploads.signatures);
  await as('GET', 'sync?timeout=0');
  const devices = v.parse(
    v.object({ device_keys: v.record(v.string(), v.record(v.string(), v.unknown())) }),
    await as('POST', 'keys/query', { device_keys: { [hs.clinician.userId]: [] } }),
  ).device_keys[hs.clinician.userId];
  const deviceIds = Object.keys(devices ?? {});
  await as('POST', 'keys/claim', {
    one_time_keys: {
      [hs.clinician.userId]: Object.fromEntries(deviceIds.map((id) => [id, 'signed_curve25519'])),
    },
  });
  const message = {
    algorithm: 'm.olm.v1.curve25519-aes-sha2',
    ciphertext: { body: randomBytes(700).toString('base64') },
  };
  await as('PUT', `sendToDevice/m.room.encrypted/${randomUUID()}`, {
    messages: { [hs.clinician.userId]: Object.fromEntries(deviceIds.map((id) => [id, message])) },
  });
  return guest;
}

async function makeGuest(hs: BareHomeserver) {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const suffix = Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('');
  const voucher = await writeVoucher(hs.voucherKey, {
    v: 1,
    localpart: `guest-${suffix}`,
    invitation: randomBytes(16).toString('hex') as InvitationId,
    expires: Math.floor(Date.now() / 1000) + 300,
  });
  const answer = await call(hs, 'POST', `${stewardPrefix}/guest`, undefined, {
    voucher,
    key: toBase64Url(randomBytes(32)),
  });
  return v.parse(GuestAnswerSchema, answer);
}

async function signed(hs: BareHomeserver, verb: string, content: unknown): Promise<void> {
  const body = utf8(JSON.stringify(content));
  const request = {
    method: 'POST' as const,
    path: `${stewardPrefix}${verb}`,
    body,
    date: String(Date.now()),
    nonce: toBase64Url(randomBytes(16)),
  };
  const response = await fetch(hs.url + request.path, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Sprechzimmer-Date': request.date,
      'X-Sprechzimmer-Nonce': request.nonce,
      'X-Sprechzimmer-Signature': await signStewardRequest(hs.stewardKey, request),
    },
  });
  if (!response.ok) throw new Error(`${verb} answered ${response.status}`);
  await response.arrayBuffer();
}

async function call(
  hs: BareHomeserver,
  method: string,
  path: string,
  token: string | undefined,
  body?: unknown,
) {
  const response = await fetch(hs.url + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${method} ${path.split('?')[0]} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
