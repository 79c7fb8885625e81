/** What whoever runs the servers can do: read and write the homeserver's database, use every token, be an administrator. */

import { randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type DeviceId, DeviceIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { dataPaths } from '../../../appservice/src/setup/paths.ts';
import { readSecrets, type Secrets } from '../../../appservice/src/setup/secrets.ts';
import type { PracticeStack } from '../../stack/practice.ts';
import { type Json, objectOf } from './json.ts';

/** An account the operator has made for themselves. */
export interface OperatorAccount {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly token: string;
}

export interface Operator {
  readonly homeserverUrl: string;
  readonly serverName: string;
  /** Everything in `secrets.yaml`, the appservice's tokens among it. */
  secrets(): Promise<Secrets>;
  /** Rows of the homeserver's database, while it runs. */
  rows(sql: string, ...parameters: SQLInputValue[]): readonly Json[];
  /** Writes into the homeserver's database, while it runs. What it has in its caches it does not learn. */
  write(sql: string, ...parameters: SQLInputValue[]): void;
  /** Whose token this is; some tokens have no device. Undefined for one the homeserver does not know. */
  whose(token: string | undefined): { readonly userId: UserId; readonly deviceId?: DeviceId } | undefined;
  /** Makes an account past every registration: only the database knows how it came. */
  makeAccount(name: string, options?: { readonly admin?: boolean }): OperatorAccount;
  /** Gives a device and its token to an account that is there, without its password. */
  giveDevice(userId: UserId): OperatorAccount;
  /** Asks the homeserver itself, past steward's front and proxy. */
  ask(token: string, method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }>;
}

export function operatorOf(practice: PracticeStack): Operator {
  const { homeserverUrl, synapseDatabase, dataDir } = practice;
  const serverName = practice.clinician.userId.replace(/^[^:]*:/, '');

  const withDatabase = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(synapseDatabase, { timeout: 20_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const rows: Operator['rows'] = (sql, ...parameters) =>
    withDatabase((database) =>
      database
        .prepare(sql)
        .all(...parameters)
        .map(objectOf),
    );
  const write: Operator['write'] = (sql, ...parameters) =>
    withDatabase((database) => void database.prepare(sql).run(...parameters));

  return {
    homeserverUrl,
    serverName,
    secrets: () => readSecrets(dataPaths(dataDir).secrets),
    rows,
    write,
    whose(token) {
      if (token === undefined) return undefined;
      const [row] = rows(
        'SELECT coalesce(puppets_user_id, user_id) AS user_id, device_id FROM access_tokens WHERE token = ?',
        token,
      );
      const found = v.safeParse(TokenRow, row);
      if (!found.success) return undefined;
      const { user_id: userId, device_id: deviceId } = found.output;
      return { userId, ...(deviceId === null ? {} : { deviceId }) };
    },
    makeAccount(name, { admin = false } = {}) {
      const userId = v.parse(UserIdSchema, `@${name}:${serverName}`);
      return withDatabase((database) => {
        database
          .prepare('INSERT INTO users (name, creation_ts, admin, is_guest) VALUES (?, ?, ?, 0)')
          .run(userId, Math.floor(Date.now() / 1000), admin ? 1 : 0);
        database.prepare('INSERT INTO profiles (user_id, full_user_id) VALUES (?, ?)').run(name, userId);
        return insertDevice(database, userId);
      });
    },
    giveDevice: (userId) => withDatabase((database) => insertDevice(database, userId)),
    async ask(token, method, path, body) {
      const answer = await fetch(`${homeserverUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const json: unknown = await answer.json().catch(() => undefined);
      return { status: answer.status, json: objectOf(json) };
    },
  };
}

function insertDevice(database: DatabaseSync, userId: UserId): OperatorAccount {
  const deviceId = v.parse(DeviceIdSchema, randomBytes(5).toString('hex').toUpperCase());
  const token = `syt_${randomBytes(16).toString('hex')}`;
  database
    .prepare('INSERT INTO devices (user_id, device_id, display_name, hidden) VALUES (?, ?, ?, 0)')
    .run(userId, deviceId, deviceId);
  // Far above what the homeserver counts in its memory.
  const id = 1_000_000_000 + randomBytes(4).readUInt32BE();
  database
    .prepare('INSERT INTO access_tokens (id, user_id, device_id, token) VALUES (?, ?, ?, ?)')
    .run(id, userId, deviceId, token);
  return { userId, deviceId, token };
}

const TokenRow = v.object({ user_id: UserIdSchema, device_id: v.nullable(DeviceIdSchema) });
