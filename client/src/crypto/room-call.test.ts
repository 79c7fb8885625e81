import { type Signal, signal } from '@preact/signals';
import { RoomIdSchema } from '@sprechzimmer/protocol';
import type { ITurnServerResponse } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLocalMedia } from '../call/media.ts';
import { aParticipant } from '../call/testing/messages.ts';
import { openOlmChannel } from './olm-channel.ts';
import { roomCall } from './room-call.ts';
import { clinicianId, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

let people: PaperPeople;
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  people.end();
});

test('a call that could not be made is tried again when it is wanted again', async () => {
  people = paperPeople();
  const open = await people.person(clinicianId, 'DESK', 'clinician');
  vi.stubGlobal(
    'MediaStream',
    class {
      getTracks = () => [];
    },
  );
  const call = roomCall({
    open,
    channel: openOlmChannel(open),
    roomId: v.parse(RoomIdSchema, '!visit:practice.test'),
    members: new Set([clinicianId, guestId]),
    role: 'clinician',
    media: createLocalMedia(),
    relayOnly: signal(true),
    onDoor: () => undefined,
  });
  const generateCertificate = vi
    .fn<() => Promise<never>>()
    .mockRejectedValueOnce(new Error('too busy'))
    .mockRejectedValueOnce(new Error('asked again'));
  vi.stubGlobal('RTCPeerConnection', { generateCertificate });
  await expect(call.connect(aParticipant('guest'))).rejects.toThrow('too busy');
  await expect(call.connect(aParticipant('guest'))).rejects.toThrow('asked again');
  await call.leave();
});

describe('who wants nothing but a relay', () => {
  const relay = { uris: ['turns:relay.test'], username: 'u', password: 'p', ttl: 120 };

  /** A call that is made and connected to nobody, with a homeserver that answers as it is told. */
  async function madeCall(wished: Signal<boolean>, turnServer: () => Promise<ITurnServerResponse>) {
    people = paperPeople();
    const open = await people.person(clinicianId, 'DESK', 'clinician');
    open.client.turnServer = turnServer;
    vi.stubGlobal(
      'MediaStream',
      class {
        getTracks = () => [];
      },
    );
    const fingerprint = { algorithm: 'sha-256', value: Array(32).fill('AB').join(':') };
    const generateCertificate = async () => ({ getFingerprints: () => [fingerprint] });
    vi.stubGlobal('RTCPeerConnection', { generateCertificate });
    vi.stubGlobal('window', new EventTarget());
    const call = roomCall({
      open,
      channel: openOlmChannel(open),
      roomId: v.parse(RoomIdSchema, '!visit:practice.test'),
      members: new Set([clinicianId, guestId]),
      // The side that is called: it opens no connection of its own accord.
      role: 'guest',
      media: createLocalMedia(),
      relayOnly: wished,
      onDoor: () => undefined,
    });
    await call.connect(aParticipant('clinician'));
    const { mesh } = call;
    if (!mesh.value) throw new Error('there is no call');
    const renewed = vi.spyOn(mesh.value, 'renewIce');
    return { call, renewed, alarm: () => mesh.value?.alarm.value?.kind };
  }

  test('is kept from every other way in the same moment, whatever the homeserver takes to answer', async () => {
    const wished = signal(false);
    const { call, renewed } = await madeCall(wished, async () => relay);
    wished.value = true;
    expect(renewed.mock.calls).toMatchObject([
      [{ relayOnly: true, servers: [{ urls: ['turns:relay.test'] }] }],
    ]);
    await call.leave();
  });

  test('learns at once that there is none, and goes on as soon as there is', async () => {
    vi.useFakeTimers();
    const wished = signal(false);
    const turnServer = vi.fn<() => Promise<ITurnServerResponse>>();
    turnServer.mockResolvedValue({ ...relay, uris: [] });
    const { call, alarm } = await madeCall(wished, turnServer);
    expect(alarm()).toBeUndefined();
    wished.value = true;
    expect(alarm()).toBe('no-relay');
    turnServer.mockResolvedValue(relay);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(alarm()).toBeUndefined();
    await call.leave();
  });

  test('does not lose the relay because the homeserver cannot be asked for a while', async () => {
    vi.useFakeTimers();
    const turnServer = vi.fn<() => Promise<ITurnServerResponse>>();
    turnServer.mockResolvedValue(relay);
    const { call, alarm, renewed } = await madeCall(signal(true), turnServer);
    turnServer.mockRejectedValue(new Error('the homeserver is away'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(renewed).toHaveBeenCalled();
    expect(alarm()).toBeUndefined();
    await call.leave();
  });
});
