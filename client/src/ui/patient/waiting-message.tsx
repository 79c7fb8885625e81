/** In the card on top of the waiting room: a message that lies further below unread, and the way to it. */

import type { ChatView } from '../../crypto/chat-view.ts';
import { tFiles } from '../../i18n/files.ts';
import { tPatient } from '../../i18n/patient.ts';
import { Button } from '../button.tsx';

export interface WaitingMessageProps {
  readonly chat: ChatView;
  readonly clinician: string;
}

export function WaitingMessage({ chat, clinician }: WaitingMessageProps) {
  if (chat.unread.value === 0) return null;
  return (
    <div class="waiting-message" data-testid="waiting-message">
      <p>{tFiles('news.one', { name: clinician })}</p>
      <Button onClick={toTheMessages} testId="read-message">
        {tPatient('waiting.read')}
      </Button>
    </div>
  );
}

/** The list opens by itself. Where it is still being drawn, the next press finds it. */
function toTheMessages(): void {
  const list = document.querySelector<HTMLElement>('.waiting-chat .chat-list');
  list?.focus({ preventScroll: true });
  list?.closest('.waiting-chat')?.scrollIntoView({ block: 'center' });
}
