/** A PostgreSQL of our own for tests: fresh, on a socket in a temporary folder, gone with the tests. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { postgresBin } from './system-packages.ts';

export interface Postgres {
  /** Folder with the socket, user, and port (which only names the socket file: nothing listens on a network). */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Makes an empty database (UTF-8, C locale, as Synapse wants it). @returns its `postgres://` address */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Takes about two seconds. When this process ends, however it ends, the server is stopped and its folder deleted.
 * @throws Error that says what to install when there is no PostgreSQL on this machine
 */
export async function startPostgres(): Promise<Postgres> {
  const bin = postgresBin();
  if (bin === undefined)
    throw new Error(
      'These tests need PostgreSQL and found none. Install it with: sudo apt-get install postgresql',
    );
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL('postgres-keeper.ts', import.meta.url)), bin],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Its own process group: Ctrl-C reaches us, and it hears of our end by the closed pipe.
      detached: true,
    },
  );
  const ended = once(keeper, 'exit');
  const { host, port, user } = await Promise.race([
    firstLine(keeper.stdout).then((line) => v.parse(ReadySchema, JSON.parse(line))),
    ended.then(() => Promise.reject(new Error('PostgreSQL did not start; its own words are above.'))),
  ]);
  const address = (database: string) =>
    `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;

  return {
    host,
    port,
    user,
    async createDatabase(name) {
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
      return address(name);
    },
    async stop() {
      keeper.stdin.end();
      await ended;
    },
  };
}

const ReadySchema = v.object({ host: v.string(), port: v.number(), user: v.string() });

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  return new Promise(() => {}); // the keeper has ended; its exit says so
}
