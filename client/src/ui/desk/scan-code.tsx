/** The camera, looking for the code of the clinician's other device. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

const lookEveryMs = 200;
/** Enough for a code that fills a third of the picture, and quick to look through. */
const widestPx = 800;

export function ScanCode({ onCode, onStop }: { onCode: (code: Uint8Array) => void; onStop: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const refused = useSignal(false);
  useEffect(() => {
    const ended = new AbortController();
    watch(video.current, ended.signal).then(
      (code) => code && onCode(code),
      () => {
        refused.value = true;
      },
    );
    return () => ended.abort();
  }, []);
  return (
    <div class="flow" data-testid="scan-code">
      {refused.value ? (
        <Notice tone="warning" live="alert">
          {tKeys('scan.noCamera')}
        </Notice>
      ) : (
        <>
          <p role="status">{tKeys('scan.look')}</p>
          <video ref={video} class="scan" muted playsInline aria-label={tKeys('scan.picture')} />
        </>
      )}
      <Button onClick={onStop}>{tKeys('scan.stop')}</Button>
    </div>
  );
}

/** Looks until there is a code, or until nobody wants it any more. @throws when there is no camera to be had */
async function watch(video: HTMLVideoElement | null, ended: AbortSignal): Promise<Uint8Array | undefined> {
  if (!video) return undefined;
  const [stream, { readCode }] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }),
    import('../../desk/read-code.ts'),
  ]);
  try {
    video.srcObject = stream;
    await video.play().catch(() => undefined);
    while (!ended.aborted) {
      const picture = pictureOf(video);
      const code = picture && readCode(picture);
      if (code) return code;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

function pictureOf(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, widestPx / videoWidth);
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0, width, height);
  return context?.getImageData(0, 0, width, height);
}
