import { concat, fromHex, utf8 } from '@sprechzimmer/protocol';
import { describe, expect, test } from 'vitest';
import { pictureKind } from './picture-kind.ts';

const png = (width: number, height: number) => {
  const size = new Uint8Array(8);
  new DataView(size.buffer).setUint32(0, width);
  new DataView(size.buffer).setUint32(4, height);
  return concat(fromHex('89504e470d0a1a0a0000000d'), utf8('IHDR'), size, fromHex('0802000000'));
};
/** EXIF first, then a Huffman table, then the frame: 640 by 480. */
const jpeg = fromHex(
  'ffd8 ffe1 0008 457869660000 ffc4 0004 0000 ffc0 0011 08 01e0 0280 03 012200'.replaceAll(' ', ''),
);

describe('pictures that are shown', () => {
  test.each([
    ['PNG', png(20, 10), 'image/png', 20, 10],
    ['JPEG', jpeg, 'image/jpeg', 640, 480],
    ['GIF', concat(utf8('GIF89a'), fromHex('2c01c800f70000')), 'image/gif', 300, 200],
    [
      'WebP, lossy',
      concat(
        utf8('RIFF'),
        fromHex('24000000'),
        utf8('WEBPVP8 '),
        fromHex('180000003001009d012a2c01c8000000'),
      ),
      'image/webp',
      300,
      200,
    ],
    [
      'WebP, extended',
      concat(utf8('RIFF'), fromHex('24000000'), utf8('WEBPVP8X'), fromHex('0a000000100000002b0100c70000')),
      'image/webp',
      300,
      200,
    ],
  ])('%s', (_name, bytes, type, width, height) => {
    expect(pictureKind(bytes)).toEqual({ type, width, height });
  });
});

describe('what is never shown as a picture, whatever it calls itself', () => {
  test.each([
    ['SVG', utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', utf8('<!doctype html><script>alert(1)</script>')],
    ['PDF', utf8('%PDF-1.7')],
    ['nothing', new Uint8Array()],
    ['half a head', fromHex('89504e470d0a1a0a')],
    ['a JPEG without a frame', fromHex('ffd8ffe10008457869660000ffda000000000000')],
    ['a JPEG that leads beyond its end', fromHex('ffd8ffe1ffff457869660000ffc00011')],
    ['a picture of no size', png(0, 10)],
    ['a small file that would fill the memory', png(30_000, 30_000)],
  ])('%s', (_name, bytes) => expect(pictureKind(bytes)).toBeUndefined());
});
