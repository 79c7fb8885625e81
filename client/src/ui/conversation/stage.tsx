/** The two pictures, and in place what is wrong with either. */

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { CallView, ParticipantView } from '../../call/call-view.ts';
import type { MediaView } from '../../call/media-view.ts';
import { tShared } from '../../i18n/shared.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { cameraFaultText } from '../media-fault.ts';
import { RemotePicture, SelfPicture } from '../video.tsx';
import { type Corner, nearestCorner, nextCorner } from './corners.ts';
import { LineWords } from './line-words.tsx';
import { mirrored, selfHidden } from './own-look.ts';
import { OwnScreenNotice, TheirScreen } from './screens.tsx';
import { useDrag } from './use-drag.ts';
import { whoTalks } from './who-talks.ts';
import { theirPicture } from './window-tools.ts';

export interface StageProps {
  readonly call: CallView | undefined;
  readonly name: string;
  /** Said elsewhere already. */
  readonly isLost: boolean;
}

export function Stage({ call, name, isLost }: StageProps) {
  const participant = whoTalks(call);
  const playSound = useSignal<(() => void) | undefined>(undefined);
  const onSoundBlocked = (play: (() => void) | undefined) => {
    playSound.value = play;
  };
  const theirScreen = participant?.screenOn.value === true;
  return (
    <section class={`stage ${theirScreen ? 'stage-screen' : ''}`} aria-label={tShared('talk.pictures')}>
      {theirScreen && <TheirScreen participant={participant} name={name} onSoundBlocked={onSoundBlocked} />}
      {participant && (
        <Remote
          // Sound that was repaired is played anew.
          key={`remote ${call?.soundRepair.repairs.value}`}
          participant={participant}
          name={name}
          onSoundBlocked={onSoundBlocked}
        />
      )}
      {call && !selfHidden.value && <Self media={call.media} />}
      <div class="stage-messages">
        {/* Always present, so that screen readers notice when its text comes and goes. */}
        <div role="status">
          {!isLost && <StateText participant={participant} name={name} />}
          {theirScreen && <span class="only-read">{tTools('screen.theirsNow', { name })}</span>}
        </div>
        {playSound.value && (
          <div class="stage-message" role="alert">
            <p>{tShared('talk.soundBlocked')}</p>
            <Button look="primary" icon="sound" onClick={playSound.value}>
              {tShared('talk.playSound')}
            </Button>
          </div>
        )}
        {call && <LineWords call={call} participant={participant} name={name} />}
        {call && <CameraFault media={call.media} />}
        {call && <OwnScreenNotice screen={call.screen} />}
      </div>
    </section>
  );
}

interface RemoteProps {
  readonly participant: ParticipantView;
  readonly name: string;
  readonly onSoundBlocked: (play: (() => void) | undefined) => void;
}

function Remote({ participant, name, onSoundBlocked }: RemoteProps) {
  const cameraOn = participant.cameraOn.value && !participant.line.theirPictureHeld.value;
  return (
    <div class={`remote ${cameraOn ? '' : 'remote-dark'}`}>
      <RemotePicture
        stream={participant.stream}
        label={tShared('talk.theirPicture', { name })}
        testId="remote-video"
        onSoundBlocked={onSoundBlocked}
        onElement={(element) => {
          theirPicture.value = element;
        }}
      />
      {!participant.cameraOn.value && (
        <p class="remote-off">
          <Icon name="camera-off" />
          <span class="remote-off-text">{tShared('talk.theirCameraOff', { name })}</span>
        </p>
      )}
    </div>
  );
}

function StateText({ participant, name }: { participant: ParticipantView | undefined; name: string }) {
  const state = participant?.state.value ?? 'connecting';
  const text = stateText(state, name);
  const muted = state === 'connected' && participant?.microphoneOn.value === false;
  return (
    <>
      {text && <p class="stage-message">{text}</p>}
      {muted && (
        <p class="stage-message" data-testid="their-microphone-off">
          <span>
            <Icon name="microphone-off" /> {tShared('talk.theirMicrophoneOff', { name })}
          </span>
        </p>
      )}
    </>
  );
}

function stateText(state: ParticipantView['state']['value'], name: string): string | undefined {
  switch (state) {
    case 'connecting':
      return tShared('talk.connecting', { name });
    case 'reconnecting':
      return tShared('talk.reconnecting', { name });
    case 'failed':
      return tShared('talk.failed', { name });
    case 'connected':
      return undefined;
  }
}

/** Near the camera at first. A press moves it to the next corner, away from what it hides; it can be dragged as well. */
function Self({ media }: { media: MediaView }) {
  const corner = useSignal<Corner>('top-end');
  const self = useRef<HTMLButtonElement>(null);
  const { wasDragged, ...drag } = useDrag((box) => {
    const stage = self.current?.parentElement;
    if (!stage) return;
    const isRightToLeft = getComputedStyle(stage).direction === 'rtl';
    corner.value = nearestCorner(box, stage.getBoundingClientRect(), isRightToLeft);
  });
  const cameraOn = media.cameraOn.value && media.stream.value !== undefined;
  return (
    <button
      ref={self}
      type="button"
      class={`self self-${corner.value}`}
      {...drag}
      onClick={() => {
        if (!wasDragged()) corner.value = nextCorner(corner.peek());
      }}
    >
      <span class="only-read">{tShared('talk.moveOwn')}</span>
      {cameraOn ? (
        <SelfPicture
          stream={media.stream.value}
          label={tShared('talk.ownPicture')}
          testId="self-video"
          mirrored={mirrored.value}
        />
      ) : (
        <span class="self-off">
          <Icon name="camera-off" />
          {tShared('talk.ownCameraOff')}
        </span>
      )}
    </button>
  );
}

function CameraFault({ media }: { media: MediaView }) {
  const camera = media.cameraFault.value;
  // A telephone call holds both, and is said once.
  if (!camera || (camera === 'paused' && media.microphoneFault.value === 'paused')) return null;
  return (
    <div class="stage-message" role="status">
      <p>{cameraFaultText(camera)}</p>
      <button type="button" class="link-button" onClick={() => void media.reopen()}>
        {tShared('common.tryAgain')}
      </button>
    </div>
  );
}
