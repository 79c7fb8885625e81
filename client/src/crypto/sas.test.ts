import type { CryptoApi, VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emojiDe } from '../i18n/de/emoji.ts';
import { emojiEn } from '../i18n/en/emoji.ts';
import { followDevices } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { followComparison, type SasComparison, type SasState } from './sas.ts';
import { pictureNamed, sasPictureNames } from './sas-pictures.ts';
import { clinicianId, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

let people: PaperPeople;
let desk: OpenClient;
let guest: OpenClient;

beforeAll(async () => {
  people = paperPeople();
  desk = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  await Promise.all([publishIdentity(desk), publishIdentity(guest)]);
  await Promise.all([desk.start(), guest.start()]);
  await Promise.all([followDevices(desk, guestId), followDevices(guest, clinicianId)]);
});
afterAll(() => people.end());

function reached<S extends SasState['state']>({ state }: SasComparison, wanted: S) {
  return expect
    .poll(() => state.value.state, { timeout: 10_000 })
    .toBe(wanted)
    .then(() => state.value as Extract<SasState, { state: S }>);
}

/** The desk asks; both sides as they stand then. */
async function asked(): Promise<readonly [SasComparison, SasComparison]> {
  const heard = new Promise<VerificationRequest>((resolve) => {
    guest.client.once(CryptoEvent.VerificationRequestReceived, resolve);
  });
  const ours = followComparison(await desk.crypto.requestDeviceVerification(guestId, 'GUEST'));
  return [ours, followComparison(await heard)];
}

/** Both look at the pictures. */
async function comparing(): Promise<readonly [SasComparison, SasComparison]> {
  const [ours, theirs] = await asked();
  await theirs.accept();
  await reached(ours, 'preparing');
  await ours.begin();
  return [ours, theirs];
}

const isVerified = async (crypto: CryptoApi, userId: string) =>
  (await crypto.getUserVerificationStatus(userId)).isCrossSigningVerified();

describe('two people who compare pictures', () => {
  test('are not called compared because one of them pressed another button', async () => {
    const [ours, theirs] = await comparing();
    await Promise.all([reached(ours, 'compare'), reached(theirs, 'compare')]);
    await theirs.theyMatch();
    await reached(theirs, 'waiting');
    ours.theyDiffer();
    expect(await theirs.ended).toEqual({ state: 'over', why: 'mismatch', byUs: false });
    expect(await reached(ours, 'over')).toEqual({ state: 'over', why: 'mismatch', byUs: true });
    expect(await isVerified(desk.crypto, guestId)).toBe(false);
    expect(await isVerified(guest.crypto, clinicianId)).toBe(false);
  });

  test('can each stop before anything is shown', async () => {
    const [ours, theirs] = await asked();
    await theirs.cancel();
    expect(await reached(ours, 'over')).toEqual({ state: 'over', why: 'stopped', byUs: false });
    expect(await reached(theirs, 'over')).toEqual({ state: 'over', why: 'stopped', byUs: true });
  });

  test('see the same seven, and know each other once both have said so', async () => {
    const [ours, theirs] = await comparing();
    const [left, right] = await Promise.all([reached(ours, 'compare'), reached(theirs, 'compare')]);
    expect(left.pictures).toHaveLength(7);
    expect(left.pictures).toEqual(right.pictures);
    await ours.theyMatch();
    await reached(ours, 'waiting');
    expect(await isVerified(desk.crypto, guestId)).toBe(false);
    await theirs.theyMatch();
    await Promise.all([reached(ours, 'done'), reached(theirs, 'done')]);
  });
});

describe('the names of the pictures', () => {
  test('are 64, and no two of a language are the same', () => {
    for (const catalogue of [emojiDe, emojiEn]) {
      expect(Object.keys(catalogue).sort()).toEqual([...sasPictureNames].sort());
      expect(new Set(Object.values(catalogue)).size).toBe(64);
    }
  });

  test('are known however the library spells them, and nothing is shown without one', () => {
    expect(pictureNamed('Thumbs Up')).toBe('thumbs-up');
    expect(pictureNamed('Thumbs up')).toBe('thumbs-up');
    expect(pictureNamed('Airplane')).toBe('aeroplane');
    expect(() => pictureNamed('Dragon')).toThrow();
  });
});
