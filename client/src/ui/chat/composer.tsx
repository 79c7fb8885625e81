/** The line one writes in, with what is attached above it. */

import { useSignal } from '@preact/signals';
import type { ChatView } from '../../crypto/chat-view.ts';
import { tFiles } from '../../i18n/files.ts';
import { tShared } from '../../i18n/shared.ts';
import { Icon } from '../icon.tsx';
import { Attaching } from './attaching.tsx';
import type { DraftTray } from './draft-tray.ts';

export interface ComposerProps {
  readonly chat: ChatView;
  /** Undefined where no files can be sent. */
  readonly tray: DraftTray | undefined;
}

export function Composer({ chat, tray }: ComposerProps) {
  const { files } = chat;
  const draft = useSignal('');
  const attaching = useSignal(false);
  const hasDrafts = (tray?.drafts.value.length ?? 0) > 0;
  const send = () => {
    // A failure stands beside the message itself, with the way to send it again.
    const sendFiles = async () => {
      for (const file of (await tray?.take()) ?? []) files?.send(file).catch(() => undefined);
    };
    void sendFiles();
    attaching.value = false;
    const text = draft.value.trim();
    if (text === '') return;
    draft.value = '';
    chat.send(text).catch(() => undefined);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {files && tray && (attaching.value || hasDrafts) && <Attaching files={files} tray={tray} />}
      <div class="composer-line">
        {tray && (
          <button
            type="button"
            class="icon-button"
            aria-label={attaching.value ? tFiles('attach.close') : tFiles('attach.open')}
            aria-expanded={attaching.value || hasDrafts}
            data-testid="attach"
            onClick={() => {
              files?.learnLimit();
              attaching.value = !attaching.value;
            }}
          >
            <Icon name="attach" />
          </button>
        )}
        <textarea
          rows={1}
          maxLength={4000}
          value={draft.value}
          placeholder={tShared('chat.input')}
          aria-label={tShared('chat.input')}
          enterkeyhint="send"
          data-testid="chat-input"
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])];
            if (!tray || pasted.length === 0) return;
            event.preventDefault();
            tray.add(pasted);
          }}
        />
        <button
          type="submit"
          class="icon-button icon-button-primary"
          aria-label={tShared('chat.send')}
          data-testid="chat-send"
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
