import { type DeviceId, DeviceIdSchema, type SignContent, signType } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Unreachable } from '../api/call-api.ts';
import { aParticipant } from '../call/testing/messages.ts';
import { WrongRecipient } from './encrypt-for.ts';
import { goneTeller, type LeftTelling, leftTeller } from './left-sign.ts';

const h = 'ab'.repeat(32);
const clinician = aParticipant('clinician');
const [first, second] = ['A', 'B'].map((id) => ({ ...clinician, deviceId: v.parse(DeviceIdSchema, id) }));
const heard: Record<DeviceId, number> = { [v.parse(DeviceIdSchema, 'A')]: 4 };

function telling(
  send: (device: DeviceId) => Promise<void> = async () => undefined,
  devices = [first, second],
) {
  const sent: { type: string; content: object; to: readonly DeviceId[]; rule: unknown }[] = [];
  const onConnection: SignContent[] = [];
  const parts: LeftTelling = {
    channel: {
      send: async (type, content, to, rule) => {
        for (const { deviceId } of to) await send(deviceId);
        sent.push({ type, content, to: to.map(({ deviceId }) => deviceId), rule });
      },
    },
    call: {
      sendSign: (_to, content) => {
        onConnection.push(content);
        return true;
      },
    },
    ownHash: () => h,
    devices: async () => devices.flatMap((device) => device ?? []),
    heardFrom: (device) => heard[device] ?? 0,
    signal: new AbortController().signal,
  };
  return { tell: leftTeller(parts), tellGone: goneTeller(parts), sent, onConnection };
}

test('each desk learns how much of what it has said was heard, as one sign on both ways', async () => {
  const { tell, sent, onConnection } = telling();
  await tell(5_000);
  const id = onConnection[0]?.id;
  expect(sent).toEqual([
    {
      type: signType,
      to: ['A'],
      rule: 'verified',
      content: { v: 1, h, id, at: 5_000, sign: 'left', heard: 4 },
    },
    {
      type: signType,
      to: ['B'],
      rule: 'verified',
      content: { v: 1, h, id, at: 5_000, sign: 'left', heard: 0 },
    },
  ]);
  expect(onConnection).toEqual(sent.map(({ content }) => content));
});

test('a desk that is the clinician’s no more keeps nobody from telling the others', async () => {
  const { tell, sent } = telling(async (device) => {
    if (device === 'A') throw new WrongRecipient();
  });
  await tell(5_000);
  expect(sent.map(({ to }) => to)).toEqual([['B']]);
});

test('what could not be handed over is not taken for said', async () => {
  const { tell } = telling(async () => {
    throw new Error('refused');
  });
  await expect(tell(5_000)).rejects.toThrow('refused');
});

test.each([
  ['the homeserver names no device', telling(undefined, [])],
  [
    'no device is the clinician’s any more',
    telling(async () => {
      throw new WrongRecipient();
    }),
  ],
])('where nobody could be told, it is not taken for said: %s', async (_, { tell, sent }) => {
  await expect(tell(5_000)).rejects.toThrow(Unreachable);
  expect(sent).toEqual([]);
});

test('each verified desk learns that somebody has left for good, on both ways and encrypted', async () => {
  const { tellGone, sent, onConnection } = telling(async (device) => {
    if (device === 'A') throw new WrongRecipient();
  });
  await tellGone(5_000);
  const content = { v: 1, h, id: onConnection[0]?.id, at: 5_000, sign: 'gone' };
  expect(sent).toEqual([{ type: signType, to: ['B'], rule: 'verified', content }]);
  expect(onConnection).toEqual([content, content]);
});
