/** The conversation: the other person large, oneself small, the controls where the thumb is. For both sides. */

import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Kind } from '@sprechzimmer/protocol';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { AddressChoice } from '../../call/address-choice.ts';
import type { CallView } from '../../call/call-view.ts';
import type { ChatView } from '../../crypto/chat-view.ts';
import { tShared } from '../../i18n/shared.ts';
import { ChatNews } from '../chat/chat-news.tsx';
import { ChatPanel } from '../chat-panel.tsx';
import { OfflineBanner } from '../offline-banner.tsx';
import { useScreenHeading } from '../screen.tsx';
import { useWakeLock } from '../use-wake-lock.ts';
import { ChatOnlyNotice } from './chat-only.tsx';
import { ConnectionButton } from './connection.tsx';
import { Control, MediaControls } from './controls.tsx';
import { Notices } from './notices.tsx';
import { Stage } from './stage.tsx';
import { ScreenControl, Tools } from './tools.tsx';
import { whoTalks } from './who-talks.ts';

export interface ConversationProps {
  /** How the other person is called. */
  readonly name: string;
  /** Beside it, how they wish to be called, where that is something else. */
  readonly wished?: string | undefined;
  readonly pageTitle: string;
  readonly kind: Kind;
  readonly call: CallView | undefined;
  readonly chat: ChatView | undefined;
  readonly online: ReadonlySignal<boolean>;
  /** How the other person's device was recognised, for the connection page. */
  readonly recognised: string;
  readonly address: AddressChoice;
  /** Of the two, this side begins to read the four words aloud. */
  readonly readsFirst: boolean;
  /** Controls that end or interrupt: they differ between the two sides. */
  readonly endControls: ComponentChildren;
  /** Beside the name, for example who is waiting meanwhile; on a phone the first of them shares its line. */
  readonly aside?: ComponentChildren;
  /** Under the name: what needs a decision in the middle of it, the most important first. */
  readonly notices?: ComponentChildren;
  /** The line stays away, and among the notices one says so: it is said nowhere else. */
  readonly isLost: boolean;
}

export function Conversation(props: ConversationProps) {
  const { name, call, chat } = props;
  const heading = useScreenHeading(props.pageTitle);
  const withPicture = props.kind !== 'chat';
  const writesOnly = call?.chatOnly.askedBy.value !== undefined;
  const showsPictures = withPicture && !writesOnly;
  const chatWanted = useSignal(false);
  const chatButton = useRef<HTMLButtonElement>(null);
  const chatOpen = chatWanted.value || !showsPictures;
  useWakeLock();
  const unread = chat?.unread.value ?? 0;
  return (
    <main
      class={`talk ${showsPictures ? 'talk-video' : 'talk-text'} ${chatOpen ? 'talk-with-chat' : ''}`}
      data-testid="conversation"
    >
      <header class="talk-top">
        <h1 ref={heading} tabIndex={-1} aria-label={tShared('talk.title', { name })}>
          {name}
        </h1>
        {props.wished && (
          <p class="talk-wished" data-testid="wished-name">
            {props.wished}
          </p>
        )}
        <div class="talk-aside">
          {props.aside}
          <ConnectionButton
            participant={whoTalks(call)}
            call={call}
            name={name}
            recognised={props.recognised}
            readsFirst={props.readsFirst}
            address={props.address}
            withPicture={withPicture}
          />
        </div>
      </header>
      <div class="talk-middle">
        <Notices>
          {props.notices}
          {!props.isLost && <OfflineBanner online={props.online} />}
          {withPicture && call && <ChatOnlyNotice chatOnly={call.chatOnly} name={name} />}
        </Notices>
        {showsPictures && <Stage call={call} name={name} isLost={props.isLost} />}
        {chatOpen && (
          <section class="talk-chat" aria-label={tShared('chat.title')}>
            <ChatPanel
              chat={chat}
              name={name}
              onClose={
                showsPictures
                  ? () => {
                      chatWanted.value = false;
                      chatButton.current?.focus();
                    }
                  : undefined
              }
            />
          </section>
        )}
      </div>
      <ChatNews chat={chat} name={name} open={chatOpen} />
      <section class="talk-controls" aria-label={tShared('talk.controls')}>
        {showsPictures && call && <MediaControls media={call.media} />}
        {showsPictures && call && <ScreenControl screen={call.screen} />}
        {showsPictures && (
          <Control
            icon="chat"
            text={tShared('talk.chat')}
            label={unread > 0 ? tShared('talk.chatUnread', { count: unread }) : undefined}
            expanded={chatOpen}
            badge={unread}
            testId="chat-toggle"
            buttonRef={chatButton}
            onClick={() => {
              chatWanted.value = !chatWanted.value;
            }}
          />
        )}
        {withPicture && call && <Tools call={call} name={name} />}
        {props.endControls}
      </section>
    </main>
  );
}
