import {
  type DeviceId,
  deriveLinkKeys,
  type InvitationId,
  type LinkKeys,
  makeLinkSecret,
  type RoomId,
  RoomIdSchema,
  randomBytes,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmProof, judgeProof, type NotebookLink, type ProofSituation } from './clinician-proof.ts';
import { type GuestGround, isConfirmed, makeGuestProof, meetClinician } from './guest-proof.ts';
import { deviceOf, followDevices, MasterKeyDiffers } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { clinicianId, device, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

const roomId = v.parse(RoomIdSchema, '!room:practice.test');
const otherRoom = v.parse(RoomIdSchema, '!other:practice.test');
const notBefore = 1_795_400_000;
const notAfter = 1_795_410_000;
const now = 1_795_405_000;

let people: PaperPeople;
let clinician: OpenClient;
let guest: OpenClient;
let clinicianKey: Uint8Array<ArrayBuffer>;
let guestKey: Uint8Array<ArrayBuffer>;
let keys: LinkKeys;
let link: NotebookLink;
let ground: GuestGround;

beforeAll(async () => {
  people = paperPeople();
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  clinicianKey = await publishIdentity(clinician);
  guestKey = await publishIdentity(guest);
  await followDevices(clinician, guestId);
  const secret = await makeLinkSecret(randomBytes(32), {
    nonce: randomBytes(16),
    kind: 'video',
    notBefore,
    notAfter,
  });
  keys = await deriveLinkKeys({ secret, clinicianMasterKey: clinicianKey });
  link = { keys, notBefore, notAfter, closed: false };
  ground = {
    id: keys.id,
    roomId,
    clinician: clinicianId,
    clinicianMasterKey: clinicianKey,
    guestMasterKey: guestKey,
  };
});
afterAll(() => people.end());

/** The situation at the desk when everything is as it should be. */
async function situation(part: Partial<ProofSituation> = {}): Promise<ProofSituation> {
  const known = await deviceOf(clinician, guestId, device('GUEST'));
  if (!known) throw new Error('the guest is not known');
  return {
    clinician: clinicianId,
    clinicianMasterKey: clinicianKey,
    roomId,
    device: known,
    guestMasterKey: guestKey,
    nowSeconds: now,
    alreadyProven: false,
    ...part,
  };
}

const proof = () => makeGuestProof(guest, keys, ground);

describe('who holds the link', () => {
  test('is recognised, confirmed, and sees that the clinician knows', async () => {
    const devices = await meetClinician(guest, clinicianId, clinicianKey);
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(['DESK']);
    const { content, h } = await proof();
    const verdict = await judgeProof(content, link, await situation());
    if (!verdict.valid) throw new Error(verdict.why);
    expect(verdict.h).toBe(h);
    const own = await deviceOf(clinician, clinicianId, device('DESK'));
    const desk = await deviceOf(guest, clinicianId, device('DESK'));
    if (!own || !desk) throw new Error('the desk is not known');
    const confirmation = await confirmProof(verdict, content.tag, own);
    expect(await isConfirmed(guest, keys, ground, content.tag, desk, confirmation)).toBe(true);
  });
});

describe('the patient is not led astray', () => {
  test('a homeserver that shows another key for the clinician stops the visit', async () => {
    const other = clinicianKey.map((byte) => byte ^ 1);
    await expect(meetClinician(guest, clinicianId, other)).rejects.toThrow(MasterKeyDiffers);
  });

  test('a confirmation for another room, device, link or proof says nothing', async () => {
    const { content } = await proof();
    const verdict = await judgeProof(content, link, await situation());
    const desk = await deviceOf(guest, clinicianId, device('DESK'));
    if (!verdict.valid || !desk) throw new Error('not proven');
    const good = await confirmProof(verdict, content.tag, desk);
    const check = (tag: string, from: typeof desk, confirm: typeof good) =>
      isConfirmed(guest, keys, ground, tag, from, confirm);
    expect(await check(content.tag, desk, good)).toBe(true);
    expect(await check('00'.repeat(32), desk, good)).toBe(false);
    expect(await check(content.tag, { ...desk, deviceId: device('OTHER') }, good)).toBe(false);
    expect(await check(content.tag, { ...desk, ed25519: desk.curve25519 }, good)).toBe(false);
    expect(await check(content.tag, { ...desk, userId: guestId }, good)).toBe(false);
    expect(await check(content.tag, desk, { ...good, room_id: otherRoom })).toBe(false);
    expect(await check(content.tag, desk, { ...good, tag: content.tag })).toBe(false);
  });
});

describe('nobody else is let in', () => {
  const refused = async (
    change: Partial<{ content: object; link: NotebookLink | undefined; situation: Partial<ProofSituation> }>,
  ) => {
    const { content } = await proof();
    const book = 'link' in change ? change.link : link;
    const verdict = await judgeProof(
      { ...content, ...change.content },
      book,
      await situation(change.situation),
    );
    return verdict.valid ? 'valid' : verdict.why;
  };

  test('with a link that is in nobody’s notebook, or taken back, or used up', async () => {
    expect(await refused({ link: undefined })).toBe('unknown-link');
    expect(await refused({ link: { ...link, closed: true } })).toBe('link-closed');
  });

  test('before or after the window, beyond two minutes of wrong clocks', async () => {
    expect(await refused({ situation: { nowSeconds: notBefore - 121 } })).toBe('outside-window');
    expect(await refused({ situation: { nowSeconds: notAfter + 121 } })).toBe('outside-window');
    expect(await refused({ situation: { nowSeconds: notBefore - 120 } })).toBe('valid');
    expect(await refused({ situation: { nowSeconds: notAfter + 121, alreadyProven: true } })).toBe('valid');
  });

  test('with a proof that was made for another room', async () => {
    expect(await refused({ content: { room_id: otherRoom } })).toBe('other-room');
    expect(await refused({ situation: { roomId: undefined } })).toBe('other-room');
    expect(
      await refused({ content: { room_id: otherRoom }, situation: { roomId: otherRoom as RoomId } }),
    ).toBe('wrong-tag');
  });

  test('with a proof that somebody else made, forwarded as one’s own', async () => {
    const { device: known } = await situation();
    expect(await refused({ situation: { device: { ...known, deviceId: 'OTHER' as DeviceId } } })).toBe(
      'other-device',
    );
    expect(await refused({ situation: { device: { ...known, userId: clinicianId } } })).toBe('wrong-tag');
    expect(await refused({ situation: { device: { ...known, ed25519: known.curve25519 } } })).toBe(
      'wrong-tag',
    );
    expect(await refused({ situation: { guestMasterKey: clinicianKey } })).toBe('wrong-tag');
  });

  test('without an identity that signed the device', async () => {
    const { device: known } = await situation();
    expect(await refused({ situation: { guestMasterKey: undefined } })).toBe('no-identity');
    expect(await refused({ situation: { device: { ...known, ownerSigned: false } } })).toBe('no-identity');
  });

  test('with the handle of another invitation', async () => {
    expect(await refused({ content: { id: '0'.repeat(32) as InvitationId } })).toBe('wrong-tag');
  });
});
