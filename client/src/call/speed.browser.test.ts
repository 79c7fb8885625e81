/** How fast the picture is there. Printed, not judged: the bench compares it with its floor. */

import { expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage();
const rounds = 7;

test('from the open door to a picture on both sides is measured beside a bare connection', async () => {
  const measured = await page().evaluate(async (count) => {
    const { pair, view, barePair, watchFrames, until } = window.callLab;
    const captureMs: number[] = [];
    const bareMs: number[] = [];
    const openMs: number[] = [];
    for (let round = 0; round < count; round += 1) {
      const { clinician, guest } = await pair();
      const captureStartMs = performance.now();
      await clinician.media.acquire();
      captureMs.push(performance.now() - captureStartMs);
      await guest.media.acquire();
      if (clinician.media.stream.value) bareMs.push(await barePair(clinician.media.stream.value));
      for (const { mesh } of [clinician, guest]) mesh.allowRemote(true);
      const frames = [view(clinician, guest), view(guest, clinician)].map(({ stream }) =>
        watchFrames(stream),
      );
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
  const [capture, open, bare] = [measured.captureMs, measured.openMs, measured.bareMs].map(median);
  process.stdout.write(
    `camera and microphone: ${measured.captureMs[0]?.toFixed(0)} ms the first time, then ${capture?.toFixed(0)} ms; open door to first frame on both sides: ` +
      `${open?.toFixed(0)} ms; bare pair with the same camera: ${bare?.toFixed(0)} ms; ` +
      `ratio ${((open ?? 0) / (bare ?? 0)).toFixed(2)} (median of ${rounds})\n`,
  );
  expect(measured.openMs).toHaveLength(rounds);
});
