import { expect, it } from 'vitest';
import { keyGroups, lastGroupMatches } from './recovery-key.ts';

const key = 'EsTC LWJh 6jXB vGVS 4XjH sPGk 3Aqg nPTM 8QdD 2rzk 7SeF 1mNo';

it('shows a recovery key in groups of four, spaced or not', () => {
  expect(keyGroups(key)).toHaveLength(12);
  expect(keyGroups(key.replaceAll(' ', ''))).toEqual(keyGroups(key));
});

it('goes on only when the last group was copied, letter case and all', () => {
  expect(lastGroupMatches(key, ' 1mNo ')).toBe(true);
  expect(lastGroupMatches(key, '1mno')).toBe(false);
  expect(lastGroupMatches(key, '7SeF')).toBe(false);
  expect(lastGroupMatches(key, '')).toBe(false);
  expect(lastGroupMatches('', '')).toBe(false);
});
