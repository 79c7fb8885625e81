import { expect, it } from 'vitest';
import { doorBudgetBytes, weighDoor } from './door-budget.ts';
import type { Chunk } from './page-chunks.ts';

const chunk = (imports: string[], moduleIds: string[] = [], code = 'export {}'): Chunk => ({
  imports,
  moduleIds,
  code,
});

it('weighs every script the door waits for, once', () => {
  const chunks = new Map([
    ['patient.js', chunk(['shared.js', 'lib.js'])],
    ['shared.js', chunk(['lib.js', 'patient.js'])],
    ['lib.js', chunk([])],
    ['later.js', chunk([])],
  ]);
  expect(weighDoor(chunks, 'patient.js').files).toEqual(['patient.js', 'shared.js', 'lib.js']);
});

it('notices the Matrix SDK and its crypto however deep they are imported', () => {
  const chunks = new Map([
    ['patient.js', chunk(['shared.js'])],
    ['shared.js', chunk(['sdk.js'])],
    ['sdk.js', chunk([], ['/x/node_modules/matrix-js-sdk/lib/client.js'])],
  ]);
  expect(weighDoor(chunks, 'patient.js').tooHeavy).toEqual(['/x/node_modules/matrix-js-sdk/lib/client.js']);
});

it('sees a door that has grown too heavy', () => {
  const noise = Array.from({ length: 30_000 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0).join(
    ';',
  );
  expect(weighDoor(new Map([['patient.js', chunk([], [], noise)]]), 'patient.js').bytes).toBeGreaterThan(
    doorBudgetBytes,
  );
});
