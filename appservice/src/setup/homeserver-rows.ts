/**
 * Reads Synapse's own database, and never writes it: what the homeserver has kept is better seen than asked for. Works
 * while it runs and while it stands still. Tables are those of the Synapse version in `requirements.txt`.
 */

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { RoomId, UserId } from '@sprechzimmer/protocol';
import pg from 'pg';
import type { Config } from '../config/sections.ts';
import type { DataPaths } from './paths.ts';
import { readSecretFile } from './secrets.ts';

export interface HomeserverRows {
  /** How many rows still hold a guest's account, sessions, devices, keys, memberships or files. */
  ofGuest(guest: UserId): Promise<number>;
  /** How many rows still hold a room, its state, its events or files that were sent there. */
  ofRoom(room: RoomId): Promise<number>;
  /** The public master key of an account, as it was uploaded; undefined where it has none. Content of `keys/query`. */
  masterKey(user: UserId): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Throws when the database is not there or cannot be read. */
export async function openHomeserverRows(
  { homeserver }: Pick<Config, 'homeserver'>,
  paths: DataPaths,
): Promise<HomeserverRows> {
  if (homeserver.database === 'sqlite') {
    if (!existsSync(paths.homeserverDatabase)) throw new Error('the homeserver has no database yet');
    const db = new DatabaseSync(paths.homeserverDatabase, { readOnly: true, timeout: 5000 });
    return rowsOf({
      read: async (text, value) => db.prepare(text).all(value),
      close: async () => db.close(),
    });
  }
  const url = new URL(homeserver.database);
  const file = homeserver.databasePasswordFile;
  if (file !== undefined)
    url.password = encodeURIComponent(
      await readSecretFile(paths.dir, file, 'homeserver.databasePasswordFile'),
    );
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return rowsOf({
    read: async (text, value) => (await client.query<Row>(text.replace('?', '$1'), [value])).rows,
    close: () => client.end(),
  });
}

type Row = Readonly<Record<string, unknown>>;

interface Reader {
  /** `text` has one `?`. */
  read(text: string, value: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** A closed and erased account keeps its opaque name, so that it is not given out again: docs/reference/steward.md. */
const guestRows: readonly string[] = [
  'users where deactivated = 0 and name = ?',
  ...[
    'access_tokens',
    'devices',
    'e2e_device_keys_json',
    'e2e_one_time_keys_json',
    'e2e_cross_signing_keys',
    'room_memberships',
    'local_media_repository',
    'account_data',
  ].map((table) => `${table} where user_id = ?`),
];
const roomRows: readonly string[] = [
  ...['rooms', 'events', 'event_json', 'room_memberships', 'current_state_events', 'state_events'].map(
    (table) => `${table} where room_id = ?`,
  ),
  `local_media_repository where upload_name = 'visit:' || ?`,
];

function rowsOf({ read, close }: Reader): HomeserverRows {
  const count = async (where: readonly string[], value: string): Promise<number> => {
    let sum = 0;
    for (const table of where) {
      const [row] = await read(`select count(*) as found from ${table}`, value);
      sum += Number(row?.['found'] ?? 0);
    }
    return sum;
  };
  return {
    ofGuest: (guest) => count(guestRows, guest),
    ofRoom: (room) => count(roomRows, room),
    async masterKey(user) {
      const rows = await read(
        `select keydata from e2e_cross_signing_keys where user_id = ? and keytype = 'master' order by stream_id desc`,
        user,
      );
      const keydata = rows[0]?.['keydata'];
      return typeof keydata === 'string' ? keydata : undefined;
    },
    close,
  };
}
