/** Whether the browser filters away what is quiet. */

import { useId } from 'preact/hooks';
import type { MediaView } from '../call/media-view.ts';
import { tLine } from '../i18n/line.ts';

export function QuietSwitch({ media }: { media: MediaView }) {
  const id = useId();
  const isKept = media.wantedQuietSounds.value === 'kept';
  const isDisobeyed = isKept && media.quietSounds.value === 'filtered';
  return (
    <div>
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={isKept}
          aria-describedby={`${id}-hint`}
          data-testid="quiet-sounds"
          onChange={(event) => {
            void media.wantQuietSounds(event.currentTarget.checked ? 'kept' : 'filtered');
          }}
        />
        <label for={id}>{tLine('quiet.label')}</label>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {tLine('quiet.hint')}
      </p>
      <p class="hint" role="status" data-testid="quiet-disobeyed">
        {isDisobeyed && tLine('quiet.disobeyed')}
      </p>
    </div>
  );
}
