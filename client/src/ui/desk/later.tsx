/** Telling somebody who waits that it takes a little: with a prepared sentence, or in one's own words. */

import { useSignal } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';
import type { ChatMessage, ChatView } from '../../crypto/chat-view.ts';
import type { DeskView } from '../../desk/desk-view.ts';
import { saidLast } from '../../desk/said-until.ts';
import { tDay } from '../../i18n/day.ts';
import { formatTime } from '../../i18n/format.ts';
import { longestTextChars } from '../../storage/own-choices.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';

export interface LaterProps {
  readonly visitId: VisitId;
  readonly desk: DeskView;
  readonly chat: ChatView;
  readonly who: string;
}

export function Later({ desk, visitId, chat, who }: LaterProps) {
  const open = useSignal(false);
  return (
    <>
      <Button
        icon="clock"
        label={tDay('later.openName', { who })}
        testId="later"
        onClick={() => {
          open.value = true;
        }}
      >
        {tDay('later.open')}
      </Button>
      {open.value && (
        <LaterDialog
          desk={desk}
          visitId={visitId}
          chat={chat}
          who={who}
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}

/** What was said last since they were in conversation, and whether it has left; nothing where nothing was. */
export function LaterSaid({ chat, saidUntil }: { chat: ChatView; saidUntil: string | undefined }) {
  const last = saidLast(chat, saidUntil);
  if (!last) return null;
  return (
    <p class="card-meta" role="status" data-testid="later-said" data-state={last.state}>
      {saidText(last)}{' '}
      {last.state === 'failed' && (
        <button type="button" class="link-button" onClick={() => void chat.resend(last.id)}>
          {tDay('later.again')}
        </button>
      )}
    </p>
  );
}

export function LaterDialog({ desk, visitId, chat, who, onClose }: LaterProps & { onClose: () => void }) {
  const typed = useSignal('');
  const say = (text: string) => {
    if (text.trim() === '') return;
    desk.notYet(visitId);
    // How it went stands on the card.
    chat.sendLater(text).catch(() => undefined);
    onClose();
  };
  return (
    <Dialog title={tDay('later.title', { who })} onClose={onClose} closable testId="later-dialog">
      <p class="hint">{tDay('later.hint')}</p>
      <ul class="plain-list later-texts">
        {textsFor(desk).map((text) => (
          <li key={text}>
            <Button testId="later-text" onClick={() => say(text)}>
              {text}
            </Button>
          </li>
        ))}
      </ul>
      <form
        class="flow"
        onSubmit={(event) => {
          event.preventDefault();
          say(typed.value);
        }}
      >
        <Field label={tDay('later.typed')}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              maxLength={longestTextChars}
              value={typed.value}
              data-testid="later-typed"
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Button look="primary" type="submit" disabled={typed.value.trim() === ''} testId="later-send">
          {tDay('later.send')}
        </Button>
      </form>
    </Dialog>
  );
}

/** Own sentences first, then the practice's; our own only where the practice has none. Each once. */
function textsFor({ day, preparedTexts }: DeskView): readonly string[] {
  const ours = [tDay('later.five'), tDay('later.ten'), tDay('later.soon')];
  const prepared = preparedTexts.value.length > 0 ? preparedTexts.value : ours;
  return [...new Set([...day.choices.chosen.value.texts, ...prepared])];
}

function saidText({ state, text, sentAtMs }: ChatMessage): string {
  if (state === 'sending') return tDay('later.sending', { text });
  return state === 'failed'
    ? tDay('later.failed', { text })
    : tDay('later.said', { text, time: formatTime(sentAtMs) });
}
