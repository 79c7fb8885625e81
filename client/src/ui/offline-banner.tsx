import type { ReadonlySignal } from '@preact/signals';
import { tShared } from '../i18n/shared.ts';
import { Icon } from './icon.tsx';

/** Says quietly that the line is down. The live region is always there, so that its text is read out when it comes. */
export function OfflineBanner({ online }: { online: ReadonlySignal<boolean> }) {
  return (
    <div class="offline" role="status">
      {!online.value && (
        <p class="offline-text" data-testid="offline">
          <Icon name="wifi-off" />
          {tShared('offline.text')}
        </p>
      )}
    </div>
  );
}
