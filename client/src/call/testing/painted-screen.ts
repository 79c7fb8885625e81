/** A screen that somebody has chosen to show: painted, so that nobody has to press anything. */

import type { ScreenCapture } from '../screen-share.ts';

export interface PaintedScreen {
  readonly capture: ScreenCapture;
  /** What was given out so far. */
  readonly given: readonly MediaStreamTrack[];
}

/** @param withSound the sound of a page along with it */
export function paintedScreen(withSound = false): PaintedScreen {
  const given: MediaStreamTrack[] = [];
  return {
    given,
    capture: {
      async getDisplayMedia() {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 });
        const paint = canvas.getContext('2d');
        let frame = 0;
        const timer = setInterval(() => {
          if (!paint) return;
          frame += 1;
          paint.fillStyle = `hsl(${(frame * 40) % 360} 80% 50%)`;
          paint.fillRect(0, 0, canvas.width, canvas.height);
        }, 50);
        const stream = canvas.captureStream(20);
        stream.getTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
        if (withSound) stream.addTrack(tone());
        given.push(...stream.getTracks());
        return stream;
      },
    },
  };
}

function tone(): MediaStreamTrack {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('there is no tone');
  return track;
}
