/** `sqlite` or a PostgreSQL address; never with a password in it. */

import * as v from 'valibot';
import { setting } from './setting.ts';

export function databaseUrl(says: string, example: string) {
  return setting(v.pipe(v.string(), v.check(isDatabaseUrl)), {
    says,
    expected:
      'sqlite, or postgres://user@host:port/database without a password (that goes into its own file)',
    example,
    secret: true,
  });
}

/** The parts of a PostgreSQL address, or undefined for `sqlite`. */
export function postgresParts(
  database: string,
): { host: string; port: number; user: string; database: string } | undefined {
  if (database === 'sqlite') return undefined;
  const url = new URL(database);
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

function isDatabaseUrl(text: string): boolean {
  if (text === 'sqlite') return true;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')) return false;
  return url.password === '' && url.username !== '' && /^\/[^/]+$/.test(url.pathname);
}
