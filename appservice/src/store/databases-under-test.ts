/** The same tests on both databases. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Postgres, startPostgres } from '../../../tests/stack/postgres.ts';

export type Engine = 'sqlite' | 'postgres';

/** Address of an empty database, for `openStore`. */
export type FreshDatabase = () => Promise<string>;

/** Describes it once for each database; a missing PostgreSQL fails, it does not skip. */
export function onBothDatabases(what: string, suite: (fresh: FreshDatabase, engine: Engine) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${what}, on %s`, (engine) => {
    let folder = '';
    let postgres: Postgres | undefined;
    let count = 0;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sprechzimmer-store-'));
      if (engine === 'postgres') postgres = await startPostgres();
    });
    afterAll(async () => {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    suite(async () => {
      count += 1;
      return postgres ? postgres.createDatabase(`test${count}`) : `sqlite:${join(folder, `${count}.db`)}`;
    }, engine);
  });
}
