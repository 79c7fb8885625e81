/**
 * What is a picture although no head of ours is read for it: a system that does not know a kind gives it no type, and a
 * photograph is full of what its camera wrote (place, time, device) all the same.
 */

/** Of photographs and scans, by name. */
const endings = /\.(?:jpe?g|png|webp|hei[cf]s?|hif|avif|tiff?|dng|cr[23]|nef|arw|orf|raf|rw2)$/i;

/** Major brands of ISO 14496-12 files that are pictures: HEIF (ISO 23008-12 annex B and E), AVIF, Canon's CR3. */
const brands = new Set('heic heix heim heis hevc hevx mif1 mif2 msf1 avif avis crx'.split(' '));

/** First bytes. Those of TIFF 6.0 §2 also begin most raw files of cameras; BigTIFF has 43 in place of 42. */
const beginnings: readonly (readonly number[])[] = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
  // JPEG and PNG, damaged or too large for anything but to be painted anew.
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
];

/** By the bytes, or by what it calls itself: either is enough to look at it as a picture. */
export function looksLikePicture(bytes: Uint8Array, name: string): boolean {
  return (
    endings.test(name.trim()) ||
    beginnings.some((begin) => begin.every((byte, at) => bytes[at] === byte)) ||
    (ascii(bytes, 4) === 'ftyp' && brands.has(ascii(bytes, 8).trim()))
  );
}

/** Four characters. */
function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
