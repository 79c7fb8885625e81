/** A QR code held in front of Chromium's fake camera: what one screen shows becomes what another browser films. */

import { writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';

const widthPx = 640;
const heightPx = 480;

/** Chromium plays this file as its camera; it has to be written before the camera is asked for. */
export function cameraFlags(file: string): readonly string[] {
  return [`--use-file-for-fake-video-capture=${file}`];
}

/** Films the code that a page shows (`QrCode`: one square path per dark module). */
export async function holdUp(code: Locator, file: string): Promise<void> {
  const [size, path] = await code.evaluate((svg): [number, string] => [
    Number(svg.getAttribute('viewBox')?.split(' ')[2]),
    svg.querySelector('path')?.getAttribute('d') ?? '',
  ]);
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const scale = Math.floor(heightPx / size);
  const luma = Buffer.alloc(widthPx * heightPx, 235);
  for (let y = 0; y < size * scale; y += 1)
    for (let x = 0; x < size * scale; x += 1)
      if (dark.has(`${Math.floor(x / scale)} ${Math.floor(y / scale)}`)) luma[y * widthPx + x] = 16;
  const grey = Buffer.alloc((widthPx * heightPx) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey]);
  const head = Buffer.from(`YUV4MPEG2 W${widthPx} H${heightPx} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([head, frame, frame]));
}
