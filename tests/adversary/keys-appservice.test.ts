/** An operator who holds the appservice's token. The control runs in a practice whose registration names everybody. */

import { randomUUID } from 'node:crypto';
import type { RoomId, UserId } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { keyAttacks } from './attacks/keys.ts';
import { forgeIdentity } from './keys/forged-identity.ts';
import { visitOf } from './keys/visit.ts';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { attackTest } from './stack/attack-test.ts';
import { objectOf, textOf } from './stack/json.ts';
import type { Operator } from './stack/operator.ts';

const registration = vi.hoisted(() => ({ namesEverybody: false }));

vi.mock('../../appservice/src/setup/registration.ts', async (original) => {
  const real = await original<typeof import('../../appservice/src/setup/registration.ts')>();
  const renderRegistration: typeof real.renderRegistration = (known) => {
    const text = real.renderRegistration(known);
    if (!registration.namesEverybody) return text;
    return text.replace('exclusive: true', 'exclusive: false').replace(/regex: .*/, 'regex: "@.*"');
  };
  return { ...real, renderRegistration };
});

// Without this the steward would refuse what is done in a guest's name even where the homeserver does not.
vi.mock('../../appservice/src/setup/paths.ts', async (original) =>
  (await import('./keys/open-gate.ts')).pathsWithOpenGate(await original()),
);

let asItIs: Adversary;
let namingEverybody: Adversary;

beforeAll(async () => {
  asItIs = await startAdversary({ clinicians: 1 });
  registration.namesEverybody = true;
  namingEverybody = await startAdversary({ clinicians: 1 });
});

afterAll(async () => {
  await asItIs?.close();
  await namingEverybody?.close();
});

const whichever: Pick<Adversary, 'scene'> = {
  scene: (without) => (without.length === 0 ? asItIs : namingEverybody).scene([]),
};

attackTest(keyAttacks.attacks.appservice, () => ({ ...asItIs, ...whichever }), {
  async attempt(scene) {
    const desk = await scene.desk({ burns: true });
    const patient = await scene.patient(await desk.clinician.makeLink('Zu zweit'));
    await patient.enterAndWait('Ada');
    await desk.clinician.expectConnected('Ada');
    const { guest, roomId } = visitOf(scene, desk.account.userId);
    const { asToken } = await scene.operator.secrets();
    const done = [
      ...(await actAs(scene.operator, asToken, desk.account.userId, roomId)),
      ...(await actAs(scene.operator, asToken, guest, roomId)),
    ];
    return { done, desk, patient, clinician: desk.account.userId, guest };
  },
  async fails({ done, desk, patient }) {
    expect(done).toEqual([]);
    // The two have noticed nothing, for nothing has happened.
    await desk.clinician.expectConnected('Ada');
    await patient.expectKnown();
  },
  succeeds({ done, clinician, guest }) {
    for (const victim of [clinician, guest])
      expect(done).toEqual(
        expect.arrayContaining([`${victim}: was taken for them`, `${victim}: replaced their keys`]),
      );
    expect(done).toContain(`${clinician}: signed in`);
    expect(done).toContain(`${clinician}: read the room`);
  },
});

/** Everything an appservice may do for users of its own, tried on somebody else. @returns what the homeserver let happen */
async function actAs(
  operator: Operator,
  token: string,
  victim: UserId,
  roomId: RoomId,
): Promise<readonly string[]> {
  const client = '/_matrix/client/v3';
  const as = `user_id=${encodeURIComponent(victim)}`;
  const room = `${client}/rooms/${encodeURIComponent(roomId)}`;
  const identity = forgeIdentity(victim);
  const acts: readonly (readonly [string, string, string, object?])[] = [
    ['was taken for them', 'GET', `${client}/account/whoami?${as}`],
    ['read the room', 'GET', `${room}/messages?dir=b&${as}`],
    ['wrote into the room', 'PUT', `${room}/send/m.room.message/${randomUUID()}?${as}`, { body: 'von mir' }],
    ['made a device', 'PUT', `${client}/devices/EINGESCHLEUST?${as}`, {}],
    [
      'signed in',
      'POST',
      `${client}/login`,
      { type: 'm.login.application_service', identifier: { type: 'm.id.user', user: victim } },
    ],
    [
      'replaced their keys',
      'POST',
      `${client}/keys/device_signing/upload?${as}`,
      { master_key: identity.master, self_signing_key: identity.selfSigning },
    ],
    ['asked as an administrator', 'GET', '/_synapse/admin/v2/users'],
  ];
  const done: string[] = [];
  for (const [what, method, path, body] of acts) {
    const { status, json } = await operator.ask(token, method, path, body);
    const isThem = json['user_id'] === undefined || textOf(objectOf(json)['user_id']) === victim;
    if (status < 300 && isThem) done.push(`${victim}: ${what}`);
  }
  return done;
}
