/**
 * What kind of picture some bytes are, by the bytes themselves: a name or a type is the sender's word. Only kinds that
 * hold nothing but points are known here; SVG is a page with scripts, and PDF is a program's business.
 */

export interface PictureKind {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';
  /** Points, as the file's head says before anything is decoded. */
  readonly width: number;
  readonly height: number;
}

/** Points. More than this, decoded, fills the memory of a phone. */
const mostPoints = 60_000_000;

/** Undefined for what is no such picture, or too large to be decoded without harm. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
  if (!found || found.width === 0 || found.height === 0) return undefined;
  return found.width * found.height <= mostPoints ? found : undefined;
}

/** PNG (third edition) §5.2 and §11.2.1. */
function png(view: DataView): PictureKind | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a)
    return undefined;
  if (ascii(view, 12, 4) !== 'IHDR') return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a §17 and §18. */
function gif(view: DataView): PictureKind | undefined {
  if (view.byteLength < 10 || !['GIF87a', 'GIF89a'].includes(ascii(view, 0, 6))) return undefined;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649 §2.4 to §2.7: lossy, lossless, extended. */
function webp(view: DataView): PictureKind | undefined {
  if (view.byteLength < 30 || ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') return undefined;
  const of = (width: number, height: number): PictureKind => ({ type: 'image/webp', width, height });
  switch (ascii(view, 12, 4)) {
    case 'VP8 ':
      return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return of((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return of(uint24(view, 24) + 1, uint24(view, 27) + 1);
    default:
      return undefined;
  }
}

/** ITU-T T.81 annex B: from segment to segment until the frame header. */
function jpeg(view: DataView): PictureKind | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker))
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Scan data, or an end before any frame.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables that stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}
