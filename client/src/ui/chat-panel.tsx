/** Messages and files beside the conversation, and while waiting. */

import type { TargetedEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatMessage, ChatView } from '../crypto/chat-view.ts';
import { tFiles } from '../i18n/files.ts';
import { formatTime } from '../i18n/format.ts';
import { tShared } from '../i18n/shared.ts';
import { Composer } from './chat/composer.tsx';
import type { DraftTray } from './chat/draft-tray.ts';
import { FileMessage } from './chat/file-message.tsx';
import { LinkedText } from './chat/linked-text.tsx';
import { onceSeen } from './chat/once-seen.ts';
import { textSize } from './chat/text-size.ts';
import { TextSizeChoice } from './chat/text-size-choice.tsx';
import { useDraftTray } from './chat/use-draft-tray.ts';
import { useFileDrop } from './chat/use-file-drop.ts';
import { Icon } from './icon.tsx';

export interface ChatPanelProps {
  /** Undefined while the room is not ready: the panel then says so. */
  readonly chat: ChatView | undefined;
  /** How the other person is called. */
  readonly name: string;
  /** Where the messages can be put away. */
  readonly onClose?: (() => void) | undefined;
}

export function ChatPanel({ chat, name, onClose }: ChatPanelProps) {
  if (chat) return <OpenChat chat={chat} name={name} onClose={onClose} />;
  return (
    <div class="chat">
      <CloseChat onClose={onClose} />
      <p class="hint">{tShared('chat.notYet')}</p>
    </div>
  );
}

function CloseChat({ onClose }: Pick<ChatPanelProps, 'onClose'>) {
  if (!onClose) return null;
  return (
    <button type="button" class="chat-close" data-testid="chat-close" onClick={onClose}>
      <Icon name="close" />
      {tShared('common.close')}
    </button>
  );
}

function OpenChat({ chat, name, onClose }: ChatPanelProps & { chat: ChatView }) {
  const tray = useDraftTray(chat.files);
  return (
    <div class="chat" data-testid="chat" data-text-size={textSize.value}>
      {tray && <DropHint tray={tray} />}
      <div class="chat-tools">
        <CloseChat onClose={onClose} />
        <TextSizeChoice />
      </div>
      <Messages chat={chat} name={name} />
      <Composer chat={chat} tray={tray} />
    </div>
  );
}

/** Files may be let go of anywhere on the page; nowhere do they replace it. */
function DropHint({ tray }: { tray: DraftTray }) {
  const isOver = useFileDrop((files) => tray.add(files));
  return isOver ? <p class="drop-hint">{tFiles('attach.drop')}</p> : null;
}

function Messages({ chat, name }: { chat: ChatView; name: string }) {
  const messages = chat.messages.value;
  const list = useRef<HTMLDivElement>(null);
  const toEnd = () => list.current?.scrollTo(0, list.current.scrollHeight);
  // With the drawing itself: who sees them come is not told that there is something to be read.
  useLayoutEffect(() => {
    toEnd();
    return onceSeen(list.current?.lastElementChild, () => chat.markRead());
  }, [chat, messages.length]);
  // A screen keyboard comes up, a window is turned: what was last said stays in sight.
  const isAtEnd = useRef(true);
  useEffect(() => {
    const { current } = list;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const scrolled = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: ScrolledList) => {
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPixels;
  };
  /** A picture takes its place: who is at the end stays there, who reads further up stays where they are. */
  const stay = ({ target }: Event) => {
    const { current } = list;
    if (!current || !(target instanceof HTMLImageElement)) return;
    const left = current.scrollHeight - current.scrollTop - current.clientHeight;
    if (left < target.height + current.clientHeight / 2) toEnd();
  };
  return (
    <div
      ref={list}
      class="chat-list"
      role="log"
      aria-label={tShared('chat.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      onScroll={scrolled}
      onLoadCapture={stay}
    >
      {messages.length === 0 && <p class="hint">{tShared('chat.empty')}</p>}
      {messages.map((message) => (
        <Message key={message.id} message={message} name={name} chat={chat} />
      ))}
    </div>
  );
}

type ScrolledList = TargetedEvent<HTMLDivElement>;

/** Whoever is as near to the end as this reads there, in CSS pixels. */
const nearEndPixels = 8;

interface MessageProps {
  readonly message: ChatMessage;
  readonly name: string;
  readonly chat: ChatView;
}

function Message({ message, name, chat }: MessageProps) {
  const withheld = message.state === 'withheld';
  const { file } = message;
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
      {file && chat.files && (
        <FileMessage file={file} files={chat.files} leaving={message.own && message.state !== 'sent'} />
      )}
      {(!file || message.text !== '') && (
        <p class={withheld ? 'message-withheld' : 'message-text'} dir="auto">
          {withheld ? tShared('chat.withheld') : <LinkedText text={message.text} />}
        </p>
      )}
      {message.state === 'failed' && <NotSent message={message} chat={chat} />}
    </article>
  );
}

function NotSent({ message: { id, file }, chat }: { message: ChatMessage; chat: ChatView }) {
  const state = file?.state.value;
  return (
    <p class="fault">
      {tShared('chat.notSent')} {state?.step === 'failed' && tFiles(`fault.${state.fault}`)}{' '}
      <button type="button" class="link-button" onClick={() => void chat.resend(id)}>
        {tShared('chat.resend')}
      </button>{' '}
      {file && (
        <button
          type="button"
          class="link-button"
          data-testid="file-discard"
          onClick={() => chat.files?.cancel(file)}
        >
          {tFiles('file.discard')}
        </button>
      )}
    </p>
  );
}
