/** Pictures of people. Streams are attached here and nowhere else. */

import { useEffect, useRef } from 'preact/hooks';

export interface PictureProps {
  readonly stream: MediaStream | undefined;
  readonly label: string;
  readonly testId: string;
}

/** The own picture: mirrored, as people know themselves, and never with sound. */
export function SelfPicture({ stream, label, testId }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) attach(video.current, stream);
  }, [stream]);
  return (
    <video
      ref={video}
      class="picture picture-self"
      muted
      playsInline
      autoPlay
      aria-label={label}
      data-testid={testId}
    />
  );
}

export interface RemotePictureProps extends PictureProps {
  /** Told when the browser holds the sound back, with the way to let it go; undefined once it plays. */
  readonly onSoundBlocked: (play: (() => void) | undefined) => void;
}

/** The other person, with sound. Where the browser allows no sound before a press, the picture starts without. */
export function RemotePicture({ stream, label, testId, onSoundBlocked }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    attach(element, stream);
    void playWithSound(element, onSoundBlocked);
  }, [stream]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: what a person says live has no captions to load
    <video
      ref={video}
      class="picture picture-remote"
      playsInline
      autoPlay
      aria-label={label}
      data-testid={testId}
    />
  );
}

async function playWithSound(
  element: HTMLVideoElement,
  onSoundBlocked: RemotePictureProps['onSoundBlocked'],
): Promise<void> {
  element.muted = false;
  try {
    await element.play();
    onSoundBlocked(undefined);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    onSoundBlocked(() => void playWithSound(element, onSoundBlocked));
    element.muted = true;
    element.play().catch(() => undefined);
  }
}

function attach(video: HTMLVideoElement, stream: MediaStream | undefined): void {
  if (video.srcObject !== (stream ?? null)) video.srcObject = stream ?? null;
}
