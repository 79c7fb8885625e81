/** What the operator does to links: reads what the servers know of them, changes it, and makes links of their own. */

import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  type Bytes,
  deriveLinkKeys,
  fromBase64,
  type InvitationId,
  type LinkKeys,
  type LinkSecret,
  randomBytes,
  readFragment,
  redeemHash,
  toBase64Url,
  type UserId,
  writeLink,
} from '@sprechzimmer/protocol';
import { answeringWith, type Json, listOf, objectOf, readJson, textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';

/** A link that no clinician has made. */
export interface MadeUpLink {
  readonly url: string;
  readonly keys: LinkKeys;
}

/** A link under the clinician's real key, which everybody may know, with a secret of the attacker's. */
export async function makeUpLink(scene: Scene, clinician: UserId): Promise<MadeUpLink> {
  const secret: LinkSecret = { secret: randomBytes(32), clinicianMasterKey: masterKeyOf(scene, clinician) };
  return { url: await writeLink(scene.practice.publicUrl, secret), keys: await deriveLinkKeys(secret) };
}

/** The same, and the server knows of it: registered in the clinician's name with an OpenID token that the database made up. */
export async function linkOutsideNotebook(scene: Scene, clinician: UserId): Promise<MadeUpLink> {
  const openIdToken = `forged-${Math.random()}`;
  scene.operator.write(
    'INSERT INTO open_id_tokens (token, ts_valid_until_ms, user_id) VALUES (?, ?, ?)',
    openIdToken,
    Date.now() + 3_600_000,
    clinician,
  );
  const { session } = await askApi(scene, '/session', { openIdToken });
  const link = await makeUpLink(scene, clinician);
  await askApi(scene, '/invitations', await invitationFor(link.keys), textOf(session));
  return link;
}

/** The handle of a link, which the server knows. */
export async function handleOf(link: string): Promise<InvitationId> {
  const reading = await readFragment(new URL(link).hash);
  if (!reading.ok) throw new Error(`the link could not be read: ${reading.fault}`);
  return (await deriveLinkKeys(reading.link)).id;
}

/** Content of `POST /invitations` for these keys, now and for an hour. */
export async function invitationFor(keys: Pick<LinkKeys, 'id' | 'redeem'>, kind = 'video') {
  const now = Math.floor(Date.now() / 1000);
  return {
    id: keys.id,
    redeemHash: await redeemHash(keys.redeem),
    bookName: '2026-11-forged',
    nonce: toBase64Url(randomBytes(16)),
    kind,
    notBefore: now - 600,
    notAfter: now + 3600,
  };
}

/** Asks our own public API, past everything. @throws Error when it refuses */
export async function askApi(scene: Scene, path: string, body: unknown, bearer?: string): Promise<Json> {
  const answer = await fetch(`${scene.practice.apiUrl}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return objectOf(text === '' ? {} : JSON.parse(text));
}

/** One value from the appservice's own database. */
export function readOwn(scene: Scene, sql: string, ...parameters: SQLInputValue[]): SQLInputValue {
  const database = new DatabaseSync(scene.practice.ownDatabase, { readOnly: true, timeout: 20_000 });
  try {
    return database.prepare(sql).get(...parameters)?.['value'] ?? null;
  } finally {
    database.close();
  }
}

/** Writes into the appservice's own database, while it runs. */
export function writeOwn(scene: Scene, sql: string, ...parameters: SQLInputValue[]): void {
  const database = new DatabaseSync(scene.practice.ownDatabase, { timeout: 20_000 });
  try {
    const { changes } = database.prepare(sql).run(...parameters);
    if (Number(changes) === 0) throw new Error('nothing in the database has changed');
  } finally {
    database.close();
  }
}

/** The desk is told other visits than there are, from its next question on. @returns ends it */
export function lieAboutVisits(scene: Scene, lie: (visits: readonly Json[]) => readonly Json[]): () => void {
  return scene.proxy.intercept({ method: 'POST', path: /^\/api\/v1\/desk$/ }, async (asked, pass) => {
    const answer = await pass(asked);
    if (answer.status !== 200) return answer;
    const told = readJson(answer);
    return answeringWith(answer, { ...told, visits: lie(listOf(told['visits']).map(objectOf)) });
  });
}

function masterKeyOf({ operator }: Scene, userId: UserId): Bytes {
  const [row] = operator.rows(
    "SELECT keydata FROM e2e_cross_signing_keys WHERE user_id = ? AND keytype = 'master' ORDER BY stream_id DESC LIMIT 1",
    userId,
  );
  const keys = objectOf(objectOf(JSON.parse(textOf(row?.['keydata'])))['keys']);
  return fromBase64(textOf(Object.values(keys)[0]));
}
