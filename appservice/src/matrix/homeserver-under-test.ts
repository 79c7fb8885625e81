/** For tests: a real homeserver with the steward, a clinician, and what is needed to speak to them. */

import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bytes,
  fromBase64,
  GuestAnswerSchema,
  type InvitationId,
  type RoomId,
  randomBytes,
  stewardPrefix,
  toBase64Url,
  toHex,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Config } from '../config/sections.ts';
import { prepareData } from '../setup/data.ts';
import { startHomeserver } from '../setup/homeserver.ts';
import type { DataPaths } from '../setup/paths.ts';
import { freePorts } from '../setup/ports.ts';
import { makeMissingAccounts } from '../setup/practice.ts';
import { ensureVenv } from '../setup/venv.ts';
import { makeNamer } from './namer.ts';

export interface HomeserverUnderTest {
  readonly url: string;
  readonly config: Config;
  readonly paths: DataPaths;
  readonly voucherKey: Bytes;
  readonly stewardKey: Bytes;
  readonly asToken: string;
  readonly bot: UserId;
  readonly clinician: Person;
  /** A guest as the patient's browser makes it: voucher and own key to the steward. */
  makeGuest(): Promise<Person>;
  /** The same for a voucher of the appservice. */
  redeemVoucher(voucher: string): Promise<Person>;
  stop(): Promise<void>;
}

export class Person {
  readonly #url: string;
  readonly userId: UserId;
  readonly token: string;

  constructor(url: string, userId: UserId, token: string) {
    this.#url = url;
    this.userId = userId;
    this.token = token;
  }

  /** A request of this person to the client API; the path stands below `/_matrix/client/v3`. */
  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const answer = await fetch(`${this.#url}/_matrix/client/v3${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: await answer.json() };
  }

  join(room: RoomId) {
    return this.ask('POST', `/rooms/${encodeURIComponent(room)}/join`, {});
  }

  /** Current state of a room, as this person is shown it. */
  async state(room: RoomId) {
    const { json } = await this.ask('GET', `/rooms/${encodeURIComponent(room)}/state`);
    return v.parse(StateSchema, json);
  }

  async openIdToken(): Promise<string> {
    const path = `/user/${encodeURIComponent(this.userId)}/openid/request_token`;
    const { json } = await this.ask('POST', path, {});
    return v.parse(v.object({ access_token: v.string() }), json).access_token;
  }
}

const StateSchema = v.array(
  v.object({
    type: v.string(),
    state_key: v.string(),
    sender: v.string(),
    content: v.record(v.string(), v.unknown()),
  }),
);

export async function startHomeserverUnderTest(): Promise<HomeserverUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-homeserver-'));
  // Also when the test breaks off half-way.
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const ports = await freePorts();
  const { python } = await ensureVenv({ log: () => {} });
  const data = await prepareData(dir, {
    web: {
      publicUrl: `http://localhost:${ports.front}`,
      port: ports.front,
      apiPort: ports.api,
      transactionsPort: ports.transactions,
    },
    homeserver: { port: ports.homeserver },
  });
  const { config, paths, secrets } = data;
  const accounts: { userId: UserId; password: string }[] = [];
  await makeMissingAccounts(python, data, ({ userId, password }) => {
    if (password !== undefined) accounts.push({ userId, password });
  });
  const homeserver = await startHomeserver({
    python,
    paths,
    port: ports.homeserver,
    configFiles: [paths.homeserverConfig],
  });
  const voucherKey = fromBase64(secrets.voucherKey);
  const [account] = accounts;
  if (!account) throw new Error('the configuration names no clinician');
  return {
    url: homeserver.url,
    config,
    paths,
    voucherKey,
    stewardKey: fromBase64(secrets.stewardKey),
    asToken: secrets.asToken,
    bot: v.parse(UserIdSchema, `@sprechzimmer:${config.homeserver.serverName}`),
    clinician: await signIn(homeserver.url, account),
    makeGuest: async () => redeemVoucher(homeserver.url, await newVoucher(voucherKey)),
    redeemVoucher: (voucher) => redeemVoucher(homeserver.url, voucher),
    async stop() {
      await homeserver.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, account: { userId: UserId; password: string }): Promise<Person> {
  const answer = await post(`${url}/_matrix/client/v3/login`, {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user: account.userId },
    password: account.password,
  });
  const { access_token } = v.parse(v.object({ access_token: v.string() }), answer);
  return new Person(url, account.userId, access_token);
}

function newVoucher(voucherKey: Bytes): Promise<string> {
  const namer = makeNamer(voucherKey);
  return namer.voucher({
    localpart: namer.guestLocalpart(),
    invitation: toHex(randomBytes(16)) as InvitationId,
    expiresSeconds: Math.floor(Date.now() / 1000) + 300,
  });
}

async function redeemVoucher(url: string, voucher: string): Promise<Person> {
  const answer = await post(`${url}${stewardPrefix}/guest`, { voucher, key: toBase64Url(randomBytes(32)) });
  const guest = v.parse(GuestAnswerSchema, answer);
  return new Person(url, guest.user_id, guest.access_token);
}

async function post(url: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}
