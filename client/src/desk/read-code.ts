/**
 * Reading another device's code from a picture. The code is bytes, not text (client-server specification, *QR code
 * format*); a browser's own `BarcodeDetector` gives text only, and where it exists at all it would spoil them.
 */

import { decodeQR } from 'qr/decode.js';

/** As a canvas gives it: four bytes a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const prefix = new TextEncoder().encode('MATRIX');

/** The bytes of a device's code. Undefined where there is none in the picture, or another kind of code. */
export function readCode({ width, height, data }: Picture): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  try {
    decodeQR(
      { width, height, data },
      {
        textDecoder(bytes) {
          parts.push(new Uint8Array(bytes));
          return '';
        },
      },
    );
  } catch {
    return undefined;
  }
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  return prefix.every((byte, index) => bytes[index] === byte) ? bytes : undefined;
}
