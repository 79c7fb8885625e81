import { expect, test } from 'vitest';
import { partsOf } from './links.ts';

const links = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === 'link' ? [[part.text, part.url.host]] : []));

test.each([
  ['Hier: https://praxis.example/termin.', 'https://praxis.example/termin', 'praxis.example'],
  ['(siehe http://a.example/b)', 'http://a.example/b', 'a.example'],
  ['https://de.example/wiki/Ruhe_(Puls) hilft', 'https://de.example/wiki/Ruhe_(Puls)', 'de.example'],
  ['https://a.example?x=1, dann', 'https://a.example?x=1', 'a.example'],
])('an address is found without what the sentence adds: %s', (text, written, host) => {
  expect(links(text)).toEqual([[written, host]]);
});

test('letters that only look like others are told by what the browser makes of them', () => {
  expect(links('https://аррӏе.example/')).toEqual([['https://аррӏе.example/', 'xn--80ak6aa92e.example']]);
});

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://',
  'https://bank.example@elsewhere.example/',
  'a.example',
])('%s is no link', (text) => expect(links(text)).toEqual([]));

test('nothing that was written is lost', () => {
  const text = 'Erst https://a.example, dann\nhttps://b.example/(c). Und: https://x:y@z.example bleibt Text.';
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
