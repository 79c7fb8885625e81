import { DeviceIdSchema, type ProofContent, type RoomId, type UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import type { KnownDevice } from '../crypto/identity.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { VisitRecord } from '../storage/visit-record.ts';
import { freshAnswers } from './fresh-answers.ts';
import { introduction } from './introduction.ts';

const roomId = '!a:practice.test' as RoomId;
const clinician = '@mira:practice.test' as UserId;
const world = vi.hoisted(() => ({ devices: [] as unknown[] }));

vi.mock('../crypto/identity.ts', async (original) => ({
  ...(await original<typeof import('../crypto/identity.ts')>()),
  devicesOf: async () => world.devices,
}));

const device = (id: string) =>
  ({ userId: clinician, deviceId: v.parse(DeviceIdSchema, id), verified: true }) as KnownDevice;

let record: VisitRecord;
let sent: string[];
beforeEach(() => {
  sent = [];
  world.devices = [device('DESK')];
  record = {
    name: 'Kim',
    proof: { roomId, tag: 't', h: 'h', inRoom: false, confirmed: true },
    answers: { seq: 1, given: { place: 'Lindenweg 1' } },
  } as VisitRecord;
});

function opened() {
  return introduction({
    open: {} as OpenClient,
    channel: {
      send: async (type, _content, devices) => {
        for (const { deviceId } of devices) sent.push(`${type.split('.').at(-1)} to ${deviceId}`);
      },
    },
    keeper: { record },
    roomId,
    clinician,
    answers: freshAnswers(),
    proof: () => ({ v: 1 }) as ProofContent,
    signal: new AbortController().signal,
  });
}

test('each of the clinician’s devices gets proof, name and answers once, in this order', async () => {
  const { tellDevices } = opened();
  await tellDevices();
  await tellDevices();
  expect(sent).toEqual(['proof to DESK', 'hello to DESK', 'answers to DESK']);
  world.devices = [device('DESK'), device('PHONE')];
  await tellDevices();
  expect(sent.slice(3)).toEqual(['proof to PHONE', 'hello to PHONE', 'answers to PHONE']);
});

test('what was answered anew goes to those who had the old answers', async () => {
  const { tellDevices, answers } = opened();
  await tellDevices();
  record = Object.assign(record, { answers: { seq: 2, given: { place: 'Eichenweg 2' } } });
  await tellDevices();
  expect(sent.slice(3)).toEqual(['answers to DESK']);
  expect(answers()).toEqual({ v: 1, h: 'h', seq: 2, place: 'Eichenweg 2' });
});

test('where nothing was asked, nothing is said', async () => {
  const { answers: _, ...rest } = record;
  record = rest;
  await opened().tellDevices();
  expect(sent).toEqual(['proof to DESK', 'hello to DESK']);
});
