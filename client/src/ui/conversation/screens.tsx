/** Screens that are shown: the other's large on the stage, and what is said about one's own. */

import type { CallView, ParticipantView } from '../../call/call-view.ts';
import { tTools } from '../../i18n/tools.ts';
import { Button } from '../button.tsx';
import { RemotePicture, type RemotePictureProps } from '../video.tsx';

export interface TheirScreenProps extends Pick<RemotePictureProps, 'onSoundBlocked'> {
  readonly participant: ParticipantView;
  readonly name: string;
}

export function TheirScreen({ participant, name, onSoundBlocked }: TheirScreenProps) {
  return (
    <div class="their-screen">
      <RemotePicture
        stream={participant.screen}
        label={tTools('screen.theirs', { name })}
        testId="remote-screen"
        onSoundBlocked={onSoundBlocked}
      />
    </div>
  );
}

export function OwnScreenNotice({ screen }: { screen: CallView['screen'] }) {
  const isOn = screen.on.value;
  return (
    <>
      <div role="status">
        {isOn && (
          <div class="stage-message" data-testid="own-screen">
            <p>{tTools('screen.mine')}</p>
            <Button testId="stop-screen" onClick={() => screen.stop()}>
              {tTools('screen.stop')}
            </Button>
          </div>
        )}
      </div>
      {screen.failed.value && (
        <div class="stage-message" role="alert">
          <p>{tTools('screen.failed')}</p>
        </div>
      )}
    </>
  );
}
