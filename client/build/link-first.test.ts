import { expect, it } from 'vitest';
import { firstToRun } from './link-first.ts';
import type { Chunk } from './page-chunks.ts';

const chunk = (imports: string[], ...moduleIds: string[]): Chunk => ({ code: '', imports, moduleIds });

it('a shared file that would run while the link is still in the address bar is found, however deep it is imported', () => {
  const chunks = new Map([
    ['patient.js', chunk(['shared.js', 'taken.js'], 'patient.tsx')],
    ['shared.js', chunk(['lib.js'], 'app-root.ts')],
    ['lib.js', chunk([], 'preact.js')],
    ['taken.js', chunk([], 'taken.ts')],
  ]);
  expect(firstToRun(chunks, 'patient.js')).toEqual({ file: 'lib.js', moduleIds: ['preact.js'] });
});

it('the link is out of the address bar first when nothing stands before it', () => {
  const chunks = new Map([
    ['patient.js', chunk(['taken.js', 'shared.js'], 'patient.tsx')],
    ['shared.js', chunk([], 'app-root.ts')],
    ['taken.js', chunk([], 'taken.ts')],
  ]);
  expect(firstToRun(chunks, 'patient.js').file).toBe('taken.js');
});
