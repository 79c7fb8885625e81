/** The homeserver exchanges, for a moment, the keys behind a device id that was verified. */

import { fromBase64 } from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceOf, followDevices, isPinnedAndSigned, refreshKeys, signMasterKey } from './identity.ts';
import { type OlmChannel, openOlmChannel, type RecipientRule } from './olm-channel.ts';
import { type OpenClient, openClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { PaperHomeserver } from './testing/paper-homeserver.ts';
import { clinicianId, device, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

const type = 'de.sprechzimmer.test';
const TestSchema = v.strictObject({ n: v.number() });
const RecordSchema = v.record(v.string(), v.unknown());
const desk = { userId: clinicianId, deviceId: device('DESK') };
const toGuest = [{ userId: guestId, deviceId: device('GUEST') }];

let people: PaperPeople;
let clinician: OpenClient;
let guest: OpenClient;
/** The operator's own machine under the clinician's user and device id. */
let operator: OpenClient;
let channel: OlmChannel;
let clinicianKey: Uint8Array<ArrayBuffer>;
let toKnown: RecipientRule;
let shown: 'real' | 'none' | 'operator';

beforeEach(async () => {
  shown = 'real';
  people = paperPeople();
  const { server } = people;
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  clinicianKey = await publishIdentity(clinician);
  toKnown = { signedUnder: await publishIdentity(guest) };
  await Promise.all([followDevices(guest, clinicianId), followDevices(clinician, guestId)]);
  await signMasterKey(guest, clinicianId, clinicianKey);
  channel = openOlmChannel(guest, { nowMs: () => 0 });
  channel.pin(clinicianId, clinicianKey);
  await guest.start();

  const elsewhere = new PaperHomeserver();
  operator = await openClient({
    baseUrl: 'https://practice.test',
    credentials: { ...desk, accessToken: 'paper' },
    keys: 'memory',
    role: 'guest',
    fetch: (input, init) => {
      const own = String(input instanceof Request ? input.url : input).includes('keys/upload');
      return (own ? elsewhere : server).fetchAs(clinicianId, 'DESK')(input, init);
    },
  });
  for (const request of await operator.machine.outgoingRequests()) await operator.send(request);
  await followDevices(operator, guestId);

  const ask = async (path: string, body: object) => {
    const request = { method: 'POST', body: JSON.stringify(body) };
    const answer = await elsewhere.fetchAs(guestId, 'GUEST')(`https://x.test/v3/${path}`, request);
    return v.parse(RecordSchema, await answer.json());
  };
  server.lies.set(guestId, async (path, truth) => {
    if (path === 'keys/query' && shown === 'operator')
      return {
        ...truth,
        device_keys: (await ask(path, { device_keys: { [clinicianId]: [] } }))['device_keys'],
      };
    if (path === 'keys/query' && shown === 'none') return { ...truth, device_keys: { [clinicianId]: {} } };
    if (path === 'keys/claim' && shown === 'operator')
      return ask(path, { one_time_keys: { [clinicianId]: { DESK: 'signed_curve25519' } } });
    return truth;
  });
});
afterEach(() => {
  operator.stop();
  people.end();
});

/** Gone, and there again with other keys: a device may not change its keys, but it may leave. */
const show = async (whose: typeof shown) => {
  shown = 'none';
  await refreshKeys(guest, clinicianId);
  shown = whose;
  await refreshKeys(guest, clinicianId);
};

test('nobody is obeyed who encrypted under the clinician’s device id with other keys', async () => {
  const heard: number[] = [];
  let proceed = () => {};
  const busy = new Promise<void>((resolve) => {
    proceed = resolve;
  });
  channel.receive(type, TestSchema, 'verified', async (_, { n }) => {
    heard.push(n);
    if (n === 1) await busy;
  });
  let arrived = 0;
  guest.client.on(ClientEvent.ReceivedToDeviceMessage, () => {
    arrived += 1;
  });
  const real = openOlmChannel(clinician);
  await real.send(type, { n: 1 }, toGuest, toKnown);
  await vi.waitFor(() => expect(heard).toEqual([1]));
  await show('operator');
  expect((await deviceOf(guest, clinicianId, desk.deviceId))?.verified).toBe(false);
  await openOlmChannel(operator).send(type, { n: 666 }, toGuest, toKnown);
  await vi.waitFor(() => expect(arrived).toBe(2));
  await show('real');
  expect((await deviceOf(guest, clinicianId, desk.deviceId))?.verified).toBe(true);
  proceed();
  await real.send(type, { n: 2 }, toGuest, toKnown);
  await vi.waitFor(() => expect(heard).toContain(2));
  expect(heard).toEqual([1, 2]);
  expect([...channel.dropped]).toEqual([['not-verified', 1]]);
});

describe('nothing is sent', () => {
  const sent = () => people.server.asked.filter((path) => path.startsWith('sendToDevice')).length;
  const refused = { name: 'WrongRecipient' };

  test('to whoever has taken over the id of a verified device', async () => {
    await show('operator');
    expect(await isPinnedAndSigned(guest, clinicianId, clinicianKey)).toBe(true);
    await expect(channel.send(type, { n: 1 }, [desk], 'verified')).rejects.toMatchObject(refused);
    const toOwner = { signedUnder: clinicianKey };
    await expect(channel.send(type, { n: 1 }, [desk], toOwner)).rejects.toMatchObject(refused);
    expect(sent()).toBe(0);
    await show('real');
    await channel.send(type, { n: 1 }, [desk], 'verified');
    await channel.send(type, { n: 1 }, [desk], toOwner);
    expect(sent()).toBe(2);
  });

  test('to whoever takes it over while one-time keys are being asked for', async () => {
    const lie = people.server.lies.get(guestId);
    people.server.lies.set(guestId, async (path, truth) => {
      if (path === 'keys/claim') await show('operator');
      return (await lie?.(path, truth)) ?? truth;
    });
    await expect(channel.send(type, { n: 1 }, [desk], 'verified')).rejects.toThrow();
    expect(sent()).toBe(0);
  });

  test('to a device that is not the one the caller has looked at', async () => {
    const seen = await deviceOf(guest, clinicianId, desk.deviceId);
    const own = guest.machine.identityKeys.curve25519.toBase64();
    if (!seen) throw new Error('the desk is not known');
    const other = { ...seen, curve25519: fromBase64(own) };
    await expect(channel.send(type, { n: 1 }, [other], 'verified')).rejects.toMatchObject(refused);
    expect(sent()).toBe(0);
    await channel.send(type, { n: 1 }, [seen], 'verified');
    expect(sent()).toBe(1);
  });

  test('to anybody as verified whom we have not signed, or under another master key', async () => {
    const real = openOlmChannel(clinician);
    if (toKnown === 'verified') throw new Error('the guest is not verified here');
    real.pin(guestId, toKnown.signedUnder);
    await expect(real.send(type, { n: 1 }, toGuest, 'verified')).rejects.toMatchObject(refused);
    await expect(real.send(type, { n: 1 }, toGuest, { signedUnder: clinicianKey })).rejects.toMatchObject(
      refused,
    );
    channel.unpin(clinicianId);
    await expect(channel.send(type, { n: 1 }, [desk], 'verified')).rejects.toMatchObject(refused);
    expect(sent()).toBe(0);
  });
});
