import { batch, signal } from '@preact/signals';
import type { ChatMessage, ChatView } from '../src/crypto/chat-view.ts';
import { noteCall, receivers } from './calls.ts';

/** A chat that answers to the buttons, with one message of each state. */
export function fakeChat(start: readonly ChatMessage[] = [], unreadAtStart = 0): ChatView {
  const messages = signal(start);
  const unread = signal(unreadAtStart);
  const say = (said: Pick<ChatMessage, 'text' | 'later'>) => {
    const id = String(messages.value.length);
    messages.value = [...messages.value, { id, own: true, sentAtMs: Date.now(), state: 'sent', ...said }];
  };
  const chat: ChatView = {
    messages,
    unread,
    send: async (text) => say({ text }),
    sendLater: async (text) => {
      noteCall('later', text);
      say({ text, later: true });
    },
    resend: async () => undefined,
    markRead: () => {
      unread.value = 0;
    },
  };
  receivers.set(chat, (text) => {
    const id = String(messages.value.length);
    batch(() => {
      messages.value = [...messages.value, { id, own: false, sentAtMs: Date.now(), state: 'sent', text }];
      unread.value += 1;
    });
  });
  return chat;
}

const morning = new Date(2026, 10, 23, 10, 2).getTime();

export const someMessages: readonly ChatMessage[] = [
  {
    id: 'a',
    own: false,
    text: 'Guten Morgen. Noch fünf Minuten, dann bin ich da.',
    sentAtMs: morning,
    state: 'sent',
  },
  { id: 'b', own: true, text: 'Danke, ich warte gern.', sentAtMs: morning + 60_000, state: 'sent' },
  { id: 'c', own: false, text: '', sentAtMs: morning + 90_000, state: 'withheld' },
  { id: 'd', own: true, text: 'Hören Sie mich gut?', sentAtMs: morning + 120_000, state: 'failed' },
  {
    id: 'e',
    own: true,
    text: 'https://example.org/eine/sehr/lange/adresse/die/nicht/umbrechen/will',
    sentAtMs: morning + 180_000,
    state: 'sending',
  },
];

/** What a clinician says to somebody who waits. */
export const saidLater: readonly ChatMessage[] = [
  {
    id: 'a',
    own: false,
    text: 'Ich brauche noch fünf Minuten. Machen Sie es sich solange bequem.',
    sentAtMs: morning,
    state: 'sent',
    later: true,
  },
];
