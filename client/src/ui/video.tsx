/** Pictures of people. Streams are attached here and nowhere else. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tShared } from '../i18n/shared.ts';
import { Button } from './button.tsx';

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

/** The other person, with sound. Where the browser holds the sound back, a button lets it go. */
export function RemotePicture({ stream, label, testId }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const blocked = useSignal(false);
  const play = () => {
    const element = video.current;
    if (!element) return;
    element.play().then(
      () => {
        blocked.value = false;
      },
      (error: unknown) => {
        blocked.value = error instanceof DOMException && error.name === 'NotAllowedError';
      },
    );
  };
  useEffect(() => {
    if (video.current) attach(video.current, stream);
    play();
  }, [stream]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what a person says live has no captions to load */}
      <video
        ref={video}
        class="picture picture-remote"
        playsInline
        autoPlay
        aria-label={label}
        data-testid={testId}
      />
      {blocked.value && (
        <div class="sound-blocked" role="alert">
          <p>{tShared('talk.soundBlocked')}</p>
          <Button look="primary" icon="sound" onClick={play}>
            {tShared('talk.playSound')}
          </Button>
        </div>
      )}
    </>
  );
}

function attach(video: HTMLVideoElement, stream: MediaStream | undefined): void {
  if (video.srcObject !== (stream ?? null)) video.srcObject = stream ?? null;
}
