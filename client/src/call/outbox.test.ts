import type { CallMessage } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { inOrder, Outbox } from './outbox.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { candidatesMessage, hangupMessage, inviteMessage } from './testing/messages.ts';

/** A line on which each message stays until the test says that it has arrived, or not. */
function line() {
  const sent: CallMessage[] = [];
  const pending: { resolve(): void; reject(reason: Error): void }[] = [];
  const clock = new FakeClock();
  const send = (message: CallMessage) =>
    new Promise<void>((resolve, reject) => {
      sent.push(message);
      pending.push({ resolve, reject });
    });
  const settle = async (how: 'arrives' | 'is lost') => {
    const next = pending.shift();
    if (how === 'arrives') next?.resolve();
    else next?.reject(new Error('no network'));
    await new Promise((resolve) => setImmediate(resolve));
  };
  const outbox = new Outbox(send, (candidates) => candidatesMessage({}, candidates), clock);
  const types = () => sent.map(({ type }) => type.replace('m.call.', ''));
  const batches = () =>
    sent.map(({ type, content }) =>
      type === 'm.call.candidates' ? content.candidates.map(({ candidate }) => candidate) : type,
    );
  return { sent, clock, outbox, settle, types, batches };
}

const candidate = (name: string): RTCIceCandidateInit => ({ candidate: name });

test('the first way found to the other person is told at once, not after a pause', () => {
  const { outbox, batches } = line();
  outbox.candidate(candidate('a'));
  expect(batches()).toEqual([['a']]);
});

test('ways found while a message is under way travel together right behind it', async () => {
  const { outbox, settle, batches } = line();
  outbox.push(() => inviteMessage());
  for (const name of ['a', 'b', 'c']) outbox.candidate(candidate(name));
  expect(batches()).toEqual(['m.call.invite']);
  await settle('arrives');
  expect(batches()).toEqual(['m.call.invite', ['a', 'b', 'c']]);
});

test('the end of the candidates never overtakes the last of them', async () => {
  const { outbox, settle, batches } = line();
  outbox.candidate(candidate('a'));
  outbox.candidate(candidate('b'));
  outbox.endOfCandidates();
  await settle('arrives');
  await settle('arrives');
  expect(batches()).toEqual([['a'], ['b'], []]);
});

test('more candidates than fit into a message are not lost', async () => {
  const { outbox, settle, batches } = line();
  outbox.push(() => inviteMessage());
  for (let index = 0; index < 130; index += 1) outbox.candidate(candidate(`${index}`));
  for (let index = 0; index < 4; index += 1) await settle('arrives');
  expect(batches().map((batch) => batch.length)).toEqual(['m.call.invite'.length, 64, 64, 2]);
});

test('a message that did not get out is tried again, and nothing overtakes it', async () => {
  const { outbox, settle, clock, types } = line();
  outbox.push(() => inviteMessage());
  outbox.push(() => hangupMessage('user_hangup'));
  await settle('is lost');
  expect(types()).toEqual(['invite']);
  clock.advance(250);
  expect(types()).toEqual(['invite', 'invite']);
  await settle('arrives');
  expect(types()).toEqual(['invite', 'invite', 'hangup']);
});

test('back in a network, what could not be sent leaves at once, and once', async () => {
  const { outbox, settle, clock, types } = line();
  outbox.push(() => inviteMessage());
  await settle('is lost');
  expect(outbox.isIdle).toBe(false);
  outbox.wake();
  outbox.wake();
  clock.advance(10_000);
  expect(types()).toEqual(['invite', 'invite']);
  await settle('arrives');
  expect(outbox.isIdle).toBe(true);
});

test('leaving does not send what was still waiting, only the goodbye', async () => {
  const { outbox, settle, types } = line();
  outbox.push(() => inviteMessage());
  outbox.candidate(candidate('a'));
  const closed = outbox.close(() => hangupMessage('user_hangup'));
  await settle('arrives');
  await settle('arrives');
  await closed;
  outbox.candidate(candidate('late'));
  outbox.push(() => inviteMessage());
  expect(types()).toEqual(['invite', 'hangup']);
});

test('leaving ends even when nothing gets out any more', async () => {
  const { outbox, settle, types } = line();
  outbox.push(() => inviteMessage());
  await settle('is lost');
  const closed = outbox.close(() => hangupMessage('user_hangup'));
  await settle('is lost');
  await closed;
  expect(types()).toEqual(['invite', 'hangup']);
});

test('what leaves through several hands still arrives in order', async () => {
  const arrived: string[] = [];
  const delays = [3, 1, 2];
  const send = inOrder(async ({ type }) => {
    for (let turn = delays.shift() ?? 0; turn > 0; turn -= 1) await Promise.resolve();
    arrived.push(type);
  });
  await Promise.all([send(inviteMessage()), send(candidatesMessage()), send(hangupMessage('user_hangup'))]);
  expect(arrived).toEqual(['m.call.invite', 'm.call.candidates', 'm.call.hangup']);
});
