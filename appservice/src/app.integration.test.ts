import {
  apiPrefix,
  type Bytes,
  type DeskAnswer,
  DeskAnswerSchema,
  type InvitationRequest,
  RedeemAnswerSchema,
  type RoomId,
  randomBytes,
  redeemHash,
  SessionAnswerSchema,
  toBase64Url,
  toHex,
  VisitAnswerSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningAppservice, startAppservice } from './app.ts';
import { practiceAnswer, visitPolicy } from './config/mapping.ts';
import { defaultRateLimits } from './http/limits.ts';
import { makeLogger } from './log/index.ts';
import {
  type HomeserverUnderTest,
  type Person,
  startHomeserverUnderTest,
} from './matrix/homeserver-under-test.ts';

const clinicianName = 'Dr. Canary Weber';
const logged: string[] = [];

let homeserver: HomeserverUnderTest;
let appservice: RunningAppservice;
let session: string;

beforeAll(async () => {
  homeserver = await startHomeserverUnderTest();
  appservice = await start();
  await appservice.homeserverReached;
  const openIdToken = await homeserver.clinician.openIdToken();
  const answer = v.parse(SessionAnswerSchema, (await ask('/session', { openIdToken })).json);
  session = answer.session;
  expect(answer).toMatchObject({ userId: homeserver.clinician.userId, name: clinicianName });
});
afterAll(async () => {
  await appservice?.close();
  await homeserver?.stop();
});

describe('a visit, from the invitation to the purge', () => {
  const claim = toBase64Url(randomBytes(32));
  const redeem = randomBytes(32);
  let invitation: InvitationRequest;
  let guest: Person;
  let visitId: string;
  let room: RoomId;

  test('the clinician invites; the door is open', async () => {
    invitation = await newInvitation(redeem);
    expect((await ask('/invitations', invitation, session)).status).toBe(200);
    const door = await ask('/door', { id: invitation.id });
    expect(door.json).toMatchObject({ state: 'open', clinician: { name: clinicianName } });
  });

  test('the patient redeems, gets a guest account, and both get into the room', async () => {
    const { id } = invitation;
    const redeemed = await ask('/redeem', { id, redeem: toBase64Url(redeem), claim });
    const answer = v.parse(RedeemAnswerSchema, redeemed.json);
    visitId = answer.visitId;
    guest = await homeserver.redeemVoucher(answer.voucher);
    expect(guest.userId).toBe(answer.guestUserId);

    room = await roomOf(claim);
    expect((await guest.join(room)).status).toBe(200);
    expect((await homeserver.clinician.join(room)).status).toBe(200);
    await phaseIs(claim, 'waiting');
    const desk = await deskNow();
    expect(desk.visits).toMatchObject([
      { visitId, phase: 'waiting', roomId: room, guestUserId: guest.userId },
    ]);
  });

  test('the bot has left before anything is said', async () => {
    await expect
      .poll(async () => memberships(await homeserver.clinician.state(room)))
      .toEqual({
        [homeserver.bot]: 'leave',
        [homeserver.clinician.userId]: 'join',
        [guest.userId]: 'join',
      });
  });

  test('a guest’s claim is worth nothing at the desk, a session nothing in the waiting room', async () => {
    expect((await ask('/desk', {}, claim)).status).toBe(401);
    expect((await ask('/visit', {}, session)).status).toBe(401);
  });

  test('another browser with the same link is not let in', async () => {
    const other = { id: invitation.id, redeem: toBase64Url(redeem), claim: toBase64Url(randomBytes(32)) };
    expect((await ask('/redeem', other)).json).toMatchObject({ code: 'opened-elsewhere' });
  });

  test('admitted, ended, and gone from the homeserver', async () => {
    expect((await ask(`/visits/${visitId}/admit`, undefined, session)).status).toBe(204);
    await phaseIs(claim, 'in-session');
    expect((await ask(`/visits/${visitId}/end`, undefined, session)).status).toBe(204);
    await expect.poll(async () => (await deskNow()).visits, { timeout: 20_000 }).toEqual([]);
    expect((await guest.ask('GET', '/account/whoami')).status).toBe(401);
    const state = await homeserver.clinician.ask('GET', `/rooms/${encodeURIComponent(room)}/state`);
    expect(state.status).toBe(403);
  });

  test('nothing of it is in the log but codes and numbers', () => {
    const log = logged.join('');
    const secrets = [
      claim,
      toBase64Url(redeem),
      session,
      guest.userId,
      guest.userId.slice(1, 12),
      room,
      visitId,
    ];
    for (const canary of [
      ...secrets,
      invitation.id,
      clinicianName,
      '127.0.0.1',
      homeserver.clinician.userId,
    ]) {
      expect(log).not.toContain(canary);
    }
  });
});

test('of a thousand browsers that redeem one link at the same time exactly one gets in', async () => {
  const redeem = randomBytes(32);
  const invitation = await newInvitation(redeem);
  await ask('/invitations', invitation, session);
  const tries = Array.from({ length: 1000 }, () =>
    ask('/redeem', {
      id: invitation.id,
      redeem: toBase64Url(redeem),
      claim: toBase64Url(randomBytes(32)),
    }),
  );
  const answers = await Promise.all(tries);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ json }) => isProblem(json, 'opened-elsewhere'))).toHaveLength(999);
  const [visit] = (await deskNow()).visits;
  expect(visit).toMatchObject({ invitationId: invitation.id, otherBrowser: true });
  await ask(`/visits/${visit?.visitId}/decline`, undefined, session);
  await expect.poll(async () => (await deskNow()).visits, { timeout: 20_000 }).toEqual([]);
});

test('a visit goes on after the appservice was stopped and started in the middle of it', async () => {
  const redeem = randomBytes(32);
  const claim = toBase64Url(randomBytes(32));
  const invitation = await newInvitation(redeem);
  await ask('/invitations', invitation, session);
  const request = { id: invitation.id, redeem: toBase64Url(redeem), claim };
  const { voucher } = v.parse(RedeemAnswerSchema, (await ask('/redeem', request)).json);
  const guest = await homeserver.redeemVoucher(voucher);
  const room = await roomOf(claim);

  await appservice.close();
  await guest.join(room);
  await homeserver.clinician.join(room);
  appservice = await start();

  await phaseIs(claim, 'waiting');
  expect((await ask('/desk', {}, session)).status).toBe(200);
  const { visits } = await deskNow();
  await ask(`/visits/${visits[0]?.visitId}/decline`, undefined, session);
  await expect.poll(async () => (await deskNow()).visits, { timeout: 20_000 }).toEqual([]);
});

test('closing twice is safe, and leaves the ports free', async () => {
  await appservice.close();
  await appservice.close();
  appservice = await start();
  expect((await fetch(`http://127.0.0.1:${appservice.apiPort}${apiPrefix}/health`)).status).toBe(200);
});

function start(): Promise<RunningAppservice> {
  const { config, paths, voucherKey, stewardKey, url, clinician } = homeserver;
  return startAppservice({
    publicUrl: config.web.publicUrl,
    practice: practiceAnswer(config),
    clinicians: [{ userId: clinician.userId, name: clinicianName }],
    window: { opensMinutesBefore: 15, closesMinutesAfter: 60 },
    policy: visitPolicy(config),
    limits: { ...defaultRateLimits, redeem: 10_000, redeemPerInvitation: 10_000 },
    homeserverUrl: url,
    roomVersion: config.homeserver.roomVersion,
    registration: paths.registration,
    storeUrl: `sqlite:${paths.store}`,
    secrets: { voucherKey: toBase64Url(voucherKey), stewardKey: toBase64Url(stewardKey) },
    api: { host: '127.0.0.1', port: config.web.apiPort },
    transactions: { host: '127.0.0.1', port: config.web.transactionsPort },
    log: makeLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
  });
}

async function newInvitation(redeem: Bytes): Promise<InvitationRequest> {
  const now = Math.floor(Date.now() / 1000);
  return {
    id: toHex(randomBytes(16)) as InvitationRequest['id'],
    redeemHash: await redeemHash(redeem),
    bookName: '2026-11',
    nonce: toBase64Url(randomBytes(16)),
    kind: 'video',
    notBefore: now - 60,
    notAfter: now + 3600,
  };
}

async function roomOf(claim: string): Promise<RoomId> {
  return expectVisit(claim, ({ roomId }) => roomId ?? undefined);
}

function phaseIs(claim: string, wanted: string): Promise<true> {
  return expectVisit(claim, ({ phase }) => (phase === wanted ? true : undefined));
}

/** Asks for newer revisions until there is what a test waits for. */
async function expectVisit<T>(
  claim: string,
  pick: (visit: v.InferOutput<typeof VisitAnswerSchema>) => T | undefined,
): Promise<T> {
  let since: number | undefined;
  for (;;) {
    const { json } = await ask('/visit', since === undefined ? {} : { since }, claim);
    const visit = v.parse(VisitAnswerSchema, json);
    const picked = pick(visit);
    if (picked !== undefined) return picked;
    since = visit.revision;
  }
}

async function deskNow(): Promise<DeskAnswer> {
  return v.parse(DeskAnswerSchema, (await ask('/desk', {}, session)).json);
}

function memberships(state: Awaited<ReturnType<Person['state']>>) {
  const members = state.filter(({ type }) => type === 'm.room.member');
  return Object.fromEntries(members.map(({ state_key, content }) => [state_key, content['membership']]));
}

function isProblem(json: unknown, code: string): boolean {
  return typeof json === 'object' && json !== null && 'code' in json && json.code === code;
}

async function ask(path: string, body?: unknown, bearer?: string) {
  const answer = await fetch(`http://127.0.0.1:${appservice.apiPort}${apiPrefix}${path}`, {
    method: 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, json };
}
