import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPractice } from '../visits/practice-under-test.ts';
import { clinician, redemption, request, secret } from '../visits/world-under-test.ts';
import { onBothDatabases } from './databases-under-test.ts';
import { openDatabase, openStore } from './open-store.ts';

onBothDatabases('a database', (fresh, engine) => {
  it('gets its tables once', async () => {
    const url = await fresh();
    for (let starts = 0; starts < 2; starts++) {
      const store = await openStore({ url });
      expect(await store.visits.desk(clinician)).toEqual([]);
      await store.close();
    }
  });

  // SQLite makes the whole process wait: two connections of one process would wait for each other.
  if (engine === 'postgres')
    it('gets its tables once when two processes start at the same time', async () => {
      const url = await fresh();
      const stores = await Promise.all([openStore({ url }), openStore({ url })]);
      expect(await stores[0].visits.desk(clinician)).toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    });

  it('of a newer version is left alone, with a sentence that says what to do', async () => {
    const url = await fresh();
    await (await openStore({ url })).close();
    const { db } = openDatabase({ url });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01')`.execute(db);
    await db.destroy();
    await expect(openStore({ url })).rejects.toThrow(/newer version of Sprechzimmer/);
  });

  it('holds nothing that opens a visit: no claim, no redeem token', async () => {
    const url = await fresh();
    const practice = await openPractice(url);
    await practice.visits.invite(clinician, request('a'));
    await practice.arrive('a', 'phone');
    const { db } = openDatabase({ url });
    const tables = ['invitations', 'visits', 'parked_tries', 'intentions', 'records', 'sessions'] as const;
    const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
    const text = JSON.stringify(rows);
    for (const bytes of [secret('phone'), redemption('a', 'phone').redeemToken])
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(Buffer.from(bytes).toString(form));
    expect(text).toContain(request('a').id);
    await db.destroy();
    await practice.close();
  });
});

describe('the file of an embedded database', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sprechzimmer-file-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('can be read by its owner only', async () => {
    const store = await openStore({ url: `sqlite:${join(folder, 'mode.db')}` });
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    await store.close();
  });

  it('holds no trace of guest, room or link once the visit is purged, not even in what was deleted', async () => {
    const path = join(folder, 'traces.db');
    const practice = await openPractice(`sqlite:${path}`);
    await practice.visits.invite(clinician, request('a'));
    const { guestUserId, roomId, visitId } = await practice.arrive('a', 'phone');
    const traces = [guestUserId, roomId, visitId, request('a').id, request('a').redeemHash, 'Guest 1'];
    const found = () =>
      traces.filter((trace) =>
        readdirSync(folder)
          .filter((name) => name.startsWith('traces.db'))
          .some((name) => readFileSync(join(folder, name)).includes(trace)),
      );
    expect(found()).toEqual(traces);
    await practice.visits.act(clinician, visitId, 'end');
    await practice.visits.idle();
    expect(found()).toEqual([]);
    await practice.close();
  });

  it('survives a migration that was cut in half', async () => {
    const path = join(folder, 'half.db');
    const url = `sqlite:${path}`;
    let statements = 0;
    const beforeQuery = (text: string) => {
      if (text.startsWith('create table "intentions"')) throw new Error('power cut');
      statements += 1;
    };
    await expect(openStore({ url, beforeQuery })).rejects.toThrow('power cut');
    expect(statements).toBeGreaterThan(3);
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare(`select name from sqlite_master where name = 'visits'`).all()).toEqual([]);
    db.close();
    const store = await openStore({ url });
    await store.close();
  });
});

it('a store of no known kind is refused in words', async () => {
  await expect(openStore({ url: 'mysql://localhost/x' })).rejects.toThrow(/sqlite:.*or postgres:/);
});
