import type { Ref } from 'preact';
import type { MediaView } from '../../call/media-view.ts';
import { tShared } from '../../i18n/shared.ts';
import { Icon, type IconName } from '../icon.tsx';
import { keysOn } from './own-look.ts';

export interface ControlProps {
  readonly icon: IconName;
  /** Under the icon. */
  readonly text: string;
  /** What pressing it does, for screen readers; contains `text`. */
  readonly label?: string | undefined;
  readonly look?: 'plain' | 'off' | 'danger';
  /** For a control that opens something. */
  readonly expanded?: boolean;
  /** Small number on the icon; none for zero. */
  readonly badge?: number;
  readonly busy?: boolean;
  /** The key that does the same, as `aria-keyshortcuts` has it. */
  readonly shortcut?: string | undefined;
  readonly testId: string;
  /** Where the focus returns to when what it opened has been put away. */
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick: () => void;
}

/** A round button with its name under it. */
export function Control({
  icon,
  text,
  label,
  look = 'plain',
  expanded,
  badge,
  busy,
  shortcut,
  testId,
  buttonRef = null,
  onClick,
}: ControlProps) {
  return (
    <button
      ref={buttonRef}
      type="button"
      class={`control control-${look}`}
      aria-label={label}
      aria-expanded={expanded}
      aria-busy={busy === true}
      aria-keyshortcuts={shortcut}
      data-testid={testId}
      onClick={(event) => {
        // The space bar is for speaking again, where there are keys: nobody who uses a mouse looks for the focus here.
        if (shortcut !== undefined && isByMouse(event)) event.currentTarget.blur();
        if (busy !== true) onClick();
      }}
    >
      <span class="control-disc">
        <Icon name={icon} />
        {badge !== undefined && badge > 0 && <span class="badge" data-count={badge} />}
      </span>
      <span class="control-text">{text}</span>
    </button>
  );
}

function isByMouse(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === 'mouse';
}

/** Own microphone and camera. */
export function MediaControls({ media }: { media: MediaView }) {
  const microphone = media.microphoneOn.value;
  const camera = media.cameraOn.value;
  return (
    <>
      <Control
        icon={microphone ? 'microphone' : 'microphone-off'}
        text={tShared('talk.microphone')}
        label={microphone ? tShared('talk.microphoneOff') : tShared('talk.microphoneOn')}
        look={microphone ? 'plain' : 'off'}
        shortcut={keysOn.value ? 'M' : undefined}
        testId="toggle-microphone"
        onClick={() => void media.setMicrophone(!microphone)}
      />
      <Control
        icon={camera ? 'camera' : 'camera-off'}
        text={tShared('talk.camera')}
        label={camera ? tShared('talk.cameraOff') : tShared('talk.cameraOn')}
        look={camera ? 'plain' : 'off'}
        shortcut={keysOn.value ? 'C' : undefined}
        testId="toggle-camera"
        onClick={() => void media.setCamera(!camera)}
      />
    </>
  );
}
