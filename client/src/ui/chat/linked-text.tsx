/** What somebody has written, with its web addresses: shown as text, and opened only after saying where they lead. */

import { useSignal } from '@preact/signals';
import { tFiles } from '../../i18n/files.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { partsOf } from './links.ts';

export function LinkedText({ text }: { text: string }) {
  const leaving = useSignal<URL | undefined>(undefined);
  return (
    <>
      {partsOf(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <button
            key={index}
            type="button"
            class="link-button message-link"
            data-testid="chat-link"
            onClick={() => {
              leaving.value = part.url;
            }}
          >
            {part.text}
          </button>
        ),
      )}
      {leaving.value && (
        <Outside
          url={leaving.value}
          onStay={() => {
            leaving.value = undefined;
          }}
        />
      )}
    </>
  );
}

function Outside({ url, onStay }: { url: URL; onStay: () => void }) {
  return (
    <Dialog
      title={tFiles('link.title')}
      onClose={onStay}
      testId="opens-outside"
      actions={
        <>
          <Button look="primary" onClick={onStay}>
            {tShared('common.cancel')}
          </Button>
          <a
            class="button button-plain"
            href={url.href}
            target="_blank"
            rel="noreferrer noopener"
            data-testid="open-outside"
            onClick={onStay}
          >
            {tFiles('link.open')}
          </a>
        </>
      }
    >
      <p>{tFiles('link.host')}</p>
      <p class="link-host" data-testid="link-host" dir="ltr">
        {url.host}
      </p>
      <p class="technical" dir="ltr">
        {url.href}
      </p>
      <p>{tFiles('link.text')}</p>
    </Dialog>
  );
}
