/** The mirror: own picture, a level that moves, a choice of devices. Meanwhile the heavy part is loading. */

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MediaFault, MediaView } from '../../call/media-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { canChooseSpeaker, SpeakerChoice } from '../conversation/speaker-choice.tsx';
import { useSpeakers } from '../conversation/speakers.ts';
import { DeviceChoice } from '../device-choice.tsx';
import { LevelMeter } from '../level-meter.tsx';
import { cameraFaultText, microphoneFaultText } from '../media-fault.ts';
import { Notice } from '../notice.tsx';
import { QuietSwitch } from '../quiet-switch.tsx';
import { loadTrouble, PermissionHelp, SilentMicrophone } from '../trouble/late-screens.tsx';
import { SelfPicture } from '../video.tsx';
import { PatientScreen } from './patient-screen.tsx';
import { playTestSound } from './test-sound.ts';

export interface MirrorProps {
  readonly visit: GuestView;
  readonly media: MediaView;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

export function Mirror({ visit, media, onNext, onBack }: MirrorProps) {
  const stream = media.stream.value;
  const cameraFault = media.cameraFault.value;
  const microphoneFault = media.microphoneFault.value;
  useEffect(() => {
    loadTrouble();
    void media.acquire();
  }, [media]);
  useSpeakers(stream);
  const faults = [cameraFault, microphoneFault];
  const helpsAgain = faults.some((fault) => fault !== undefined && fault !== 'missing');
  // What is held is there already: only another one of it helps.
  const isPaused = faults.includes('paused');
  const asking = !stream && !cameraFault && !microphoneFault;
  return (
    <PatientScreen
      visit={visit}
      title={tPatient(cameraFault === undefined ? 'mirror.title' : 'mirror.titleWithoutPicture')}
      testId="mirror"
      actions={
        <>
          {/* The button that people in a fright press is not the one that makes them arrive mute. */}
          {helpsAgain && (
            <Button
              look="primary"
              testId="media-again"
              onClick={() => void (isPaused ? media.reopen() : media.acquire())}
            >
              {tShared('common.tryAgain')}
            </Button>
          )}
          <Button look={helpsAgain ? 'plain' : 'primary'} onClick={onNext} testId="mirror-next">
            {nextText(cameraFault, microphoneFault)}
          </Button>
          <Button look="quiet" icon="back" onClick={onBack}>
            {tShared('common.back')}
          </Button>
        </>
      }
    >
      {/* Where there will be no picture no room is kept for one: what to do about it is read at once. */}
      {cameraFault === undefined && (
        <div class="mirror">
          {stream && media.cameraOn.value ? (
            <SelfPicture stream={stream} label={tShared('talk.ownPicture')} testId="self-video" />
          ) : (
            <p class="mirror-empty" role="status">
              {asking ? tPatient('mirror.asking') : tPatient('mirror.cameraIsOff')}
            </p>
          )}
        </div>
      )}
      {/* Its room is there before the microphone is: nothing moves away under a finger. */}
      {!microphoneFault && (
        <div class={`level-row ${stream ? '' : 'level-row-coming'}`}>
          <LevelMeter level={media.level} label={tPatient('mirror.level')} />
          <p class="hint">{tPatient('mirror.levelHint')}</p>
          {stream && <SilentMicrophone media={media} />}
        </div>
      )}
      <Faults media={media} clinician={visit.clinicianName.value} />
      <TestSound />
      {cameraFault === undefined && <p class="hint">{tPatient('mirror.onlyYou')}</p>}
      <p class="hint">{tPatient('mirror.headphones', { clinician: visit.clinicianName.value })}</p>
      <Switches media={media} />
    </PatientScreen>
  );
}

function Faults({ media, clinician }: { media: MediaView; clinician: string }) {
  const camera = media.cameraFault.value;
  const microphone = media.microphoneFault.value;
  if (!camera && !microphone) return null;
  const isMissing = [camera, microphone].every((fault) => fault === undefined || fault === 'missing');
  return (
    <Notice tone="warning" icon="alert" live="polite" testId="media-fault">
      {camera !== undefined && camera === microphone ? (
        <p>{tPatient(`mirror.both.${camera}`)}</p>
      ) : (
        <>
          {camera && <p>{cameraFaultText(camera)}</p>}
          {microphone && <p>{microphoneFaultText(microphone)}</p>}
        </>
      )}
      <Permission faults={[camera, microphone]} />
      {/* For whoever plugs one in. */}
      {isMissing && (
        <Button testId="media-again" onClick={() => void media.acquire()}>
          {tShared('common.tryAgain')}
        </Button>
      )}
      <p>
        {microphone
          ? tPatient('mirror.withoutMicrophone', { clinician })
          : tPatient('mirror.withoutCamera', { clinician })}
      </p>
    </Notice>
  );
}

function Permission({ faults }: { faults: readonly (MediaFault | undefined)[] }) {
  if (faults.includes('denied')) return <PermissionHelp fault="denied" />;
  return faults.includes('dismissed') ? <PermissionHelp fault="dismissed" /> : null;
}

/** Whether a device is muted no browser tells: only listening does. */
function TestSound() {
  const isPlayed = useSignal(false);
  return (
    <div class="button-row">
      <Button
        icon="sound"
        testId="test-sound"
        onClick={() => {
          playTestSound();
          isPlayed.value = true;
        }}
      >
        {tPatient('mirror.testSound')}
      </Button>
      <div role="status">
        {isPlayed.value && (
          <p class="hint" data-testid="test-sound-hint">
            {tPatient('mirror.testSoundHint')} {tPatient('mirror.notHeard')}{' '}
            {canChooseSpeaker() && tPatient('mirror.notHeardHere')}
          </p>
        )}
      </div>
    </div>
  );
}

function Switches({ media }: { media: MediaView }) {
  const { cameras, microphones } = media.devices.value;
  return (
    <details class="mirror-more">
      <summary>{tPatient(canChooseSpeaker() ? 'mirror.devicesAndSpeaker' : 'mirror.devices')}</summary>
      {cameras.length + microphones.length > 0 && <DeviceChoice media={media} withCamera />}
      <SpeakerChoice />
      {!media.microphoneFault.value && <QuietSwitch media={media} />}
      <div class="button-row">
        {!media.cameraFault.value && (
          <Button
            icon={media.cameraOn.value ? 'camera-off' : 'camera'}
            onClick={() => void media.setCamera(!media.cameraOn.value)}
          >
            {media.cameraOn.value ? tShared('talk.cameraOff') : tShared('talk.cameraOn')}
          </Button>
        )}
      </div>
    </details>
  );
}

function nextText(camera: MediaFault | undefined, microphone: MediaFault | undefined): string {
  if (camera && microphone) return tPatient('mirror.nextWithoutBoth');
  if (camera) return tPatient('mirror.nextWithoutCamera');
  if (microphone) return tPatient('mirror.nextWithoutMicrophone');
  return tPatient('mirror.next');
}
