import { concat, fromHex, utf8 } from '@sprechzimmer/protocol';
import { describe, expect, test } from 'vitest';
import { looksLikePicture } from './picture-signs.ts';

const box = (brand: string) => concat(fromHex('00000018'), utf8(`ftyp${brand}`), fromHex('00000000'));

describe('a photograph is known for one without a type', () => {
  test.each([
    ...['heic', 'heix', 'mif1', 'msf1', 'avif', 'crx '].map((brand): [string, Uint8Array] => [
      brand,
      box(brand),
    ]),
    ['TIFF, little-endian', fromHex('49492a0008000000')],
    ['TIFF, big-endian', fromHex('4d4d002a00000008')],
    ['a JPEG without a frame', fromHex('ffd8ffe10008457869660000ffda000000000000')],
    ['half a PNG', fromHex('89504e470d0a1a0a')],
  ])('by its bytes: %s', (_kind, bytes) => expect(looksLikePicture(bytes, 'Anhang')).toBe(true));

  test.each(['IMG_1.HEIC', 'IMG_1.heif', 'Scan.tif', 'Scan.tiff', 'IMG_1.dng', 'Bild.avif', 'Bild.avif '])(
    'by its name: %s',
    (name) => expect(looksLikePicture(utf8('whatever'), name)).toBe(true),
  );
});

describe('what is no picture is not held back', () => {
  test.each([
    ['Befund.pdf', utf8('%PDF-1.7')],
    ['Notiz.txt', utf8('MM, II und ftypheic')],
    ['Film.mp4', box('isom')],
    ['Film.mov', box('qt  ')],
    ['heic', new Uint8Array()],
    ['Brief.tif.docx', fromHex('504b0304')],
  ])('%s', (name, bytes) => expect(looksLikePicture(bytes, name)).toBe(false));
});
