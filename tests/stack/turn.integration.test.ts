/** The relay, set up as a practice sets it up (`synapse-config/turnserver.template.conf`). */

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTurn, type Turn } from './turn.ts';
import { type TurnAccount, type TurnClient, turnClient } from './turn-client.ts';

let turn: Turn;
const clients: TurnClient[] = [];

beforeAll(async () => {
  turn = await startTurn();
});
afterAll(() => turn?.stop());
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function client(account: TurnAccount): Promise<TurnClient> {
  const made = await turnClient(turn.host, turn.port, account);
  clients.push(made);
  return made;
}

test('nobody reaches the machine behind the relay, or the network it stands in, through it', async () => {
  const somebody = await client(turn.credentials('somebody', 600));
  expect(await somebody.allocate()).toBe(0);
  for (const inside of [
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '224.0.0.251',
  ])
    expect([inside, await somebody.permit(inside)]).toEqual([inside, 403]);
  expect(await somebody.permit('9.9.9.9')).toBe(0);
});

test('nobody relays without credentials of the homeserver, or with old ones', async () => {
  const forged = { username: turn.credentials('somebody', 600).username, credential: 'guessed' };
  for (const account of [forged, turn.credentials('somebody', -1)])
    expect(await (await client(account)).allocate()).toBe(401);
});

test('nobody takes the relay for themselves', async () => {
  const account = turn.credentials('greedy', 600);
  const answers: number[] = [];
  for (let wanted = 0; wanted < 30; wanted += 1) answers.push(await (await client(account)).allocate());
  expect(answers.filter((code) => code === 0)).toHaveLength(24);
  expect(answers.at(-1)).toBe(486);
  expect(await (await client(turn.credentials('modest', 600))).allocate()).toBe(0);
});

test('credentials that have run out open nothing new, and what they opened goes on', async () => {
  const account = turn.credentials('somebody', 2);
  const early = await client(account);
  expect(await early.allocate()).toBe(0);
  await expect.poll(async () => (await client(account)).allocate(), { timeout: 20_000 }).toBe(401);
  expect(await early.refresh()).toBe(0);
});

test('it says nothing about who talks, and when', async () => {
  const somebody = await client(turn.credentials('guest-canary', 600));
  expect(await somebody.allocate()).toBe(0);
  expect(turn.said()).not.toContain('guest-canary');
  expect(turn.said()).not.toContain(turn.host);
});
