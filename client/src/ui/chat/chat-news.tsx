import type { ChatView } from '../../crypto/chat-view.ts';
import { tFiles } from '../../i18n/files.ts';

export interface ChatNewsProps {
  readonly chat: ChatView | undefined;
  readonly name: string;
  /** The messages are on the screen and are read out where they stand. */
  readonly open: boolean;
}

/** For screen readers: that somebody has written, while the messages are not on the screen. */
export function ChatNews({ chat, name, open }: ChatNewsProps) {
  const unread = chat?.unread.value ?? 0;
  return (
    <p class="only-read" role="status" data-testid="chat-news">
      {unread > 0 && !open && <span key={unread}>{tFiles('news.one', { name })}</span>}
    </p>
  );
}
