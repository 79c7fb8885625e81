/**
 * What is sent of a file that somebody chose. A picture is painted anew from its points alone: what the camera wrote
 * beside them (place, time, device, a preview of what was cut off) is not among them. Anything else goes as it is.
 */

import type { Bytes } from '@sprechzimmer/protocol';
import { withEnding } from './file-name.ts';
import { pictureKind } from './picture-kind.ts';
import { looksLikePicture } from './picture-signs.ts';

export interface PreparedFile {
  readonly name: string;
  readonly bytes: Bytes;
  /** What the other side is told; `application/octet-stream` for all that is no picture. */
  readonly type: string;
  /** Present for pictures: points. */
  readonly picture?: { readonly width: number; readonly height: number };
}

/** A picture that cannot be painted anew would carry along what its camera wrote, so it is not sent. */
export class UnreadablePicture extends Error {
  constructor() {
    super('this browser cannot read the picture, so nothing can be taken out of it');
    this.name = 'UnreadablePicture';
  }
}

/** Points along the longer side: enough to read a photographed page. */
const longestSide = 2560;
/** Bytes. Above this a drawing is sent as a photograph. */
const largestDrawing = 3 * 1024 * 1024;

/** @throws UnreadablePicture; the browser's own error for a file that cannot be read at all */
export async function prepareFile(file: File): Promise<PreparedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = pictureKind(bytes);
  const isCalledPicture = file.type.startsWith('image/') && !file.type.includes('svg');
  const isPicture = kind !== undefined || isCalledPicture || looksLikePicture(bytes, file.name);
  if (!isPicture) return { name: file.name, bytes, type: 'application/octet-stream' };
  const painted = await paint(
    new Blob([bytes], { type: kind?.type ?? (isCalledPicture ? file.type : '') }),
    kind?.type === 'image/png',
  );
  const ending = painted.type === 'image/png' ? 'png' : 'jpg';
  return { ...painted, name: withEnding(file.name, ending) };
}

async function paint(source: Blob, asDrawing: boolean): Promise<Omit<PreparedFile, 'name'>> {
  const decoded = await createImageBitmap(source).catch(() => undefined);
  if (!decoded) throw new UnreadablePicture();
  try {
    const scale = Math.min(1, longestSide / Math.max(decoded.width, decoded.height));
    const width = Math.max(1, Math.round(decoded.width * scale));
    const height = Math.max(1, Math.round(decoded.height * scale));
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) throw new UnreadablePicture();
    if (asDrawing) {
      context.drawImage(decoded, 0, 0, width, height);
      const drawing = await encode(canvas, 'image/png');
      if (drawing.length <= largestDrawing)
        return { bytes: drawing, type: 'image/png', picture: { width, height } };
    }
    // A photograph has no transparency: what was transparent is paper.
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(decoded, 0, 0, width, height);
    const photograph = await encode(canvas, 'image/jpeg');
    return { bytes: photograph, type: 'image/jpeg', picture: { width, height } };
  } finally {
    decoded.close();
  }
}

async function encode(canvas: HTMLCanvasElement, type: string): Promise<Bytes> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.88));
  // A browser that cannot write this kind gives another; what comes out has to be what we say.
  if (blob?.type !== type) throw new UnreadablePicture();
  return new Uint8Array(await blob.arrayBuffer());
}
