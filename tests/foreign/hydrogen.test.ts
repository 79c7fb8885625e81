/** A call between our mesh and Hydrogen's, an independent MSC3401 client whose Olm is libolm. */

import { CallMemberContentSchema, type RoomId, RoomIdSchema, type UserId } from '@sprechzimmer/protocol';
import type { Browser, JSHandle, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../client/src/crypto/open-client.ts';
import { recoveryKeyFrom, secretKeyHolder, setUpKeys } from '../../client/src/crypto/secret-storage.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type ClinicianAccount, type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import type { Account } from './hydrogen/account.ts';
import { type Differences, differences } from './hydrogen/differences.ts';
import { type HydrogenMessage, streamMetadata } from './hydrogen/envelope.ts';
import type {} from './hydrogen/hydrogen-page.ts';
import { logIn } from './hydrogen/log-in.ts';
import type {} from './hydrogen/our-page.ts';
import { type Pages, servePages } from './hydrogen/pages.ts';

let practice: PracticeStack;
let browser: Browser;
let pages: Pages;
/** By name, so that it is clear who of two calls the other: Hydrogen goes by the order of user ids, we by the role. */
let anna: Account & { readonly userId: UserId };
let zoe: Account & { readonly userId: UserId };

beforeAll(async () => {
  const clinicians = ['anna', 'zoe'].map((name) => ({ user: `@${name}:sprechzimmer.localhost`, name }));
  [practice, browser, pages] = await Promise.all([
    startPracticeStack({ clinicians }),
    launchBrowser(),
    servePages(),
  ]);
  const [first, second] = practice.clinicians;
  if (!first || !second) throw new Error('there are not two accounts');
  [anna, zoe] = await Promise.all([withKeys(first), withKeys(second)]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  await practice?.stop();
});

describe.each([
  { caller: 'ours', role: 'clinician', first: 'm.call.answer', our: () => anna, theirs: () => zoe },
  { caller: 'Hydrogen', role: 'guest', first: 'm.call.invite', our: () => zoe, theirs: () => anna },
] as const)('where $caller calls', ({ role, first, our, theirs }) => {
  test('both see the other move and hear the other', async () => {
    const { ours, hydrogen, ourSeat, theirSeat } = await atOneTable(our(), theirs());
    await hydrogen.evaluate((one) => one.sign());
    await joins(hydrogen, ours);
    const call = await ours.evaluateHandle((one, as) => one.call(as), role);

    expect(await ours.evaluate((one) => window.callLab.paints(one.participant().stream))).toBe(true);
    expect(await hydrogen.evaluate(async (one) => window.callLab.paints(await one.remoteMedia()))).toBe(true);
    expect(await ours.evaluate((one) => window.callLab.energy(one.participant().stream))).toBeGreaterThan(
      0.01,
    );
    expect(
      await hydrogen.evaluate(async (one) => window.callLab.energy(await one.remoteMedia())),
    ).toBeGreaterThan(0.01);

    // Our side has compared the certificates, as in any call, and has dropped nothing of what the bridge handed in.
    // Hydrogen measures nothing and says so to nobody: nothing is called verified that one side alone has seen.
    const seen = await ours.evaluate((one) => ({
      state: one.participant().state.value,
      fingerprint: one.participant().route.value?.fingerprint,
      drops: Object.values(one.drops() ?? {}),
    }));
    expect(seen).toMatchObject({ state: 'connected', fingerprint: 'unconfirmed' });
    expect(seen.drops.every((count) => count === 0)).toBe(true);

    // Without the bridge it takes none of it, for exactly these reasons.
    const { heard, takenUnbridged } = await call.evaluate(({ signalling, takenUnbridged }) => ({
      heard: signalling.heard,
      takenUnbridged,
    }));
    expect(takenUnbridged).toEqual([]);
    expect(await ours.evaluate((one) => one.dropped())).toEqual([['malformed', heard.length]]);
    expect(heard.map(({ type }) => type)).toContain(first);
    for (const message of heard)
      expect([message.type, differences(message)]).toEqual([message.type, known(message)]);
    const state = await ours.evaluate((one) => one.theirState());
    expect(v.is(CallMemberContentSchema, state)).toBe(false);
    expect(v.is(CallMemberContentSchema, withLongerSession(state))).toBe(true);

    // And Hydrogen none of ours: it looks for a device under the id it wants in each message, and finds none there.
    const asked = theirSeat.page.waitForResponse(
      (answer) => answer.url().includes('/keys/query') && answer.status() === 400,
    );
    await call.evaluate((one) => one.repeatUnbridged());
    await asked;
    expect(await ours.evaluate((one) => window.callLab.paints(one.participant().stream))).toBe(true);

    await hydrogen.evaluate((one) => one.leave());
    await Promise.all([ourSeat.close(), theirSeat.close()]);
  });
});

test('a device of the other that nobody has signed calls in vain, and nobody answers it', async () => {
  const { ours, hydrogen, ourSeat, theirSeat } = await atOneTable(zoe, anna);
  await joins(hydrogen, ours);
  expect(await ours.evaluate((one) => one.listen())).toEqual({
    taken: [],
    reasons: ['not-verified'],
    refusal: 'WrongRecipient',
  });
  await Promise.all([ourSeat.close(), theirSeat.close()]);
});

type Ours = Awaited<ReturnType<typeof window.ourPage.signIn>>;
type Hydrogens = Awaited<ReturnType<typeof window.hydrogenPage.signIn>>;

/** Both signed in, in a room of their own where our side has said that there is a call. */
async function atOneTable(our: typeof anna, theirs: typeof anna) {
  const roomId = await roomOf(our, theirs);
  const [ourSeat, theirSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
  await withoutForeignRelay(theirSeat.page);
  await Promise.all([ourSeat.page.goto(pages.ours), theirSeat.page.goto(pages.hydrogen)]);
  const hydrogen = await theirSeat.page.evaluateHandle(
    (account) => window.hydrogenPage.signIn(account),
    theirs,
  );
  const ours = await ourSeat.page.evaluateHandle(
    ([account, room, other]) => window.ourPage.signIn(account, room, other),
    [our, roomId, theirs.userId] as const,
  );
  return { ours, hydrogen, ourSeat, theirSeat };
}

async function joins(hydrogen: JSHandle<Hydrogens>, ours: JSHandle<Ours>): Promise<void> {
  const conference = await ours.evaluate((one) => one.conference);
  await hydrogen.evaluate((one, id) => one.join(id), conference);
}

/** `docs/development/foreign-implementations.md` says why each of these is so. */
function known({ type }: HydrogenMessage): Differences {
  const own: Partial<Record<HydrogenMessage['type'], Partial<Differences>>> = {
    'm.call.invite': { missing: ['words_commit'], unknown: [streamMetadata] },
    'm.call.answer': { missing: ['words_nonce'], unknown: [streamMetadata] },
    'm.call.negotiate': { unknown: ['lifetime', streamMetadata] },
    'm.call.candidates': {},
  };
  const { missing = [], unknown = [], other = [] } = own[type] ?? {};
  return {
    missing: ['from_session', 'h', 'to_session', 'v', ...missing].sort(),
    unknown: ['dest_session_id', 'device_id', 'sender_session_id', ...unknown].sort(),
    other: ['version', ...other].sort(),
  };
}

/** Hydrogen's state differs from ours in one thing: its session ids are one character short. */
function withLongerSession(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state).replace(/"session_id":"(s[0-9a-f]{14})"/, '"session_id":"$1-"'));
}

/** Cross-signing, secret storage and key backup, by a first device that is not used again. */
async function withKeys({ userId, password }: ClinicianAccount): Promise<typeof anna> {
  const homeserver = practice.homeserverUrl;
  const holder = secretKeyHolder();
  const open = await openClient({
    baseUrl: homeserver,
    credentials: await logIn({ homeserver, user: userId, password }),
    keys: 'memory',
    role: 'clinician',
    callbacks: holder.callbacks,
  });
  await open.start();
  const recovery = await recoveryKeyFrom(open, undefined);
  const recoveryKey = recovery.text;
  await setUpKeys(open, holder, recovery);
  open.stop();
  return { homeserver, user: userId, userId, password, recoveryKey };
}

const CreatedSchema = v.object({ room_id: RoomIdSchema });

/** An encrypted room with these two. */
async function roomOf(host: Account, guest: Account & { readonly userId: UserId }): Promise<RoomId> {
  const ask = async (token: string, path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${practice.homeserverUrl}/_matrix/client/v3/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const [one, other] = await Promise.all([logIn(host), logIn(guest)]);
  const created = await ask(one.accessToken, 'createRoom', {
    invite: [guest.userId],
    initial_state: [
      { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
    ],
    power_level_content_override: { events: { 'org.matrix.msc3401.call.member': 0 } },
  });
  const { room_id: roomId } = v.parse(CreatedSchema, created);
  await ask(other.accessToken, `join/${encodeURIComponent(roomId)}`, {});
  await Promise.all([one, other].map(({ accessToken }) => ask(accessToken, 'logout', {})));
  return roomId;
}

/** Where a practice has no relay, Hydrogen cannot make a connection, or asks a server of its makers. */
async function withoutForeignRelay(page: Page): Promise<void> {
  const nowhere = { uris: ['turn:127.0.0.1:9'], username: 'nobody', password: 'nothing', ttl: 3600 };
  await page.route(/\/voip\/turnServer/, (route) =>
    route.fulfill({ json: nowhere, headers: { 'access-control-allow-origin': '*' } }),
  );
}
