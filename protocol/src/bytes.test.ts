import { describe, expect, test } from 'vitest';
import {
  concat,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  lp,
  toBase64Url,
  toHex,
  u64be,
  utf8,
} from './bytes.ts';

describe('length prefixes', () => {
  test('two different lists of fields never give the same bytes', () => {
    expect(concat(lp('ab'), lp('c'))).not.toEqual(concat(lp('a'), lp('bc')));
    expect(concat(lp(''), lp('a'))).not.toEqual(concat(lp('a'), lp('')));
  });
  test('a text is prefixed by its length in bytes, not in characters', () => {
    expect(toHex(lp('ä'))).toBe('0002c3a4');
  });
  test('a field that is too long is refused, not cut', () => {
    expect(lp(new Uint8Array(0xffff))).toHaveLength(0xffff + 2);
    expect(() => lp(new Uint8Array(0x1_0000))).toThrow(RangeError);
  });
});

describe('integers', () => {
  test('are big-endian and 64 bits wide', () => {
    expect(toHex(u64be(1_795_400_000))).toBe('000000006b03a140');
  });
  test.each([-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('%s is refused', (value) => {
    expect(() => u64be(value)).toThrow(RangeError);
  });
});

describe('base64', () => {
  test('both alphabets, with and without padding, give the same bytes', () => {
    const bytes = fromHex('fbff00');
    for (const text of ['-_8A', '+/8A']) expect(fromBase64(text)).toEqual(bytes);
    expect(fromBase64('AA==')).toEqual(fromBase64('AA'));
    expect(toBase64Url(bytes)).toBe('-_8A');
  });
  test('a second spelling of the same bytes is refused: a secret has one', () => {
    expect(() => fromBase64('AB')).toThrow(SyntaxError);
  });
  test.each(['A', 'AAAAA', 'A A', 'ÄÄÄÄ', '%231'])('%j is refused', (text) => {
    expect(() => fromBase64(text)).toThrow(SyntaxError);
  });
});

test.each(['abc', 'zz', '0x00', ' 00'])('%j is no hexadecimal', (text) => {
  expect(() => fromHex(text)).toThrow(SyntaxError);
});

test('bytes that are not UTF-8 are refused, not replaced', () => {
  expect(() => fromUtf8(fromHex('ff'))).toThrow(TypeError);
  expect(fromUtf8(utf8('Grüße'))).toBe('Grüße');
});

test('comparing looks at every byte and at the length', () => {
  expect(equalBytes(fromHex('0102'), fromHex('0102'))).toBe(true);
  expect(equalBytes(fromHex('0102'), fromHex('0103'))).toBe(false);
  expect(equalBytes(fromHex('0102'), fromHex('010200'))).toBe(false);
  expect(equalBytes(fromHex(''), fromHex(''))).toBe(true);
});
