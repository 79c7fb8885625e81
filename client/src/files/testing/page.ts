/** What the browser test of files finds on its page. */

import { concat, utf8 } from '@sprechzimmer/protocol';
import { pictureKind } from '../picture-kind.ts';
import { prepareFile } from '../prepare-file.ts';

async function paint(width: number, height: number, type: string): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#2f5a49';
  pen.fillRect(0, 0, width / 2, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  return new Uint8Array((await blob?.arrayBuffer()) ?? []);
}

/** As a camera writes it: turned by a quarter (EXIF 274), and with a place. */
async function photograph(place: string): Promise<Uint8Array> {
  const plain = await paint(400, 300, 'image/jpeg');
  const text = utf8(`${place}\0`);
  const head = new Uint8Array(38);
  const view = new DataView(head.buffer);
  head.set(utf8('MM'));
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 2);
  // ImageDescription: ASCII, at the end.
  view.setUint16(10, 270);
  view.setUint16(12, 2);
  view.setUint32(14, text.length);
  view.setUint32(18, 38);
  // Orientation: 6, a quarter to the right.
  view.setUint16(22, 274);
  view.setUint16(24, 3);
  view.setUint32(26, 1);
  view.setUint16(30, 6);
  const exif = concat(utf8('Exif\0\0'), head, text);
  const marker = new Uint8Array([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  return concat(plain.slice(0, 2), marker, exif, plain.slice(2));
}

/** With a text chunk before its end. The checksum of a chunk nobody needs is nobody's concern. */
async function drawing(comment: string): Promise<Uint8Array> {
  const plain = await paint(200, 100, 'image/png');
  const text = utf8(`Comment\0${comment}`);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return concat(plain.slice(0, 33), length, utf8('tEXt'), text, new Uint8Array(4), plain.slice(33));
}

/** A picture of one point in a format we read no head of (BMP), with something written after it. */
function bitmap(comment: string): Uint8Array {
  const head = new Uint8Array(58);
  const view = new DataView(head.buffer);
  head.set(utf8('BM'));
  view.setUint32(2, head.length, true);
  // Where the points begin, and the size of the second header.
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 1, true);
  view.setInt32(22, 1, true);
  // Planes and bits of a point.
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return concat(head, utf8(comment));
}

/** What would be sent, in a form that leaves the page. */
async function prepared(bytes: Uint8Array | string, name: string, type: string) {
  const file = new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type });
  try {
    const ready = await prepareFile(file);
    const text = new TextDecoder('latin1').decode(ready.bytes);
    return {
      name: ready.name,
      type: ready.type,
      picture: ready.picture,
      kind: pictureKind(ready.bytes),
      text,
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'unknown' };
  }
}

const filesLab = { paint, photograph, drawing, bitmap, prepared };

declare global {
  interface Window {
    filesLab: typeof filesLab;
  }
}
window.filesLab = filesLab;
