/** In place, in the middle of a conversation: what is wrong with the line or the sound, and what to do about it. */

import type { CallView, ParticipantView } from '../../call/call-view.ts';
import { tLine } from '../../i18n/line.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { microphoneFaultText } from '../media-fault.ts';

interface LineWordsProps {
  readonly call: CallView;
  readonly participant: ParticipantView | undefined;
  readonly name: string;
}

/** The region is always there, so that screen readers notice when its text comes and goes. */
export function LineWords({ call, participant, name }: LineWordsProps) {
  const isConnected = participant?.state.value === 'connected';
  return (
    <>
      <SoundTrouble call={call} participant={isConnected ? participant : undefined} name={name} />
      <div role="status">
        {isConnected && participant.line.ownPictureHeld.value && (
          <p class="stage-message" data-testid="own-picture-held">
            {tLine('weak.own')}
          </p>
        )}
        {isConnected && participant.line.theirPictureHeld.value && (
          <p class="stage-message" data-testid="their-picture-held">
            {tLine('weak.theirs', { name })}
          </p>
        )}
      </div>
    </>
  );
}

function SoundTrouble({ call, participant, name }: LineWordsProps) {
  const text = troubleText(call, participant, name);
  const { repairing } = call.soundRepair;
  return (
    <div role="status">
      {(text !== undefined || repairing.value) && (
        <div class="stage-message" data-testid="sound-trouble">
          <p>
            <Icon name="microphone-off" /> {repairing.value ? tLine('sound.repairing') : text}
          </p>
          {!repairing.value && <RepairSound call={call} />}
        </div>
      )}
    </div>
  );
}

/** One tap: microphone and connection are opened anew, and nobody hangs up. */
export function RepairSound({ call }: { call: CallView }) {
  return (
    <Button
      icon="sound"
      look="primary"
      testId="repair-sound"
      onClick={() => {
        // What cannot be had stands in place as a fault.
        void call.soundRepair.repairSound().catch(() => undefined);
      }}
    >
      {tLine('sound.repair')}
    </Button>
  );
}

function troubleText(
  { media }: CallView,
  participant: ParticipantView | undefined,
  name: string,
): string | undefined {
  const fault = media.microphoneFault.value;
  if (fault === 'paused' && media.cameraFault.value === 'paused') return tLine('sound.bothPaused');
  if (fault === 'missing') return tLine('sound.missing', { name });
  if (fault === 'busy') return tLine('sound.taken', { repair: tLine('sound.repair') });
  if (fault) return microphoneFaultText(fault);
  if (!participant) return undefined;
  const { line } = participant;
  if (line.ownSoundMissing.value) return tLine('sound.ownMissing');
  if (line.theyDoNotHear.value && media.microphoneOn.value) return tLine('sound.theyDoNotHear', { name });
  if (line.theirSoundMissing.value) return tLine('sound.theirsMissing', { name });
  return undefined;
}
