/** The practice's logo: one small picture, looked at before anybody else gets to see it. */

import { readFile, stat } from 'node:fs/promises';

export interface Logo {
  readonly contentType: 'image/png' | 'image/svg+xml';
  readonly bytes: Buffer;
}

/** A picture that is not shown. The message completes `practice.logo: …` and says what to do. */
export class LogoFault extends Error {
  override readonly name = 'LogoFault';
}

/** It comes with the door, on the slowest line. */
export const largestLogoBytes = 100_000;
/** A few hundred bytes can unpack into more than a phone can hold. */
const largestLogoPixels = 2_000;

/**
 * @param file absolute path
 * @throws LogoFault
 */
export async function readLogo(file: string): Promise<Logo> {
  return judgeLogo(await bytesOf(file));
}

/** What kind of picture it is, told by its content and not by its name. */
export function judgeLogo(bytes: Buffer): Logo {
  if (bytes.length > largestLogoBytes)
    throw new LogoFault(
      `the file has ${Math.ceil(bytes.length / 1000)} kB, and patients wait for it. Make it smaller than 100 kB.`,
    );
  if (bytes.subarray(0, 8).equals(pngSignature)) {
    judgePng(bytes);
    return { contentType: 'image/png', bytes };
  }
  const text = textOf(bytes);
  if (text !== undefined && /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text)) {
    judgeSvg(text);
    return { contentType: 'image/svg+xml', bytes };
  }
  throw new LogoFault('this is neither a PNG nor an SVG picture. Save it as one of the two.');
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    // Not read at all: it may be anything.
    if (size > 100 * largestLogoBytes)
      throw new LogoFault('the file is far too large. Make it smaller than 100 kB.');
    return await readFile(file);
  } catch (error) {
    if (error instanceof LogoFault) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new LogoFault(
      missing
        ? 'there is no such file. Relative paths start at the folder of this file.'
        : 'the file cannot be read. Give the account that runs Sprechzimmer the right to read it.',
    );
  }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** PNG (W3C) §11.2.1: width and height come first, in the chunk IHDR. */
function judgePng(bytes: Buffer): void {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw new LogoFault('this PNG is broken. Save the picture again.');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === 0 || height === 0) throw new LogoFault('this PNG is broken. Save the picture again.');
  if (width > largestLogoPixels || height > largestLogoPixels)
    throw new LogoFault(`the picture has ${width} by ${height} points. 400 by 400 are plenty.`);
}

/**
 * A browser that shows an SVG as a picture runs nothing in it and fetches nothing for it, and opened by itself it is
 * locked in by its own headers. A file that tries either is refused all the same: it was not meant as a logo.
 */
function judgeSvg(text: string): void {
  if (
    /<!(?:DOCTYPE|ENTITY)|<(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|\son\w+\s*=|javascript:/i.test(
      text,
    )
  )
    throw new LogoFault('this SVG holds more than a drawing. Save it as a “plain” or “optimised” SVG.');
  if (/(?:href|src)\s*=\s*["']\s*(?!#|data:image\/)|url\(\s*["']?\s*(?!#|data:image\/)|@import/i.test(text))
    throw new LogoFault('this SVG needs other files. Save it with everything inside.');
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
