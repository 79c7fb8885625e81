/** What whoever waits is told from outside, one thing after the other, for tests that watch it come. */

import { type Signal, signal } from '@preact/signals';
import type { ChatView } from '../src/crypto/chat-view.ts';
import type { HeardDesk } from '../src/guest/heard-desk.ts';
import { fakeChat } from './fake-chat.ts';
import { heardFrom } from './fake-heard.ts';

declare global {
  interface Window {
    /** Of the screen that was drawn last. */
    previewTell: (what: 'chat' | Parameters<typeof heardFrom>[0]) => void;
  }
}

/** @returns what the screen reads, and is told through `window.previewTell` */
export function tellable(
  chat: ChatView | undefined,
  heard: HeardDesk,
): { readonly chat: Signal<ChatView | undefined>; readonly heardDesk: Signal<HeardDesk> } {
  const told = { chat: signal(chat), heardDesk: signal(heard) };
  window.previewTell = (what) => {
    if (what === 'chat') told.chat.value = fakeChat();
    else told.heardDesk.value = heardFrom(what);
  };
  return told;
}
