/** Two soft tones, made on the spot: no file, no request. */

import { signal } from '@preact/signals';

/** Whether the browser lets this page be heard: most want one press on it first. */
export const mayBeHeard = signal(navigator.userActivation?.hasBeenActive ?? true);

if (!mayBeHeard.peek()) {
  const events = ['pointerdown', 'keydown'] as const;
  const look = () => {
    if (!navigator.userActivation.hasBeenActive) return;
    mayBeHeard.value = true;
    for (const each of events) removeEventListener(each, afterwards, true);
  };
  // The press counts once the browser is done with the event.
  const afterwards = () => void setTimeout(look);
  for (const each of events) addEventListener(each, afterwards, true);
}

const tones = [
  { hertz: 523.25, atSeconds: 0 },
  { hertz: 659.25, atSeconds: 0.22 },
] as const;
const lastsSeconds = 0.9;
const loudest = 0.12;

/** Nothing is heard where the browser does not let it: `mayBeHeard` says so beforehand. */
export async function playChime(): Promise<void> {
  const context = new AudioContext();
  try {
    for (const { hertz, atSeconds } of tones) ring(context, hertz, context.currentTime + atSeconds);
    await new Promise((resolve) => setTimeout(resolve, (lastsSeconds + 0.5) * 1000));
  } finally {
    await context.close();
  }
}

function ring(context: AudioContext, hertz: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(loudest, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + lastsSeconds);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + lastsSeconds);
}
