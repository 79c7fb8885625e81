/** The way into another browser or device: the link to take along, as long as it has not been used here. */

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';
import { tWay } from '../../i18n/way.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

/** At the door: for whoever would rather be elsewhere, and first of all for whoever has to. */
export function OtherBrowser({ visit }: { visit: GuestView }) {
  const { lacksMedia, isInsideApp } = visit.window;
  const needsMedia = visit.kind.value !== 'chat';
  if (lacksMedia && needsMedia) {
    return (
      <Notice tone="warning" icon="alert" testId="no-media-here">
        <p>
          <strong>{tWay('window.noMediaTitle')}</strong>
        </p>
        <p>{tWay('window.noMedia')}</p>
        <HandOn visit={visit} />
      </Notice>
    );
  }
  if (isInsideApp) {
    return (
      <Notice testId="inside-app">
        <p>{tWay('window.insideApp')}</p>
        <HandOn visit={visit} />
      </Notice>
    );
  }
  return (
    <details data-testid="other-device">
      <summary>{tWay('other.title')}</summary>
      <div class="flow">
        <p>{tWay('other.text')}</p>
        <HandOn visit={visit} />
      </div>
    </details>
  );
}

/** The link is taken out of its hiding place by a press, and by nothing else. */
export function HandOn({ visit }: { visit: GuestView }) {
  const link = useSignal<string | undefined>(undefined);
  const done = useSignal<'copied' | 'by-hand' | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const press = () => {
    const taken = visit.window.handOn();
    link.value = taken;
    if (taken === undefined) return;
    const copied = navigator.clipboard?.writeText(taken) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => {
        done.value = 'copied';
      },
      () => {
        done.value = 'by-hand';
        field.current?.focus();
      },
    );
  };
  return (
    <div class="flow">
      <Button icon={done.value === 'copied' ? 'check' : 'copy'} onClick={press} testId="copy-own-link">
        {done.value === 'copied' ? tWay('other.copied') : tWay('other.copy')}
      </Button>
      <p role="status">
        {done.value === 'copied' && tWay('other.paste')}
        {done.value === 'by-hand' && tWay('other.byHand')}
      </p>
      {link.value !== undefined && (
        <>
          {done.value === 'by-hand' && (
            <textarea
              ref={field}
              class="link-value"
              readOnly
              rows={3}
              aria-label={tWay('other.value')}
              value={link.value}
              data-testid="own-link"
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
          {visit.window.isInsideApp && <p class="hint">{tWay('other.menu')}</p>}
        </>
      )}
    </div>
  );
}
