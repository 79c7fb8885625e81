import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../visits/service.ts';
import { type ApiUnderTest, clinician, startApi } from './api-under-test.ts';
import { type EndpointName, endpoints } from './endpoints.ts';
import { examples } from './examples.ts';
import { sessionLifeMs } from './sessions.ts';

const names = Object.keys(endpoints) as EndpointName[];
const claim = String(examples.redeem.request?.['claim']);
const stranger = `${'A'.repeat(42)}Q`;

let api: ApiUnderTest;
let session: string;
beforeAll(async () => {
  api = await startApi({ limits: { session: 1000, strangers: 1000 } });
});
afterAll(() => api.stop());
beforeEach(async () => {
  session = await api.signIn();
  api.calls.splice(0);
});

describe.each(names)('%s', (name) => {
  const { who } = endpoints[name];

  test(who === 'anybody' ? 'needs no token' : 'is closed to whoever shows no token', async () => {
    const status = await statusWith(name, undefined);
    expect(status === 401).toBe(who !== 'anybody');
    if (who !== 'anybody') expect(api.calls).toEqual([]);
  });

  test('takes a token from the Authorization header only', async () => {
    if (who === 'anybody') return;
    const token = who === 'guest' ? claim : session;
    const { path, request } = examples[name];
    const method = endpoints[name].method.toUpperCase();
    const places = [
      { headers: { cookie: `session=${token}; claim=${token}` } },
      { headers: { authorization: `Basic ${token}` } },
      { headers: { authorization: token } },
      { headers: { authorization: `Bearer  ${token}` } },
      { headers: { 'x-access-token': token } },
    ];
    for (const place of places) {
      const { status } = await api.ask(method, path, { ...(request ? { body: request } : {}), ...place });
      expect(status).toBe(401);
    }
    expect((await api.ask(method, `${path}?access_token=${token}`, { body: request ?? {} })).status).toBe(
      401,
    );
    expect(api.calls).toEqual([]);
  });

  test('is closed to a token that is none, and to another role', async () => {
    if (who === 'anybody') return;
    if (who === 'clinician') expect(await statusWith(name, claim)).toBe(401);
    for (const token of [stranger, '', 'x', `${session}x`, session.slice(0, -1), claim.slice(1)]) {
      if (who === 'clinician' || token.length !== 43) expect(await statusWith(name, token)).toBe(401);
    }
    if (who === 'clinician') expect(api.calls).toEqual([]);
  });
});

test('whose visit a claim is, only the use cases decide: a session shown as a claim opens nothing', async () => {
  const { guestVisit } = api.visits;
  api.visits.guestVisit = async () => {
    throw new Refusal('unauthorized');
  };
  const answered = await api.ask('POST', '/visit', { body: {}, bearer: session });
  api.visits.guestVisit = guestVisit;
  expect(answered.status).toBe(401);
  expect(answered.headers.get('www-authenticate')).toBe('Bearer');
});

test('a claim reaches the use cases as its 32 bytes, and has one spelling only', async () => {
  await api.ask('POST', '/visit/lease', { body: { presence: 'away' }, bearer: claim });
  expect(api.calls).toEqual([
    { name: 'lease', args: [new Uint8Array(Buffer.from(claim, 'base64url')), 'away'] },
  ]);
  const respelled = `${claim.slice(0, -1)}Z`;
  expect(Buffer.from(respelled, 'base64url')).toEqual(Buffer.from(claim, 'base64url'));
  const { status } = await api.ask('POST', '/visit/lease', { body: { presence: 'away' }, bearer: respelled });
  expect(status).toBe(401);
});

test('a redemption whose token or claim has a second spelling is refused as malformed', async () => {
  const body = { ...examples.redeem.request, redeem: `${'A'.repeat(42)}B` };
  expect((await api.ask('POST', '/redeem', { body })).status).toBe(400);
});

test('a clinician acts as themselves, whatever the body says', async () => {
  await api.ask('POST', '/desk', { body: {}, bearer: session });
  expect(api.calls[0]?.args[0]).toBe(clinician);
  const { status } = await api.ask('POST', '/desk', {
    body: { userId: '@other:practice.example' },
    bearer: session,
  });
  expect(status).toBe(400);
});

describe('a session', () => {
  test('is given for an OpenID token of a clinician, once', async () => {
    const body = { openIdToken: 'sign-in-once' };
    const first = await api.ask('POST', '/session', { body });
    expect(first.status).toBe(200);
    expect(first.json?.['userId']).toBe(clinician);
    expect(first.json?.['expiresAtMs']).toBe(api.clock.now + sessionLifeMs);
    expect((await api.ask('POST', '/session', { body })).status).toBe(401);
    await api.ask('DELETE', '/session', { bearer: String(first.json?.['session']) });
    expect((await api.ask('POST', '/session', { body })).status).toBe(401);
  });

  test('is not given for a token the homeserver does not know, nor to a guest', async () => {
    expect((await api.ask('POST', '/session', { body: { openIdToken: 'made up' } })).status).toBe(401);
    const guest = await api.ask('POST', '/session', { body: { openIdToken: 'token-of-a-guest' } });
    expect(guest.status).toBe(403);
  });

  test('of two sign-ins with the same OpenID token at the same time, one fails', async () => {
    const body = { openIdToken: 'another-token-of-the-clinician' };
    const both = await Promise.all([1, 2, 3, 4].map(() => api.ask('POST', '/session', { body })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test('ends when it is signed out, and after twelve hours by itself', async () => {
    const other = await api.signIn();
    expect((await api.ask('DELETE', '/session', { bearer: session })).status).toBe(204);
    expect((await api.ask('POST', '/desk', { body: {}, bearer: session })).status).toBe(401);
    expect((await api.ask('POST', '/desk', { body: {}, bearer: other })).status).toBe(200);
    api.clock.now += sessionLifeMs;
    expect((await api.ask('POST', '/desk', { body: {}, bearer: other })).status).toBe(401);
  });

  test('is stored as a hash: whoever reads the store can use none', async () => {
    const stored = JSON.stringify([...api.sessions.rows.values()]);
    expect(stored).not.toContain(session);
    for (const { tokenHash } of api.sessions.rows.values()) {
      expect((await api.ask('POST', '/desk', { body: {}, bearer: tokenHash.slice(0, 43) })).status).toBe(401);
    }
  });
});

async function statusWith(name: EndpointName, bearer: string | undefined): Promise<number> {
  const { path, request } = examples[name];
  const { status } = await api.ask(endpoints[name].method.toUpperCase(), path, {
    ...(request ? { body: request } : {}),
    ...(bearer === undefined ? {} : { bearer }),
  });
  return status;
}
