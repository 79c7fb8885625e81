/** How fast the picture is there. Printed, not judged: the bench compares it with its floor. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();
const rounds = 7;

test('from the open door to a picture on both sides is measured beside a bare connection', async () => {
  const measured = await page().evaluate(async (count) => {
    const { pair, view, barePair, watchFrames, until } = window.callLab;
    const captureStartMs = performance.now();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const captureMs = performance.now() - captureStartMs;
    const bareMs: number[] = [];
    const openMs: number[] = [];
    for (let round = 0; round < count; round += 1) {
      bareMs.push(await barePair(stream));
      const { clinician, guest } = await pair();
      await Promise.all([clinician.media.acquire(), guest.media.acquire()]);
      for (const { mesh } of [clinician, guest]) mesh.allowRemote(true);
      const frames = [view(clinician, guest), view(guest, clinician)].map((other) =>
        watchFrames(other.stream),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      const startMs = performance.now();
      void clinician.mesh.openMedia();
      void guest.mesh.openMedia();
      await until(() => frames.every(({ firstAtMs }) => firstAtMs > 0), 'there is a picture on both sides');
      openMs.push(Math.max(...frames.map(({ firstAtMs }) => firstAtMs)) - startMs);
      for (const { stop } of frames) stop();
      await Promise.all([clinician.mesh.leave(), guest.mesh.leave()]);
    }
    return { captureMs, bareMs, openMs };
  }, rounds);
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [open, bare] = [median(measured.openMs), median(measured.bareMs)];
  process.stdout.write(
    `camera and microphone: ${measured.captureMs.toFixed(0)} ms; ` +
      `open door to first frame on both sides: ${open.toFixed(0)} ms; bare pair: ${bare.toFixed(0)} ms; ` +
      `ratio ${(open / bare).toFixed(2)} (median of ${rounds})\n`,
  );
  expect(measured.openMs).toHaveLength(rounds);
});
