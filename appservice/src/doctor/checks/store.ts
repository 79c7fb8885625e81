/** Our own database, and the work that is written down in it. */

import { migrations } from '../../store/migrate.ts';
import type { PracticeCheck, Surroundings } from '../check.ts';
import {
  canLock,
  isDamaged,
  isLocked,
  isThere,
  type Reader,
  reading,
  type Target,
  targetOf,
} from '../databases.ts';
import { attention, type Finding, ill, notAsked, together, well } from '../finding.ts';
import { codeOf } from '../http.ts';

const area = 'What is kept';

export const storeChecks: readonly PracticeCheck[] = [
  {
    area,
    name: 'own database',
    needs: 'configuration',
    ask: async (surroundings) => {
      const target = ownTarget(surroundings);
      if (!isThere(target)) return notAsked('the practice has never run', 'Start it: npm start.');
      return databaseFinding(async () => {
        const found = await reading(target, async (reader) => [
          await integrity(reader),
          judgeMigrations(await applied(reader), Object.keys(migrations), surroundings.running),
        ]);
        const locked = 'file' in target && !canLock(target.file) ? [lockedByOthers] : [];
        return together([...found, ...locked], 'It can be read and written, is whole, and up to date.');
      });
    },
  },
  {
    area,
    name: 'overdue work',
    needs: 'configuration',
    ask: async (surroundings) => {
      const target = ownTarget(surroundings);
      if (!isThere(target)) return notAsked('the practice has never run');
      return databaseFinding(async () => {
        const overdue = await reading(target, (reader) => overdueIn(reader, surroundings.nowMs));
        return judgeOverdue(overdue, surroundings.running);
      });
    },
  },
  {
    area,
    name: 'homeserver’s database',
    needs: 'configuration',
    ask: async ({ config, paths, passwords, nowMs }) => {
      const target = targetOf(config.homeserver.database, paths.homeserverDatabase, passwords.homeserver);
      if (!isThere(target)) return notAsked('the practice has never run');
      return databaseFinding(async () => {
        const late = await reading(target, (reader) =>
          reader.number(
            `select count(*) from scheduled_tasks where status = 'scheduled' and timestamp < ${nowMs - hour}`,
          ),
        );
        const locked = 'file' in target && !canLock(target.file) ? [lockedByOthers] : [];
        const tasks =
          (late ?? 0) > 0
            ? [
                attention(
                  `${late} tasks of the homeserver, such as deleting a room, are more than an hour late.`,
                  'Restart the practice and look again in some minutes.',
                ),
              ]
            : [];
        return together([...locked, ...tasks], 'It can be read and written, and no task of it is late.');
      });
    },
  },
];

export interface Overdue {
  /** Instants at which something should have happened, five minutes ago or longer. */
  readonly duties: number;
  readonly visits: number;
  readonly records: number;
  /** Tried again and again without success. */
  readonly stuck: number;
}

export function judgeOverdue({ duties, visits, records, stuck }: Overdue, running: boolean): Finding {
  if (!running) {
    const waiting = duties + visits + records;
    if (waiting === 0) return well('Nothing is waiting to be done.');
    return attention(
      `${waiting === 1 ? 'One thing waits' : `${waiting} things wait`} for the practice to run: steps of visits, or deletions.`,
      'They are made up for at the next start: npm start.',
    );
  }
  const found: Finding[] = [];
  if (records > 0)
    found.push(
      ill(
        `${records === 1 ? '1 record is' : `${records} records are`} kept longer than retention in sprechzimmer.yaml says.`,
        'Restart the practice, and look at logs/appservice.log for round-failed.',
      ),
    );
  if (visits + duties > 0)
    found.push(
      ill(
        `${visits + duties === 1 ? '1 step of a visit is' : `${visits + duties} steps of visits are`} overdue by more than five minutes.`,
        'Restart the practice: it makes up for them at once. If they come back, logs/appservice.log says why.',
      ),
    );
  else if (stuck > 0)
    found.push(
      attention(
        `${stuck === 1 ? 'One step' : `${stuck} steps`}, such as deleting a guest or a room, failed many times.`,
        'They are tried again by themselves. Look at “steward” and “homeserver” above, and at logs/appservice.log.',
      ),
    );
  return together(found, 'Nothing is overdue, and nothing is stuck.');
}

/** @param applied names in the database @param known names of this version, in order */
export function judgeMigrations(
  applied: readonly string[],
  known: readonly string[],
  running: boolean,
): Finding {
  if (applied.some((name) => !known.includes(name)))
    return ill(
      'The database was written by a newer version of Sprechzimmer.',
      'Install that version again, or restore a backup from before the update.',
    );
  const missing = known.filter((name) => !applied.includes(name)).length;
  if (missing === 0) return well('');
  const says = `The tables are ${missing} step${missing === 1 ? '' : 's'} behind this version.`;
  return running
    ? ill(says, 'Restart the practice: the start brings them up to date.')
    : attention(says, 'The next start brings them up to date: npm start.');
}

const hour = 3_600_000;

const lockedByOthers = ill(
  'Another program holds the database locked: nothing can be written to it.',
  'Look for a backup or a database tool that has the file open, and end it. A copy is best made while the practice stands still.',
);

function ownTarget({ config, paths, passwords }: Surroundings): Target {
  return targetOf(config.store.database, paths.store, passwords.store);
}

async function databaseFinding(ask: () => Promise<Finding>): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    if (isLocked(error)) return lockedByOthers;
    if (isDamaged(error)) return damaged;
    return ill(
      `It cannot be reached or read (${codeOf(error)}).`,
      'Is the database server running, and are address and password in sprechzimmer.yaml right? With SQLite: look at “data folder” and “disk”.',
    );
  }
}

const damaged = ill(
  'The database is damaged.',
  'Stop the practice, keep a copy of the data folder as it is, and restore the database from a backup.',
);

async function integrity({ engine, texts }: Reader): Promise<Finding> {
  if (engine === 'postgres') return well('');
  const [said] = await texts('pragma quick_check(1)');
  return said === 'ok' ? well('') : damaged;
}

async function applied(reader: Reader): Promise<readonly string[]> {
  const table =
    reader.engine === 'sqlite'
      ? "select count(*) from sqlite_master where name = 'kysely_migration'"
      : "select count(*) from information_schema.tables where table_name = 'kysely_migration'";
  if (!(await reader.number(table))) return [];
  return reader.texts('select name from kysely_migration order by name');
}

async function overdueIn(reader: Reader, nowMs: number): Promise<Overdue> {
  const late = nowMs - 300_000;
  const count = async (sql: string) => (await reader.number(`select count(*) from ${sql}`)) ?? 0;
  return {
    duties: await count(`intentions where next_try_ms < ${late}`),
    visits: await count(`visits where wake_ms < ${late}`),
    // The round that deletes them comes once an hour at the latest.
    records: await count(
      `records where delete_at_ms < ${nowMs - 2 * hour} or reduce_at_ms < ${nowMs - 2 * hour}`,
    ),
    stuck: await count('intentions where attempts >= 20'),
  };
}
