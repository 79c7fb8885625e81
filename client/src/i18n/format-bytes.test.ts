import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [1, '1 kB', '1 kB'],
  [640 * 1024, '640 kB', '640 kB'],
  [1.25 * 1024 * 1024, '1,3 MB', '1.3 MB'],
  [10 * 1024 * 1024, '10 MB', '10 MB'],
  [1023 * 1024, '1 MB', '1 MB'],
])('%d bytes are said as people say them', (bytes, de, en) => {
  const plain = (text: string) => text.replace(/\s/g, ' ');
  expect([plain(formatBytes(bytes, 'de')), plain(formatBytes(bytes, 'en'))]).toEqual([de, en]);
});
