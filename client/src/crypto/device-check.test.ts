/** One device with the keys and a new one, with real crypto, on a homeserver on paper. */

import { CryptoEvent, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeviceCheck, type DeviceCheckState, followDeviceCheck } from './device-check.ts';
import { followDevices, refreshKeys } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { KeysNotSent, receiveKeys } from './received-keys.ts';
import { notebookKeyOf, readKeyState } from './secret-storage.ts';
import { clinicianId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

let people: PaperPeople;
/** Holds the keys. */
let desk: OpenClient;
/** Wants in. */
let laptop: OpenClient;
/** The request of whoever asked last. */
let askedWith: VerificationRequest;

beforeEach(async () => {
  people = paperPeople();
  desk = await people.person(clinicianId, 'DESK', 'clinician');
  await publishIdentity(desk);
  laptop = await people.person(clinicianId, 'LAPTOP', 'clinician');
  await Promise.all([desk.start(), laptop.start()]);
  expect(await readKeyState(laptop)).toBe('locked');
  // As a homeserver does when a device is new.
  await expect
    .poll(async () => {
      await refreshKeys(desk, clinicianId);
      return (await desk.crypto.getUserDeviceInfo([clinicianId])).get(clinicianId)?.size;
    })
    .toBe(2);
});
afterEach(() => people.end());

const patience = { keysMs: 5_000, backupMs: 0 };

function reached<S extends DeviceCheckState['step']>({ state }: DeviceCheck, wanted: S) {
  return expect
    .poll(() => state.value.step, { timeout: 10_000 })
    .toBe(wanted)
    .then(() => state.value as Extract<DeviceCheckState, { step: S }>);
}

/** `asker` asks, the other one has heard of it. */
async function asked(asker: OpenClient, other: OpenClient): Promise<readonly [DeviceCheck, DeviceCheck]> {
  await followDevices(asker, clinicianId);
  const heard = new Promise<VerificationRequest>((resolve) => {
    other.client.once(CryptoEvent.VerificationRequestReceived, resolve);
  });
  // A device with the keys asks one by name, as Element does from its list of sessions.
  const request =
    asker === laptop
      ? asker.crypto.requestOwnUserVerification()
      : asker.crypto.requestDeviceVerification(clinicianId, 'LAPTOP');
  askedWith = await request;
  const ours = followDeviceCheck(askedWith);
  return [ours, followDeviceCheck(await heard)];
}

async function willing(asker: OpenClient, other: OpenClient): Promise<readonly [DeviceCheck, DeviceCheck]> {
  const [ours, theirs] = await asked(asker, other);
  expect(ours.state.value).toEqual({ step: 'asked', byUs: true });
  expect(theirs.state.value).toEqual({ step: 'asked', byUs: false });
  await theirs.accept();
  await Promise.all([reached(ours, 'choose'), reached(theirs, 'choose')]);
  return [ours, theirs];
}

async function codeOf(check: DeviceCheck): Promise<Uint8Array> {
  await expect
    .poll(() => (check.state.value.step === 'choose' ? check.state.value.code : undefined))
    .toBeDefined();
  const state = check.state.value;
  if (state.step !== 'choose' || !state.code) throw new Error('there is no code');
  return state.code;
}

/** The new device has everything the account has. */
async function expectLetIn(): Promise<void> {
  await receiveKeys(laptop, patience);
  expect(await readKeyState(laptop)).toBe('ready');
  expect(await notebookKeyOf(laptop)).toEqual(await notebookKeyOf(desk));
  const status = await laptop.crypto.getDeviceVerificationStatus(clinicianId, 'LAPTOP');
  expect(status?.crossSigningVerified).toBe(true);
}

async function expectKeptOut(): Promise<void> {
  await expect(receiveKeys(laptop, { keysMs: 300, backupMs: 0 })).rejects.toThrow(KeysNotSent);
  expect(await readKeyState(laptop)).toBe('locked');
}

describe('a new device is let in', () => {
  test('when both show the same seven pictures', async () => {
    const [ours, theirs] = await willing(laptop, desk);
    expect(ours.otherDevice.value).toBe('DESK');
    expect(theirs.otherDevice.value).toBe('LAPTOP');
    await ours.comparePictures();
    const [left, right] = await Promise.all([reached(ours, 'compare'), reached(theirs, 'compare')]);
    expect(left.pictures).toEqual(right.pictures);
    // Pressed for a code that somebody has scanned: it says nothing about pictures.
    await theirs.itWasOurs();
    expect(theirs.state.value.step).toBe('compare');
    await theirs.theyMatch();
    await reached(theirs, 'waiting');
    await ours.theyMatch();
    await Promise.all([reached(ours, 'done'), reached(theirs, 'done')]);
    await expectLetIn();
  });

  test('when the device with the keys has asked, and begins to compare', async () => {
    const [ours, theirs] = await willing(desk, laptop);
    await ours.comparePictures();
    await Promise.all([reached(ours, 'compare'), reached(theirs, 'compare')]);
    await Promise.all([ours.theyMatch(), theirs.theyMatch()]);
    await Promise.all([reached(ours, 'done'), reached(theirs, 'done')]);
    await expectLetIn();
  });

  test.each([
    ['it has scanned the code of the other', 'laptop'],
    ['the other has scanned its code', 'desk'],
  ] as const)('when %s and the other side confirms it', async (_, scanner) => {
    const [atLaptop, atDesk] = await willing(laptop, desk);
    const [scanning, showing] = scanner === 'laptop' ? [atLaptop, atDesk] : [atDesk, atLaptop];
    const code = await codeOf(showing);
    await codeOf(scanning);
    await scanning.scan(code);
    await reached(scanning, 'waiting');
    await reached(showing, 'scanned');
    // Pressed for pictures that were on the screen a moment ago.
    await showing.theyMatch();
    expect(showing.state.value.step).toBe('scanned');
    expect(await readKeyState(laptop)).toBe('locked');
    await showing.itWasOurs();
    await Promise.all([reached(scanning, 'done'), reached(showing, 'done')]);
    await expectLetIn();
  });
});

describe('a new device stays out', () => {
  test('when the pictures differ', async () => {
    const [ours, theirs] = await willing(laptop, desk);
    await ours.comparePictures();
    await Promise.all([reached(ours, 'compare'), reached(theirs, 'compare')]);
    await ours.theyMatch();
    await theirs.deny();
    expect(await reached(ours, 'over')).toMatchObject({ why: 'mismatch' });
    expect(await reached(theirs, 'over')).toMatchObject({ why: 'mismatch' });
    await expectKeptOut();
  });

  test('when the code that was scanned is another one', async () => {
    const [ours, theirs] = await willing(laptop, desk);
    const code = new Uint8Array(await codeOf(theirs));
    const last = code.length - 1;
    code[last] = (code[last] ?? 0) ^ 1;
    await ours.scan(code.slice(0, 40));
    expect(await reached(ours, 'over')).toMatchObject({ why: 'wrong-code' });
    await reached(theirs, 'over');
    await expectKeptOut();
  });

  test('when somebody else has scanned the code', async () => {
    const [ours, theirs] = await willing(laptop, desk);
    await ours.scan(await codeOf(theirs));
    await reached(theirs, 'scanned');
    await theirs.deny();
    await Promise.all([reached(ours, 'over'), reached(theirs, 'over')]);
    await expectKeptOut();
  });

  test('when nobody has answered in time', async () => {
    const [ours] = await asked(laptop, desk);
    people.server.inject(clinicianId, 'LAPTOP', {
      sender: clinicianId,
      type: 'm.key.verification.cancel',
      content: { transaction_id: askedWith.transactionId, code: 'm.timeout', reason: 'no answer' },
    });
    expect(await reached(ours, 'over')).toMatchObject({ why: 'timed-out' });
    await expectKeptOut();
  });

  test('when pictures are put under the finger of somebody who is asked about a code', async () => {
    const [ours, theirs] = await willing(laptop, desk);
    await ours.scan(await codeOf(theirs));
    await reached(theirs, 'scanned');
    // In the clear, and so within the server's reach: the other device is said to have begun with pictures.
    people.server.inject(clinicianId, 'DESK', {
      sender: clinicianId,
      type: 'm.key.verification.start',
      content: {
        transaction_id: askedWith.transactionId,
        from_device: 'LAPTOP',
        method: 'm.sas.v1',
        key_agreement_protocols: ['curve25519-hkdf-sha256'],
        hashes: ['sha256'],
        message_authentication_codes: ['hkdf-hmac-sha256.v2'],
        short_authentication_string: ['emoji', 'decimal'],
      },
    });
    const steps: string[] = [];
    theirs.state.subscribe(({ step }) => void steps.push(step));
    expect(await reached(theirs, 'over')).toEqual({ step: 'over', why: 'failed', byUs: true });
    expect(new Set(steps)).toEqual(new Set(['scanned', 'over']));
    await theirs.itWasOurs();
    await expectKeptOut();
  });

  test('when the other device says no', async () => {
    const [ours, theirs] = await asked(laptop, desk);
    await theirs.cancel();
    expect(await reached(ours, 'over')).toMatchObject({ why: 'stopped' });
    await expectKeptOut();
  });
});
