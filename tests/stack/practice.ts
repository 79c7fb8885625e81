/** A whole practice for one test file: own ports, own temporary folder, gone afterwards. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type RoomId, RoomIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { ConfigInput } from '../../appservice/src/config/sections.ts';
import { dataPaths } from '../../appservice/src/setup/paths.ts';
import { startPractice } from '../../appservice/src/setup/practice.ts';

export interface PracticeStack {
  readonly publicUrl: string;
  readonly homeserverUrl: string;
  /** The web server itself, whatever stands before it. */
  readonly frontUrl: string;
  readonly apiUrl: string;
  readonly dataDir: string;
  readonly synapseDatabase: string;
  readonly ownDatabase: string;
  /** The first of them. */
  readonly clinician: ClinicianAccount;
  /** All that the configuration names. */
  readonly clinicians: readonly ClinicianAccount[];
  /** The visits that are going on, read from the homeserver as the clinician. */
  visits(): Promise<readonly OngoingVisit[]>;
  /** The one visit that is going on. */
  onlyVisit(): Promise<OngoingVisit>;
  /** What the homeserver answers the clinician who asks for the state of a room: 200, 403, 404. */
  roomStatus(roomId: RoomId): Promise<string>;
  isDeactivated(userId: UserId): boolean;
  /** Intentions of the appservice that are not done yet. */
  openIntentions(): number;
  /** A script that is signed in as the clinician, without any keys. */
  signInScript(): Promise<string>;
  stopServers(): Promise<void>;
  /** Stops and deletes. */
  stop(): Promise<void>;
}

export interface ClinicianAccount {
  readonly user: string;
  readonly userId: UserId;
  readonly password: string;
}

export interface OngoingVisit {
  readonly roomId: RoomId;
  readonly guestUserId: UserId;
}

export async function startPracticeStack(overrides: ConfigInput = {}): Promise<PracticeStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sprechzimmer-practice-'));
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  const practice = await startPractice({ dataDir, overrides, ports: 'free' }).catch(
    async (error: unknown) => {
      await remove();
      throw error;
    },
  );
  const clinicians = practice.clinicians.map(({ userId, password }): ClinicianAccount => {
    if (password === undefined) throw new Error('the practice has a clinician without a new password');
    return { user: userId, userId, password };
  });
  const [clinician] = clinicians;
  if (!clinician) throw new Error('the practice has no clinician');
  const paths = dataPaths(dataDir);

  const ask = async (
    path: string,
    token?: string,
    body?: unknown,
  ): Promise<{ status: number; json: unknown }> => {
    const answer = await fetch(`${practice.homeserverUrl}/_matrix/client/v3${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: await answer.json() };
  };
  let token: Promise<string> | undefined;
  const signInScript = (): Promise<string> => {
    token ??= signIn(ask, clinician);
    return token;
  };

  const visits = async (): Promise<readonly OngoingVisit[]> => {
    const script = await signInScript();
    const { joined_rooms: rooms } = v.parse(JoinedRooms, (await ask('/joined_rooms', script)).json);
    const found: OngoingVisit[] = [];
    for (const roomId of rooms) {
      const { status, json } = await ask(`/rooms/${encodeURIComponent(roomId)}/joined_members`, script);
      if (status !== 200) continue; // deleted meanwhile
      const guest = Object.keys(v.parse(JoinedMembers, json).joined).find((user) =>
        user.startsWith('@guest-'),
      );
      if (guest) found.push({ roomId, guestUserId: v.parse(UserIdSchema, guest) });
    }
    return found;
  };

  return {
    publicUrl: practice.publicUrl,
    homeserverUrl: practice.homeserverUrl,
    frontUrl: `http://127.0.0.1:${practice.config.web.port}`,
    apiUrl: practice.apiUrl,
    dataDir,
    synapseDatabase: paths.homeserverDatabase,
    ownDatabase: paths.store,
    clinician,
    clinicians,
    signInScript,
    visits,
    onlyVisit: async () => {
      const [visit, ...others] = await visits();
      if (!visit || others.length > 0)
        throw new Error(visit ? 'there are several visits' : 'there is no visit');
      return visit;
    },
    roomStatus: async (roomId) =>
      String((await ask(`/rooms/${encodeURIComponent(roomId)}/state`, await signInScript())).status),
    isDeactivated: (userId) =>
      read(paths.homeserverDatabase, 'SELECT deactivated AS value FROM users WHERE name = ?', userId) !== 0,
    openIntentions: () => Number(read(paths.store, 'SELECT count(*) AS value FROM intentions')),
    stopServers: practice.stop,
    stop: async () => {
      await practice.stop();
      await remove();
    },
  };
}

const JoinedRooms = v.object({ joined_rooms: v.array(RoomIdSchema) });
const JoinedMembers = v.object({ joined: v.record(v.string(), v.unknown()) });

async function signIn(
  ask: (path: string, token?: string, body?: unknown) => Promise<{ json: unknown }>,
  { user, password }: { user: string; password: string },
): Promise<string> {
  const { json } = await ask('/login', undefined, {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password,
  });
  return v.parse(v.object({ access_token: v.string() }), json).access_token;
}

/** One value from a database that others are writing to. Undefined when there is no row. */
function read(database: string, sql: string, ...parameters: string[]): unknown {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    return db.prepare(sql).get(...parameters)?.['value'];
  } finally {
    db.close();
  }
}
