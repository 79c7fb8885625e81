/** The two pictures, and in place what is wrong with either. */

import { useSignal } from '@preact/signals';
import type { CallView, ParticipantView } from '../../call/call-view.ts';
import type { MediaView } from '../../call/media-view.ts';
import { tShared } from '../../i18n/shared.ts';
import { Icon } from '../icon.tsx';
import { cameraFaultText, microphoneFaultText } from '../media-fault.ts';
import { RemotePicture, SelfPicture } from '../video.tsx';

export function Stage({ call, name }: { call: CallView | undefined; name: string }) {
  const participant = call?.participants.value[0];
  return (
    <section class="stage">
      {participant ? (
        <Remote participant={participant} name={name} />
      ) : (
        <Status text={tShared('talk.connecting', { name })} />
      )}
      {call && <Self media={call.media} />}
      {call && <MediaFaults media={call.media} />}
    </section>
  );
}

function Remote({ participant, name }: { participant: ParticipantView; name: string }) {
  const state = participant.state.value;
  const cameraOn = participant.cameraOn.value;
  return (
    <>
      <div class={`remote ${cameraOn ? '' : 'remote-dark'}`}>
        <RemotePicture
          stream={participant.stream}
          label={tShared('talk.theirPicture', { name })}
          testId="remote-video"
        />
        {!cameraOn && (
          <p class="remote-off">
            <Icon name="camera-off" />
            {tShared('talk.theirCameraOff', { name })}
          </p>
        )}
      </div>
      {!participant.microphoneOn.value && (
        <p class="remote-muted" role="status">
          <Icon name="microphone-off" />
          {tShared('talk.theirMicrophoneOff')}
        </p>
      )}
      <Status text={stateText(state, name)} />
    </>
  );
}

/** Always present, so that screen readers notice when its text comes and goes. */
function Status({ text }: { text: string | undefined }) {
  return (
    <div class="stage-status" role="status">
      {text && <p>{text}</p>}
    </div>
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

const corners = ['top-end', 'bottom-end', 'bottom-start', 'top-start'] as const;

/** Near the camera at first; each press moves it to the next corner, away from what it hides. */
function Self({ media }: { media: MediaView }) {
  const corner = useSignal(0);
  const cameraOn = media.cameraOn.value && media.stream.value !== undefined;
  return (
    <button
      type="button"
      class={`self self-${corners[corner.value % corners.length]}`}
      aria-label={tShared('talk.moveOwn')}
      onClick={() => {
        corner.value += 1;
      }}
    >
      {cameraOn ? (
        <SelfPicture stream={media.stream.value} label={tShared('talk.ownPicture')} testId="self-video" />
      ) : (
        <span class="self-off">
          <Icon name="camera-off" />
          {tShared('talk.ownCameraOff')}
        </span>
      )}
    </button>
  );
}

function MediaFaults({ media }: { media: MediaView }) {
  const camera = media.cameraFault.value;
  const microphone = media.microphoneFault.value;
  if (!camera && !microphone) return null;
  return (
    <div class="stage-faults" role="status">
      {microphone && <p>{microphoneFaultText(microphone)}</p>}
      {camera && <p>{cameraFaultText(camera)}</p>}
      <button type="button" class="link-button" onClick={() => void media.acquire()}>
        {tShared('common.tryAgain')}
      </button>
    </div>
  );
}
