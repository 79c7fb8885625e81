/**
 * The operator between a desk and a patient who compare pictures. The desk is shown an identity of the attacker's under
 * the patient's own device id. What the two say to one another in the comparison is carried unchanged, until the attacker
 * speaks in the patient's place. The attacker's machine lives on a homeserver on paper, which the proxy mixes into what
 * the real one says.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { type DeviceId, DeviceIdSchema, type ProofContent, proofType } from '@sprechzimmer/protocol';
import { ClientEvent } from 'matrix-js-sdk';
import { CryptoEvent, type VerificationRequest, VerifierEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { VerificationMethod } from 'matrix-js-sdk/lib/types.js';
import * as v from 'valibot';
import { expect } from 'vitest';
import { followDevices, masterKeyOf } from '../../../client/src/crypto/identity.ts';
import { openOlmChannel } from '../../../client/src/crypto/olm-channel.ts';
import { type OpenClient, openClient } from '../../../client/src/crypto/open-client.ts';
import { publishIdentity } from '../../../client/src/crypto/publish-identity.ts';
import { PaperHomeserver } from '../../../client/src/crypto/testing/paper-homeserver.ts';
import { type Json, jsonAnswer, objectOf, readJson, textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';
import type { Victim } from '../stack/sync-power.ts';
import { lieAboutKeys, type ShownKeys } from './lies.ts';

/** Both with the one device they have. */
export interface TwoWhoCompare {
  readonly desk: Required<Victim>;
  readonly patient: Required<Victim>;
}

export interface PictureThief {
  /** Types of the messages that the attacker's device could decrypt. */
  heard(): readonly string[];
  /** From now on the desk takes the attacker's identity for the patient's. Resolves once it has answered a proof from it. */
  takeThePlace(proof: Pick<ProofContent, 'id' | 'room_id'>): Promise<void>;
  /** The patient has said that the pictures are the same, which was kept from the desk. */
  patientHasConfirmed(): boolean;
  /** Nothing is carried any more: another exchange begins under the same number, and its pictures are confirmed. */
  beginAnew(): Promise<void>;
  stop(): void;
}

export async function stealPictures(scene: Scene, { desk, patient }: TwoWhoCompare): Promise<PictureThief> {
  const { proxy, operator, sync } = scene;
  const asker = operator.makeAccount(`asks-${randomUUID().slice(0, 8)}`);
  const askReal = async (path: string, body: object) =>
    (await operator.ask(asker.token, 'POST', `/_matrix/client/v3/${path}`, body)).json;
  let shows: 'truth' | 'nobody' | 'attacker' = 'truth';
  let answered = 0;
  let carries = true;
  let confirmed = false;

  const paper = new PaperHomeserver();
  const toPaper = paper.inject.bind(paper);
  paper.inject = (userId, deviceId, event) => {
    if (userId !== desk.userId) return toPaper(userId, deviceId, event);
    // While the real two compare, the attacker only listens.
    if (isComparison(event['type']) && carries) return;
    const { type, sender, content } = event;
    void sync.insertToDevice(desk, [{ type: textOf(type), sender: textOf(sender), content }]);
  };
  // Of the clinician the attacker is told the truth.
  paper.lies.set(patient.userId, async (path, answer) => {
    if (path === 'keys/query')
      return merged(answer, await askReal(path, { device_keys: { [desk.userId]: [] } }));
    if (path !== 'keys/claim') return answer;
    return askReal(path, { one_time_keys: { [desk.userId]: { [desk.deviceId]: 'signed_curve25519' } } });
  });
  const askPaper = async (path: string, body: object): Promise<Json> => {
    const asking = paper.fetchAs(desk.userId, desk.deviceId);
    const answer = await asking(`https://paper.invalid/v3/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const json: unknown = await answer.json();
    return objectOf(json);
  };

  const isDesk = (token: string | undefined) => operator.whose(token)?.userId === desk.userId;
  lieAboutKeys(scene, {
    to: (userId) => userId === desk.userId,
    about: (userId) => userId === patient.userId,
    async shows() {
      if (shows === 'truth') return undefined;
      answered += 1;
      return shows === 'nobody' ? { devices: {} } : keysOnPaper(askPaper, patient);
    },
  });
  proxy.intercept(
    { method: 'POST', path: /\/v3\/keys\/(?:claim|signatures\/upload)$/ },
    async (asked, pass) => {
      const body = readJson(asked);
      const isAboutPatient =
        body[patient.userId] !== undefined || objectOf(body['one_time_keys'])[patient.userId] !== undefined;
      if (!isDesk(asked.token) || !isAboutPatient || shows === 'truth') return pass(asked);
      return jsonAnswer(await askPaper(asked.path.replace(/^.*\/v3\//, ''), body));
    },
  );
  proxy.intercept({ method: 'PUT', path: toDevicePath }, async (asked, pass) => {
    const type = decodeURIComponent(toDevicePath.exec(asked.path)?.[1] ?? '');
    const from = operator.whose(asked.token)?.userId;
    if (from === patient.userId && isComparison(type)) {
      confirmed ||= type === 'm.key.verification.mac';
      return carries && !confirmed ? pass(asked) : jsonAnswer({});
    }
    const content = objectOf(objectOf(readJson(asked)['messages'])[patient.userId])[patient.deviceId];
    if (!isDesk(asked.token) || content === undefined || shows === 'truth') return pass(asked);
    const hears = !isComparison(type) || !carries || type === 'm.key.verification.request';
    if (hears) toPaper(patient.userId, patient.deviceId, { type, sender: desk.userId, content });
    return isComparison(type) && carries ? pass(asked) : jsonAnswer({});
  });

  const machine = async (deviceId: DeviceId): Promise<OpenClient> => {
    const { userId } = patient;
    const opened = await openClient({
      baseUrl: 'https://paper.invalid',
      credentials: { userId, deviceId, accessToken: 'paper' },
      keys: 'memory',
      role: 'guest',
      fetch: paper.fetchAs(userId, deviceId),
    });
    await publishIdentity(opened);
    await followDevices(opened, desk.userId);
    return opened;
  };
  const prove = async (open: OpenClient, proof: Pick<ProofContent, 'id' | 'room_id'>) => {
    const signedUnder = await masterKeyOf(open, desk.userId);
    if (!signedUnder) throw new Error('the attacker does not know the clinician’s key');
    const content = { v: 1, ...proof, device_id: open.deviceId, tag: randomBytes(32).toString('hex') };
    await openOlmChannel(open).send(proofType, content, [desk], { signedUnder });
  };
  // A device may not change its keys, but it may leave and come back: this one makes the desk ask in between.
  const messenger = await machine(v.parse(DeviceIdSchema, 'MESSENGER'));
  const attacker = await machine(patient.deviceId);
  const heard: string[] = [];
  attacker.client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
    if (encryptionInfo !== null) heard.push(message.type);
  });
  const asked = new Promise<VerificationRequest>((resolve) => {
    attacker.client.once(CryptoEvent.VerificationRequestReceived, resolve);
  });
  await attacker.start();

  return {
    heard: () => heard,
    async takeThePlace(proof) {
      shows = 'nobody';
      await prove(messenger, proof);
      await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThan(0);
      shows = 'attacker';
      await prove(attacker, proof);
      await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThan(0);
    },
    patientHasConfirmed: () => confirmed,
    async beginAnew() {
      const request = await asked;
      await request.accept();
      carries = false;
      const verifier = await request.startVerification(VerificationMethod.Sas);
      const confirming = new Promise<void>((resolve, reject) => {
        verifier.on(VerifierEvent.ShowSas, (sas) => void sas.confirm().then(resolve, reject));
      });
      verifier.verify().catch(() => undefined);
      await confirming;
    },
    stop() {
      for (const open of [messenger, attacker]) open.stop();
    },
  };
}

const toDevicePath = /^\/_matrix\/client\/v3\/sendToDevice\/([^/]+)\/[^/]+$/;

function isComparison(type: unknown): boolean {
  return textOf(type).startsWith('m.key.verification.');
}

async function keysOnPaper(
  askPaper: (path: string, body: object) => Promise<Json>,
  { userId, deviceId }: Required<Victim>,
): Promise<ShownKeys> {
  const json = await askPaper('keys/query', { device_keys: { [userId]: [] } });
  const of = (list: string) => objectOf(objectOf(json[list])[userId]);
  const { [deviceId]: device } = of('device_keys');
  return { master: of('master_keys'), selfSigning: of('self_signing_keys'), devices: { [deviceId]: device } };
}

/** Two answers to `/keys/query` about different people. */
function merged(one: Json, other: Json): Json {
  return Object.fromEntries(
    Object.keys(one).map((list) => [list, { ...objectOf(one[list]), ...objectOf(other[list]) }]),
  );
}
