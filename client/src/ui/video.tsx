/** Pictures of people. Streams are attached here and nowhere else. */

import { useEffect, useRef } from 'preact/hooks';
import { chosenSpeaker, playThrough } from './conversation/speakers.ts';

export interface PictureProps {
  readonly stream: MediaStream | undefined;
  readonly label: string;
  readonly testId: string;
}

export interface SelfPictureProps extends PictureProps {
  /** As people know themselves, unless somebody wants it otherwise. */
  readonly mirrored?: boolean;
}

/** The own picture, never with sound. */
export function SelfPicture({ stream, label, testId, mirrored = true }: SelfPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    attach(element, stream);
    return whenLookedAtAgain(element, () => void element.play().catch(() => undefined));
  }, [stream]);
  return (
    <video
      ref={video}
      class={`picture picture-self ${mirrored ? 'picture-mirrored' : ''}`}
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
  /** Given the element while it is on the page. */
  readonly onElement?: (element: HTMLVideoElement | undefined) => void;
}

/** The other person, with sound. Where the browser allows no sound before a press, the picture starts without. */
export function RemotePicture({ stream, label, testId, onSoundBlocked, onElement }: RemotePictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const speaker = chosenSpeaker.value;
  useEffect(() => {
    if (video.current) void playThrough(video.current, speaker);
  }, [speaker]);
  useEffect(() => {
    onElement?.(video.current ?? undefined);
    return () => onElement?.(undefined);
  }, []);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    attach(element, stream);
    void playWithSound(element, onSoundBlocked);
    return whenLookedAtAgain(element, () => void playWithSound(element, onSoundBlocked));
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

/** Phones stop what plays when another app comes in front or somebody rings, and do not start it again. */
function whenLookedAtAgain(element: HTMLVideoElement, play: () => void): () => void {
  const look = () => {
    if (document.visibilityState === 'visible' && element.paused) play();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}

function attach(video: HTMLVideoElement, stream: MediaStream | undefined): void {
  if (video.srcObject !== (stream ?? null)) video.srcObject = stream ?? null;
}
