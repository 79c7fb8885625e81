import { type SignContent, signType, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Unreachable } from '../api/call-api.ts';
import { aParticipant } from '../call/testing/messages.ts';
import type { KnownDevice } from './identity.ts';
import type { OlmChannel } from './olm-channel.ts';
import { signGiver, signHearer } from './signs.ts';

const h = 'ab'.repeat(32);
const guest = aParticipant('guest');
const clinician = aParticipant('clinician');

function giving(reachable = () => true) {
  const sent: { type: string; content: object; to: readonly unknown[]; rule: unknown }[] = [];
  const onConnection: SignContent[] = [];
  const { give, takeBack } = signGiver({
    channel: {
      send: async (type, content, to, rule) => {
        if (!reachable()) throw new Unreachable('away');
        sent.push({ type, content, to, rule });
      },
    },
    call: {
      sendSign: (_to, content) => {
        onConnection.push(content);
        return true;
      },
    },
    ownHash: () => h,
    devices: async () => [clinician],
    nowMs: () => 5_000,
    signal: new AbortController().signal,
  });
  return { give, takeBack, sent, onConnection };
}

function hearing() {
  let deliver: (userId: string, content: SignContent) => void = () => undefined;
  const receive: OlmChannel['receive'] = (type, schema, rule, listener) => {
    expect([type, rule]).toEqual([signType, 'verified']);
    deliver = (userId, content) => {
      const from: KnownDevice = Object.assign(Object.create(null), { userId });
      void listener(from, v.parse(schema, content));
    };
    return () => undefined;
  };
  const hearer = signHearer({
    channel: { receive },
    guest: guest.userId,
    ownHash: () => h,
    nowMs: () => 9_000,
  });
  return {
    hearer,
    toDevice: (content: SignContent, userId: string = guest.userId) => deliver(userId, content),
  };
}

const aSign: SignContent = { v: 1, h, id: '12'.repeat(16), at: 5_000, sign: 'not-alone' };

test('the sign goes both ways, to verified devices, as one', async () => {
  const { give, sent, onConnection } = giving();
  await give();
  await expect.poll(() => sent.length).toBe(1);
  expect(sent).toEqual([{ type: signType, content: onConnection[0], to: [clinician], rule: 'verified' }]);
});

test('the sign is not lost on a server that is away for a moment', async () => {
  let tries = 0;
  const { give, sent } = giving(() => ++tries > 1);
  await give();
  await expect.poll(() => sent.length).toBe(1);
});

test('what comes both ways is one sign, and what was dismissed stays so', () => {
  const { hearer, toDevice } = hearing();
  hearer.hear(guest, aSign);
  const first = hearer.current.value;
  expect(first?.atMs).toBe(5_000);
  first?.dismiss();
  toDevice(aSign);
  expect(hearer.current.value).toBeUndefined();
});

test('a second sign is shown again', () => {
  const { hearer, toDevice } = hearing();
  hearer.hear(guest, aSign);
  hearer.current.value?.dismiss();
  toDevice({ ...aSign, id: '34'.repeat(16) });
  expect(hearer.current.value).toBeDefined();
});

test('a clock that is ahead gives no sign from the future', () => {
  const { hearer } = hearing();
  hearer.hear(guest, { ...aSign, at: 99_000 });
  expect(hearer.current.value?.atMs).toBe(9_000);
});

test('nobody else, and no other visit, can give it', () => {
  const { hearer, toDevice } = hearing();
  toDevice(aSign, v.parse(UserIdSchema, '@guest-other:practice.test'));
  hearer.hear(guest, { ...aSign, h: 'cd'.repeat(32) });
  expect(hearer.current.value).toBeUndefined();
});

test('a sign that was a mistake is shown as such, whichever way is quicker, and is not taken away', async () => {
  const { give, takeBack, onConnection } = giving();
  await give();
  await takeBack();
  const [given, takenBack] = onConnection;
  if (!given || !takenBack) throw new Error('nothing was sent');
  const inOrder = hearing();
  inOrder.hearer.hear(guest, given);
  inOrder.toDevice(takenBack);
  inOrder.toDevice(takenBack);
  expect(inOrder.hearer.current.value).toMatchObject({ atMs: 5_000, mistakenAtMs: 5_000 });
  const crossed = hearing();
  crossed.toDevice(takenBack);
  expect(crossed.hearer.current.value).toBeUndefined();
  crossed.toDevice(given);
  expect(crossed.hearer.current.value).toMatchObject({ atMs: 5_000, mistakenAtMs: 5_000 });
  crossed.hearer.current.value?.dismiss();
  expect(crossed.hearer.current.value).toBeUndefined();
});

test('a sign after one that was a mistake is a sign like any other', async () => {
  const { give, takeBack, onConnection } = giving();
  const { hearer } = hearing();
  await give();
  await takeBack();
  await give();
  for (const content of onConnection) hearer.hear(guest, content);
  expect(hearer.current.value).toBeDefined();
  expect(hearer.current.value?.mistakenAtMs).toBeUndefined();
});

test('nothing is said of a mistake where no sign was given', async () => {
  const { takeBack, sent, onConnection } = giving();
  await takeBack();
  expect([sent, onConnection]).toEqual([[], []]);
});

test('nobody else, and no other visit, can call it a mistake', () => {
  const { hearer, toDevice } = hearing();
  hearer.hear(guest, aSign);
  const word: SignContent = { ...aSign, id: '56'.repeat(16), sign: 'mistaken', of: aSign.id };
  toDevice(word, v.parse(UserIdSchema, '@guest-other:practice.test'));
  hearer.hear(guest, { ...word, h: 'cd'.repeat(32) });
  expect(hearer.current.value?.mistakenAtMs).toBeUndefined();
});

test('leaving in a hurry is not taken for the silent sign', () => {
  const { hearer, toDevice } = hearing();
  toDevice({ ...aSign, sign: 'left', heard: 1 });
  expect(hearer.current.value).toBeUndefined();
});
