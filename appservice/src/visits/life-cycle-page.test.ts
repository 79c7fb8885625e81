import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renewTables } from './life-cycle-page.ts';

const path = fileURLToPath(new URL('../../../docs/topics/visit-life-cycle.md', import.meta.url));

test('the page about the life of a visit says what the table says', async () => {
  await expect(renewTables(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});
