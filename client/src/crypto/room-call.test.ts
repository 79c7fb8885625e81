import { signal } from '@preact/signals';
import { RoomIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, expect, test, vi } from 'vitest';
import { createLocalMedia } from '../call/media.ts';
import { aParticipant } from '../call/testing/messages.ts';
import { openOlmChannel } from './olm-channel.ts';
import { roomCall } from './room-call.ts';
import { clinicianId, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

let people: PaperPeople;
afterEach(() => {
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
});
