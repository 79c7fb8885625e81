/** Messages beside the conversation, and while waiting. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage, ChatView } from '../crypto/chat-view.ts';
import { formatTime } from '../i18n/format.ts';
import { tShared } from '../i18n/shared.ts';
import { Icon } from './icon.tsx';

export interface ChatPanelProps {
  /** Undefined while the room is not ready: the panel then says so. */
  readonly chat: ChatView | undefined;
  /** How the other person is called. */
  readonly name: string;
}

export function ChatPanel({ chat, name }: ChatPanelProps) {
  if (!chat) return <p class="hint">{tShared('chat.notYet')}</p>;
  return (
    <div class="chat" data-testid="chat">
      <Messages chat={chat} name={name} />
      <Composer chat={chat} />
    </div>
  );
}

function Messages({ chat, name }: { chat: ChatView; name: string }) {
  const messages = chat.messages.value;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight);
    chat.markRead();
  }, [chat, messages.length]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <div ref={list} class="chat-list" role="log" aria-label={tShared('chat.title')} tabIndex={0}>
      {messages.length === 0 && <p class="hint">{tShared('chat.empty')}</p>}
      {messages.map((message) => (
        <Message key={message.id} message={message} name={name} resend={() => void chat.resend(message.id)} />
      ))}
    </div>
  );
}

interface MessageProps {
  readonly message: ChatMessage;
  readonly name: string;
  readonly resend: () => void;
}

function Message({ message, name, resend }: MessageProps) {
  const withheld = message.state === 'withheld';
  return (
    <article
      class={`message ${message.own ? 'message-own' : 'message-theirs'}`}
      data-testid="chat-message"
      data-state={message.state}
    >
      <p class="message-meta">
        {message.own ? tShared('chat.you') : name}, <time>{formatTime(message.sentAtMs)}</time>
        {message.state === 'sending' && <span class="message-state"> · {tShared('chat.sending')}</span>}
      </p>
      <p class={withheld ? 'message-withheld' : 'message-text'} dir="auto">
        {withheld ? tShared('chat.withheld') : message.text}
      </p>
      {message.state === 'failed' && (
        <p class="fault">
          {tShared('chat.notSent')}{' '}
          <button type="button" class="link-button" onClick={resend}>
            {tShared('chat.resend')}
          </button>
        </p>
      )}
    </article>
  );
}

function Composer({ chat }: { chat: ChatView }) {
  const draft = useSignal('');
  const send = () => {
    const text = draft.value.trim();
    if (text === '') return;
    draft.value = '';
    // A failure stands beside the message itself, with the way to send it again.
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
      />
      <button
        type="submit"
        class="icon-button icon-button-primary"
        aria-label={tShared('chat.send')}
        data-testid="chat-send"
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
