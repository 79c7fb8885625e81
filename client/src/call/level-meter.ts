/** How loud a microphone is, for a meter that moves when somebody speaks. Measured here, sent nowhere. */

import type { Clock } from './clock.ts';

const PERIOD_MS = 80;
/** Below this nobody hears anything; at the upper end speech is plenty loud. Decibels relative to full scale. */
const FLOOR_DB = -60;
const CEILING_DB = -12;

/**
 * Reports the level of a track, 0 to 1, some twelve times a second.
 * @returns a function that stops it
 */
export function watchLevel(
  track: MediaStreamTrack,
  clock: Clock,
  report: (level: number) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let cancel = clock.after(PERIOD_MS, tick);
  resume(context);

  function tick(): void {
    // Suspended until somebody has touched the page; after a telephone call Safari leaves it interrupted.
    if (context.state !== 'running') resume(context);
    analyser.getFloatTimeDomainData(samples);
    report(levelOf(samples));
    cancel = clock.after(PERIOD_MS, tick);
  }

  return () => {
    cancel();
    context.close().catch(() => undefined);
  };
}

/** Samples of -1 to 1 to a level of 0 to 1, on a scale of decibels as the ear has it. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)));
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
}

/** Browsers hold sound back until somebody has touched the page; then the next tick succeeds. */
function resume(context: AudioContext): void {
  context.resume().catch(() => undefined);
}
