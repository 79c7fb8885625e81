import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { type Picture, readCode } from './read-code.ts';

/** As the specification lays it out: prefix, version, mode, and then bytes that are no text. */
const code = Uint8Array.from([...new TextEncoder().encode('MATRIX'), 2, 2, 0, 4, ...everyByte()]);

test('the code of a device is read byte for byte', () => {
  expect(readCode(drawn([...code]))).toEqual(code);
});

test('another code that happens to be in front of the camera is not taken for one', () => {
  expect(readCode(drawn('https://practice.test/'))).toBeUndefined();
  expect(readCode(drawn([...code].slice(1)))).toBeUndefined();
});

test('a picture without any code is looked at and left alone', () => {
  expect(readCode({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(255) })).toBeUndefined();
});

function everyByte(): number[] {
  return Array.from({ length: 150 }, (_, index) => (index * 37) % 256);
}

/** As a screen would show it, four pixels a module. */
function drawn(content: string | number[]): Picture {
  const { size, data } = encode(content, { ecc: 'M', border: 4 });
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8Array(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height: width, data: pixels };
}
