import { type ProblemCode, ProblemSchema, problemCodes } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HomeserverError } from '../matrix/homeserver-error.ts';
import { Refusal } from '../visits/service.ts';
import { type Answered, type ApiUnderTest, startApi } from './api-under-test.ts';
import { type EndpointName, type EndpointShape, endpoints } from './endpoints.ts';
import { examples } from './examples.ts';

const names = Object.keys(endpoints) as EndpointName[];
const claim = String(examples.redeem.request?.['claim']);

let api: ApiUnderTest;
let session: string;
beforeAll(async () => {
  api = await startApi();
  session = await api.signIn();
});
afterAll(() => api.stop());
afterEach(() => void api.calls.splice(0));

describe('every endpoint', () => {
  test.each(names.filter((name) => name !== 'end-session'))('%s answers its example', async (name) => {
    const answered = await askAs(name, endpoints[name].who);
    const { answer } = examples[name];
    expect(answered.status).toBe(answer === undefined ? 204 : 200);
    if (answer === undefined) expect(answered.text).toBe('');
    else if (name !== 'session') expect(answered.json).toEqual(answer);
  });

  test.each(names)(
    '%s refuses an unknown field, so that a typing error is not silently ignored',
    async (name) => {
      const { method } = endpoints[name];
      if (method === 'get') return;
      const answered = await askAs(name, endpoints[name].who, { ...examples[name].request, surprise: true });
      expectProblem(answered, 'bad-request');
    },
  );

  test.each(names.filter((name) => endpoints[name].method === 'post'))(
    '%s refuses what is not JSON, not an object, or another content type',
    async (name) => {
      const { path } = examples[name];
      const bearer = bearerFor(endpoints[name].who);
      for (const body of ['{', '[]', '"text"', 'null', '7']) {
        expectProblem(await api.ask('POST', path, { body, ...bearer }), 'bad-request');
      }
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const answered = await api.ask('POST', path, {
          body: '{}',
          headers: { 'content-type': type },
          ...bearer,
        });
        expectProblem(answered, 'bad-request', 415);
      }
      expect(api.calls).toEqual([]);
    },
  );

  test.each(names)('%s says which methods it knows', async (name) => {
    const answered = await api.ask('PATCH', examples[name].path, { body: {} });
    expectProblem(answered, 'bad-request', 405);
    expect(answered.headers.get('allow')).toContain(endpoints[name].method.toUpperCase());
  });
});

describe('a body', () => {
  test('over 16 kB is refused before anybody reads it', async () => {
    const answered = await api.ask('POST', '/door', { body: { id: 'a'.repeat(17_000) } });
    expectProblem(answered, 'payload-too-large');
  });

  test('that is compressed is refused, so that a small one cannot unfold into a large one', async () => {
    const answered = await api.ask('POST', '/door', { body: '{}', headers: { 'content-encoding': 'gzip' } });
    expectProblem(answered, 'bad-request', 415);
  });

  test('in a foreign charset is refused', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-7' };
    expectProblem(await api.ask('POST', '/door', { body: '{}', headers }), 'bad-request', 415);
  });

  test('cannot reach into prototypes', async () => {
    const { id } = examples.door.request ?? {};
    const body = `{"__proto__": {"polluted": true}, "constructor": {}, "id": "${String(id)}"}`;
    const { status } = await api.ask('POST', '/door', { body });
    expect([200, 400]).toContain(status);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('a field of the wrong shape is refused', () => {
  const { redeem } = examples;
  test.each([
    ['redeem', { ...redeem.request, redeem: 'short' }],
    ['redeem', { ...redeem.request, claim: 7 }],
    ['redeem', { ...redeem.request, id: redeem.request?.['id'] === undefined }],
    ['redeem', { id: redeem.request?.['id'] }],
    ['door', { id: 'F'.repeat(32) }],
    ['visit', { since: -1 }],
    ['visit', { since: 0.5 }],
    ['lease', { presence: 'dancing' }],
    ['session', { openIdToken: 'x'.repeat(1025) }],
    ['invitations', { ...examples.invitations.request, kind: 'fax' }],
    ['invitations', { ...examples.invitations.request, notAfter: 1e20 }],
    ['desk', { since: '12' }],
  ] as const)('%s', async (name, body) => {
    expectProblem(await askAs(name, endpoints[name].who, body), 'bad-request');
    expect(api.calls).toEqual([]);
  });

  test('also in the path: a verb or an id that does not exist', async () => {
    const bearer = session;
    for (const path of [
      '/visits/Qm3vYp0sT1uWx5zA7bC9dE/record',
      '/visits/short/admit',
      '/invitations/x/cancel',
    ]) {
      expectProblem(await api.ask('POST', path, { bearer }), 'bad-request');
    }
    expectProblem(await api.ask('POST', '/visits/%E0%A4%A/admit', { bearer }), 'bad-request');
    expect(api.calls).toEqual([]);
  });
});

describe('problems', () => {
  test.each(Object.keys(problemCodes) as ProblemCode[])(
    'a refusal with %s reaches the browser as a problem document',
    async (code) => {
      const door = api.visits.door;
      api.visits.door = async () => {
        throw new Refusal(code, code === 'too-early' ? { notBefore: 1_790_000_100 } : {});
      };
      const answered = await askAs('door', 'anybody').finally(() => {
        api.visits.door = door;
      });
      const problem = expectProblem(answered, code, problemCodes[code]);
      expect(problem.requestId).toBe(answered.headers.get('x-request-id'));
      if (code === 'too-early') expect(problem.notBefore).toBe(1_790_000_100);
    },
  );

  test('a fault of ours is "internal", a database or homeserver that is away is "unavailable"', async () => {
    const door = api.visits.door;
    const faults: [Error, ProblemCode][] = [
      [new Error('secret detail'), 'internal'],
      [
        new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
        'unavailable',
      ],
      [Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }), 'unavailable'],
      [Object.assign(new Error('stopping'), { code: '57P01' }), 'unavailable'],
      [new HomeserverError('check an OpenID token', { status: 403, code: 'M_FORBIDDEN' }), 'unavailable'],
    ];
    for (const [fault, code] of faults) {
      api.visits.door = async () => {
        throw fault;
      };
      const answered = await askAs('door', 'anybody');
      expectProblem(answered, code);
      expect(answered.text).not.toContain('secret detail');
    }
    api.visits.door = door;
  });

  test('an answer that does not fit its schema is not sent', async () => {
    const door = api.visits.door;
    api.visits.door = async () => ({ ...(await door(expectId())), kind: 'fax' }) as never;
    expectProblem(await askAs('door', 'anybody'), 'internal');
    api.visits.door = door;
    expect(api.logged.join()).toContain('answer-off-schema');
  });

  test('a field that is not in the schema never leaves the house', async () => {
    const door = api.visits.door;
    api.visits.door = async () => ({ ...(await door(expectId())), redeemHash: 'canary' });
    const answered = await askAs('door', 'anybody');
    api.visits.door = door;
    expect(answered.json).toEqual(examples.door.answer);
  });

  test('an unknown path is a problem document too, and lists nothing', async () => {
    for (const path of ['/', '', '/nothing', '/DOOR', '/door/', '/visits', '/../health']) {
      expectProblem(await api.ask('GET', path), 'not-found');
    }
    const outside = await fetch(`${api.origin}/`);
    expect(outside.status).toBe(404);
    expect(outside.headers.get('content-type')).toContain('application/problem+json');
  });
});

function askAs(
  name: EndpointName,
  who: EndpointShape['who'],
  body = examples[name].request,
): Promise<Answered> {
  const { method } = endpoints[name];
  return api.ask(method.toUpperCase(), examples[name].path, {
    ...(body === undefined ? {} : { body }),
    ...bearerFor(who),
  });
}

function bearerFor(who: EndpointShape['who']): { bearer?: string } {
  if (who === 'anybody') return {};
  return { bearer: who === 'guest' ? claim : session };
}

function expectProblem(answered: Answered, code: ProblemCode, status: number = problemCodes[code]) {
  expect(answered.json?.['code']).toBe(code);
  expect(answered.status).toBe(status);
  expect(answered.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = v.parse(ProblemSchema, answered.json);
  expect(problem.status).toBe(status);
  expect(problem.type).toBe(`about:blank#${code}`);
  return problem;
}

function expectId(): never {
  return examples.door.request?.['id'] as never;
}
