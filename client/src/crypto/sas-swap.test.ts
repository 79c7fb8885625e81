/**
 * Whoever runs the server carries an honest comparison until both people see the same pictures, and then puts an
 * exchange of their own in its place. Two homeservers on paper: what the one sees who is to be deceived, and what the
 * genuine other side sees.
 */

import { type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import { CryptoEvent, type VerificationRequest, VerifierEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { VerificationMethod } from 'matrix-js-sdk/lib/types.js';
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { followDevices, masterKeyOf, refreshKeys } from './identity.ts';
import { type OpenClient, openClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { followComparison, type SasComparison } from './sas.ts';
import { PaperHomeserver } from './testing/paper-homeserver.ts';
import { device, guestId } from './testing/paper-people.ts';

const defence = vi.hoisted(() => ({ out: false }));
vi.mock('./sas-inside.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('./sas-inside.ts')>();
  const isExchangeOf: typeof real.isExchangeOf = (...given) => defence.out || real.isExchangeOf(...given);
  return { isExchangeOf };
});

/** Sorts after every guest, and so does their device: of two who begin at once, the other is heard. */
const clinicianId = v.parse(UserIdSchema, '@weber:practice.test');
const desk = 'ZDESK';

const open: OpenClient[] = [];
afterEach(() => {
  defence.out = false;
  for (const client of open.splice(0)) client.stop();
});

type Message = Record<string, unknown>;

/** The server in the attacker's hands: what the two say to one another passes it, until it speaks for itself. */
function betweenThem(other: { userId: UserId; deviceId: string }) {
  const deceived = new PaperHomeserver();
  const genuine = new PaperHomeserver();
  const seen = { confirmation: false };
  let carries = true;
  const atDeceived = deceived.inject.bind(deceived);
  const atGenuine = genuine.inject.bind(genuine);
  const says = ({ type }: Message, what: string) => type === `m.key.verification.${what}`;
  const isComparison = ({ type }: Message) => String(type).startsWith('m.key.verification.');
  deceived.inject = (userId, deviceId, message) => {
    if (!isComparison(message)) return atDeceived(userId, deviceId, message);
    const toOther = userId === other.userId && deviceId === other.deviceId;
    if (toOther && carries) {
      atGenuine(userId, deviceId, message);
      // The attacker hears what is asked for, and waits.
      if (says(message, 'request')) atDeceived(userId, deviceId, message);
    } else if (toOther || !carries) atDeceived(userId, deviceId, message);
  };
  genuine.inject = (userId, deviceId, message) => {
    if (!isComparison(message) || deviceId !== desk) return atGenuine(userId, deviceId, message);
    // Held back, so that nothing is confirmed before the attacker has stepped in.
    if (says(message, 'mac')) seen.confirmation = true;
    else if (carries) atDeceived(userId, deviceId, message);
  };
  return {
    deceived,
    genuine,
    seen,
    stopCarrying() {
      carries = false;
    },
  };
}

async function person(userId: UserId, deviceId: string, asks: typeof fetch): Promise<OpenClient> {
  const credentials = { userId, deviceId: device(deviceId), accessToken: 'paper' };
  const client = await openClient({
    baseUrl: 'https://practice.test',
    credentials,
    keys: 'memory',
    role: 'guest',
    fetch: asks,
  });
  open.push(client);
  return client;
}

/** Both see the same pictures, the genuine side has said so, and now the attacker begins anew. */
async function swapped(other: { userId: UserId; deviceId: string }) {
  const server = betweenThem(other);
  const both: typeof fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (/keys\/(upload|device_signing|signatures)/.test(url))
      await server.genuine.fetchAs(clinicianId, desk)(input, init);
    return server.deceived.fetchAs(clinicianId, desk)(input, init);
  };
  const clinician = await person(clinicianId, desk, both);
  await publishIdentity(clinician);
  const attacker = await person(
    other.userId,
    other.deviceId,
    server.deceived.fetchAs(other.userId, other.deviceId),
  );
  const genuine = await person(
    other.userId,
    other.deviceId,
    server.genuine.fetchAs(other.userId, other.deviceId),
  );
  for (const each of [attacker, genuine]) {
    if (other.userId === clinicianId)
      for (const request of await each.machine.outgoingRequests()) await each.send(request);
    else await publishIdentity(each);
    await followDevices(each, clinicianId);
    await refreshKeys(each, clinicianId);
  }
  await followDevices(clinician, other.userId);
  await refreshKeys(clinician, other.userId);
  const asked = (client: OpenClient) =>
    new Promise<VerificationRequest>((resolve) => {
      client.client.once(CryptoEvent.VerificationRequestReceived, resolve);
    });
  const [atAttacker, atGenuine] = [asked(attacker), asked(genuine)];
  await Promise.all([clinician.start(), attacker.start(), genuine.start()]);

  const ours = followComparison(
    await clinician.crypto.requestDeviceVerification(other.userId, other.deviceId),
  );
  const theirs = followComparison(await atGenuine);
  const forged = await atAttacker;
  await forged.accept();
  await theirs.accept();
  await reaches(ours, 'preparing');
  await ours.begin();
  await Promise.all([reaches(ours, 'compare'), reaches(theirs, 'compare')]);
  expect(ours.state.value).toEqual(theirs.state.value);
  await theirs.theyMatch();
  await expect.poll(() => server.seen.confirmation).toBe(true);

  server.stopCarrying();
  const verifier = await forged.startVerification(VerificationMethod.Sas);
  const ready = new Promise<void>((resolve) => {
    verifier.on(VerifierEvent.ShowSas, (sas) => {
      void sas.confirm();
      resolve();
    });
  });
  verifier.verify().catch(() => undefined);
  await ready;
  return { ours, clinician, attacker };
}

function reaches({ state }: SasComparison, wanted: string): Promise<void> {
  return expect.poll(() => state.value.state, { timeout: 10_000 }).toBe(wanted);
}

const patient = { userId: guestId, deviceId: 'GUEST' };
const ownDevice = { userId: clinicianId, deviceId: 'NEW' };

describe('an exchange put in the place of the one whose pictures were read aloud', () => {
  test('makes nobody else the patient', async () => {
    const { ours, clinician } = await swapped(patient);
    await ours.theyMatch();
    expect(await ours.ended).toMatchObject({ state: 'over', why: 'mismatch' });
    await refreshKeys(clinician, guestId);
    expect((await clinician.crypto.getUserVerificationStatus(guestId)).isCrossSigningVerified()).toBe(false);
  });

  test('control: unnoticed, it makes the attacker the patient', async () => {
    defence.out = true;
    const { ours, clinician, attacker } = await swapped(patient);
    await ours.theyMatch();
    expect(await ours.ended).toEqual({ state: 'done' });
    expect(await masterKeyOf(clinician, guestId)).toEqual(await masterKeyOf(attacker, guestId));
    // The signature counts once the homeserver has given it back.
    await expect
      .poll(async () => {
        await refreshKeys(clinician, guestId);
        return (await clinician.crypto.getUserVerificationStatus(guestId)).isCrossSigningVerified();
      })
      .toBe(true);
  });

  test('gives no other device the clinician’s keys', async () => {
    const { ours, attacker } = await swapped(ownDevice);
    await ours.theyMatch();
    expect(await ours.ended).toMatchObject({ state: 'over', why: 'mismatch' });
    expect((await attacker.machine.crossSigningStatus()).hasMaster).toBe(false);
  });

  test('control: unnoticed, it hands them to the attacker', async () => {
    defence.out = true;
    const { ours, attacker } = await swapped(ownDevice);
    await ours.theyMatch();
    expect(await ours.ended).toEqual({ state: 'done' });
    await expect
      .poll(async () => (await attacker.machine.crossSigningStatus()).hasMaster, { timeout: 20_000 })
      .toBe(true);
  });
});
