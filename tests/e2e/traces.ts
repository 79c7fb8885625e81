/** What is left on the servers: canaries in any file, rows about a room or a guest. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every file under a folder that holds one of the texts, in UTF-8 or UTF-16, plain or base64. */
export async function filesHolding(folder: string, canaries: readonly string[]): Promise<readonly string[]> {
  const needles = canaries.flatMap((canary) => [
    { canary, bytes: Buffer.from(canary, 'utf8') },
    { canary, bytes: Buffer.from(canary, 'utf16le') },
    ...[0, 1, 2].map((shift) => ({ canary, bytes: base64Core(canary, shift) })),
  ]);
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    for (const { canary, bytes } of needles)
      if (content.includes(bytes)) found.push(`${path} holds ${canary}`);
  }
  return found;
}

/** The part of a base64 text that is the same wherever the canary begins. */
function base64Core(canary: string, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(canary)]).toString('base64');
  return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -4));
}

/** Tables of a SQLite database in which a text stands in any column, as `table.column`. */
export function columnsHolding(database: string, text: string): readonly string[] {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    const tables = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .all();
    return tables.flatMap(({ name: table }) =>
      db
        .prepare(`SELECT name FROM pragma_table_info(?)`)
        .all(String(table))
        .filter(({ name: column }) => {
          const sql = `SELECT count(*) AS n FROM "${table}" WHERE instr(CAST("${column}" AS TEXT), ?) > 0`;
          try {
            return Number(db.prepare(sql).get(text)?.['n']) > 0;
          } catch {
            return false; // a virtual table that cannot be read this way
          }
        })
        .map(({ name: column }) => `${table}.${column}`),
    );
  } finally {
    db.close();
  }
}
