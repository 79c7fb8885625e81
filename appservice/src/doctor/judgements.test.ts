/** Each judgement by itself: what is shown to the admin for what was found. */

import { describe, expect, it } from 'vitest';
import { ownHeaders } from '../front/headers.ts';
import { dataPaths } from '../setup/paths.ts';
import { judgeCertificate } from './certificate.ts';
import type { Part, Surroundings } from './check.ts';
import { judgeBot, judgePing } from './checks/appservice.ts';
import { judgeDisk, judgeMode, judgeNode } from './checks/machine.ts';
import { judgeClock, judgeRelays } from './checks/outside.ts';
import { judgeCode, judgeRunning, judgeSteward, judgeVersion } from './checks/parts.ts';
import { judgeAdmins, judgeBotPower, judgeDeparture, judgeDoors } from './checks/powers.ts';
import { judgeMigrations, judgeOverdue } from './checks/store.ts';
import { judgeAddress, judgeClient, judgeHeaders, judgeInside } from './checks/web.ts';
import type { Finding } from './finding.ts';
import type { Answered } from './http.ts';

const day = 86_400_000;
const silence = (code = 'ECONNREFUSED'): Answered => ({ kind: 'silence', code });
const answer = (status: number, json?: Record<string, unknown>, body = ''): Answered => ({
  kind: 'answer',
  status,
  headers: new Headers(),
  body: json === undefined ? body : JSON.stringify(json),
  json,
});

/** Whatever is not well says what to do. */
function expectState(finding: Finding, state: Finding['state'], why: RegExp | string = ''): void {
  expect(finding).toMatchObject({ state, why: expect.stringMatching(why) });
  if (state === 'ill' || state === 'attention') expect(finding.remedy).toMatch(/\w{3}.*[.?\w)]$/);
  if (state === 'well') expect(finding.remedy).toBe('');
}

describe('this machine', () => {
  it.each([
    ['24.21.0', 'well'],
    ['26.0.0', 'well'],
    ['20.11.1', 'ill'],
  ] as const)('Node %s', (version, state) => expectState(judgeNode(version), state, version));

  it.each([
    [100e6, 'ill'],
    [1e9, 'attention'],
    [50e9, 'well'],
  ] as const)('%i bytes free', (free, state) => expectState(judgeDisk(free), state, 'GB are free'));

  it.each([
    ['for its owner only', 0o40_700, true, []],
    ['readable for others', 0o100_640, true, ['ill']],
    ['writable for others', 0o100_660, true, ['ill']],
    ['of somebody else', 0o40_700, false, ['attention']],
  ] as const)('a file %s', (_how, mode, ours, states) =>
    expect(judgeMode('secrets.yaml', mode, ours).map(({ state }) => state)).toEqual(states),
  );
});

describe('the parts', () => {
  const all = { homeserver: true, appservice: true, 'web server': true };
  const around = (answering: Record<Part, boolean>, pid?: number): Surroundings => ({
    paths: dataPaths('/nowhere'),
    nowMs: 0,
    // Not looked at here.
    config: Object.create(null),
    secrets: undefined,
    passwords: { store: undefined, homeserver: undefined },
    answering,
    running: Object.values(answering).some(Boolean),
    note:
      pid === undefined
        ? undefined
        : { version: 1, pid, startedMs: 0, code: { appservice: '', steward: '' } },
  });
  const none = { homeserver: false, appservice: false, 'web server': false };

  it('all of them answer', () => expectState(judgeRunning(around(all)), 'well'));
  it('some do not', () =>
    expectState(
      judgeRunning(around({ ...all, homeserver: false, appservice: false })),
      'ill',
      'The homeserver and the appservice do not answer',
    ));
  it('none does: it stands still', () => expectState(judgeRunning(around(none)), 'ill', 'stands still'));
  it('none does, and its process is there', () =>
    expectState(judgeRunning(around(none, process.pid)), 'ill', 'starting, or hangs'));
  it('none does, and its process was killed', () =>
    expectState(judgeRunning(around(none, 2 ** 22 + 1)), 'ill', 'stands still'));

  it('an update that nobody restarted for', () => {
    expectState(judgeCode({ appservice: true, steward: true }), 'well');
    expectState(judgeCode({ appservice: false, steward: true }), 'attention', 'The appservice on disk');
    expectState(judgeCode({ appservice: true, steward: false }), 'attention', 'The steward module on disk');
  });

  it.each([
    [answer(200, { server_version: '1.163.2' }), 'well'],
    [answer(200, { server_version: '1.150.0 (b=main)' }), 'ill'],
    [answer(404, undefined, 'Not found'), 'ill'],
    [silence(), 'ill'],
  ] as const)('Synapse of another version, or something else: %j', (given, state) =>
    expectState(judgeVersion(given, '1.163.2'), state),
  );

  const verbs = { guest: 405, confine: 405, 'dispose-guest': 405, 'dispose-room': 405 };
  const nobody = { guest: 404, confine: 404, 'dispose-guest': 404, 'dispose-room': 404 };
  it.each([
    [verbs, 'NOT_OURS', 'well', 'four verbs'],
    [nobody, 'M_UNRECOGNIZED', 'ill', 'without the steward'],
    [{ ...verbs, 'dispose-room': 404 }, 'NOT_OURS', 'ill', 'does not know dispose-room'],
    [verbs, 'M_FORBIDDEN', 'ill', 'refuses our signature'],
    [verbs, 'NO_SECRETS', 'not-asked', 'secrets.yaml'],
    [verbs, 'ETIMEDOUT', 'ill', 'ETIMEDOUT'],
  ] as const)('the steward: %j %s', (addresses, signed, state, why) =>
    expectState(judgeSteward({ addresses, signed }), state, why),
  );
});

describe('homeserver and appservice', () => {
  it.each([
    [answer(200, { user_id: '@sprechzimmer:hs' }), 'well', 'knows our token'],
    [answer(200, { user_id: '@other:hs' }), 'ill', 'another account'],
    [answer(401, { errcode: 'M_UNKNOWN_TOKEN' }), 'ill', 'does not know our token'],
    [answer(403, { errcode: 'M_FORBIDDEN' }), 'ill', 'no account'],
    [answer(500), 'ill', '500'],
    [silence('TIMEOUT'), 'ill', 'TIMEOUT'],
  ] as const)('the bot: %j', (given, state, why) =>
    expectState(judgeBot(given, '@sprechzimmer:hs'), state, why),
  );

  it.each([
    [answer(200, { duration_ms: 3 }), 0, 'well', 'keeps no news back'],
    [answer(200, { duration_ms: 3 }), undefined, 'well', 'reaches the appservice\\.'],
    [answer(200, { duration_ms: 3 }), 90, 'attention', 'keeps 90 packets'],
    [answer(401, { errcode: 'M_UNKNOWN_TOKEN' }), 0, 'ill', 'does not know our token'],
    [answer(502, { errcode: 'M_BAD_STATUS' }), 0, 'ill', 'refuses what the homeserver sends'],
    [answer(502, { errcode: 'M_CONNECTION_FAILED' }), 0, 'ill', 'does not reach the appservice'],
    [answer(504, { errcode: 'M_CONNECTION_TIMEOUT' }), 0, 'ill', 'does not reach the appservice'],
    [answer(404, { errcode: 'M_UNRECOGNIZED' }), 0, 'ill', '404 M_UNRECOGNIZED'],
    [silence(), 0, 'ill', 'ECONNREFUSED'],
  ] as const)('the news: %j with %s kept back', (given, waiting, state, why) =>
    expectState(judgePing(given, waiting), state, why),
  );
});

describe('the way in', () => {
  const url = 'https://praxis.example.org';
  it.each([
    [answer(200), true, 'well', 'answers'],
    [answer(502), true, 'ill', '502'],
    [silence(), false, 'ill', 'does not answer'],
    [silence(), true, 'ill', 'the web server on this machine does'],
    [silence('ENOTFOUND'), true, 'ill', 'is not known'],
    [silence('CERT_HAS_EXPIRED'), true, 'ill', 'refuse the certificate'],
  ] as const)('the address: %j, front %s', (given, front, state, why) =>
    expectState(judgeAddress(url, given, front), state, why),
  );

  it.each([
    [60 * day, undefined, 'well', '60 more days'],
    [10 * day, undefined, 'attention', '10 more days'],
    [day, undefined, 'ill', '1 more day\\.'],
    [-day, 'CERT_HAS_EXPIRED', 'ill', 'has expired'],
    [60 * day, 'SELF_SIGNED_CERT_IN_CHAIN', 'ill', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ] as const)('a certificate with %i ms left, refused for %s', (leftMs, refused, state, why) =>
    expectState(
      judgeCertificate({ kind: 'shown', validUntilMs: day + leftMs, refused }, day, url),
      state,
      why,
    ),
  );
  it('no certificate at all', () =>
    expectState(judgeCertificate({ kind: 'silence', code: 'ECONNREFUSED' }, 0, url), 'ill'));

  const wanted = ownHeaders(url);
  const given = (changed: Record<string, string | undefined>) =>
    new Headers(
      Object.entries({ ...wanted, ...changed }).filter(
        (pair): pair is [string, string] => pair[1] !== undefined,
      ),
    );
  it.each([
    [{}, 'well', ''],
    [{ 'strict-transport-security': 'max-age=99999999; preload' }, 'well', ''],
    [{ 'strict-transport-security': 'max-age=60' }, 'attention', 'strict-transport-security'],
    [{ 'referrer-policy': undefined }, 'attention', 'referrer-policy'],
    [{ 'content-security-policy': undefined }, 'ill', 'content-security-policy'],
    [{ 'content-security-policy': "default-src * 'unsafe-inline'" }, 'ill', 'content-security-policy'],
  ] as const)('pages that come with %j', (changed, state, why) =>
    expectState(judgeHeaders([given({}), given(changed)], wanted), state, why),
  );

  it('inside stays inside', () => {
    const refused = { what: 'a', answer: answer(404, undefined, 'There is nothing here.') };
    expectState(judgeInside([refused]), 'well');
    expectState(
      judgeInside([refused, { what: 'the admin interface', answer: answer(200, {}) }]),
      'ill',
      'admin',
    );
    // A 404 of the homeserver itself: it was reached.
    expectState(
      judgeInside([refused, { what: 'x', answer: answer(404, { errcode: 'M_UNRECOGNIZED' }) }]),
      'ill',
    );
    expectState(judgeInside([{ what: 'x', answer: silence() }]), 'not-asked');
  });

  it('the client', () => {
    expectState(judgeClient({ filesCompared: 43, differences: [] }, url), 'well', '43 files');
    const differences = [{ kind: 'changed', path: 'index.html' }, { kind: 'no-manifest' }] as const;
    expectState(judgeClient({ filesCompared: 43, differences }, url), 'ill', '2 files differ');
  });
});

describe('what it rests on', () => {
  const [udp, tls] = ['turn:t.example.org:3478', 'turns:t.example.org:443?transport=tcp'];
  it.each([
    [{ kind: 'opened' }, 'well', 'open'],
    [{ kind: 'refused', code: 401 }, 'attention', 'refuses the credentials'],
    [{ kind: 'refused', code: 486 }, 'attention', 'error 486'],
    [{ kind: 'silence', code: 'TIMEOUT' }, 'attention', 'does not answer'],
    [{ kind: 'silence', code: 'CERT_HAS_EXPIRED' }, 'attention', 'certificate'],
    [{ kind: 'silence', code: 'ENOTFOUND' }, 'attention', 'not known'],
    [{ kind: 'silence', code: 'UNSUPPORTED' }, 'attention', 'do not use'],
  ] as const)('one relay of two: %j', (allocation, state, why) => {
    const tried = [
      { uri: udp, allocation: { kind: 'opened' } },
      { uri: tls, allocation },
    ] as const;
    expectState(judgeRelays(tried), state, why);
    if (state !== 'well') expectState(judgeRelays(tried.slice(1)), 'ill', why);
  });

  it.each([
    [[], 'not-asked'],
    [[0, -1], 'well'],
    [[0, 9], 'attention'],
    [[-70, 0], 'ill'],
  ] as const)('clocks that differ by %j seconds', (skews, state) => expectState(judgeClock(skews), state));
});

describe('what is kept', () => {
  const known = ['0001', '0002'];
  it.each([
    [known, true, 'well', ''],
    [['0001'], true, 'ill', '1 step behind'],
    [['0001'], false, 'attention', '1 step behind'],
    [[...known, '0003'], true, 'ill', 'newer version'],
  ] as const)('tables after %j, running: %s', (applied, running, state, why) =>
    expectState(judgeMigrations(applied, known, running), state, why),
  );

  const nothing = { duties: 0, visits: 0, records: 0, stuck: 0 };
  it.each([
    [nothing, true, 'well', ''],
    [{ ...nothing, records: 2 }, true, 'ill', '2 records are'],
    [{ ...nothing, records: 1 }, true, 'ill', '1 record is'],
    [{ ...nothing, duties: 1 }, true, 'ill', '1 step of a visit is'],
    [{ ...nothing, duties: 1, visits: 2 }, true, 'ill', '3 steps of visits are'],
    [{ ...nothing, stuck: 1 }, true, 'attention', 'failed many times'],
    [nothing, false, 'well', ''],
    [{ ...nothing, duties: 1, records: 1 }, false, 'attention', '2 things wait'],
  ] as const)('overdue: %j, running: %s', (overdue, running, state, why) =>
    expectState(judgeOverdue(overdue, running), state, why),
  );
});

describe('what must not be', () => {
  it('an admin', () => {
    expectState(judgeAdmins({ all: 0, bot: false, guestsOfMatrix: 0 }), 'well');
    expectState(judgeAdmins({ all: 1, bot: true, guestsOfMatrix: 0 }), 'ill', 'The bot');
    expectState(judgeAdmins({ all: 2, bot: false, guestsOfMatrix: 0 }), 'ill', '2 accounts');
    expectState(judgeAdmins({ all: 0, bot: false, guestsOfMatrix: 3 }), 'attention', 'guest accounts');
    expectState(judgeBotPower(answer(200)), 'ill', 'The bot');
    expectState(judgeBotPower(answer(403)), 'well');
    expectState(judgeBotPower(answer(401)), 'not-asked');
  });

  it('a door that is open', () => {
    const closed = {
      registration: answer(403),
      sharedSecret: answer(400, { error: 'Shared secret registration is not enabled' }),
      federation: answer(404),
    };
    expectState(judgeDoors(closed), 'well');
    expectState(judgeDoors({ ...closed, registration: answer(401) }), 'ill', 'Anybody can register');
    expectState(judgeDoors({ ...closed, sharedSecret: answer(400, { error: 'nonce' }) }), 'ill', 'secret');
    expectState(judgeDoors({ ...closed, federation: answer(200) }), 'ill', 'Other Matrix servers');
  });

  it('a setting that differs, while it is in force and while it is not', () => {
    expectState(judgeDeparture('x differs.', true, true), 'ill');
    expectState(judgeDeparture('x differs.', false, true), 'attention');
    expectState(judgeDeparture('x differs.', true, false), 'attention', 'x differs');
  });
});
