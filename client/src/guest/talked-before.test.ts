import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { ChatMessage, ChatView } from '../crypto/chat-view.ts';
import type { VisitChange, VisitRecord } from '../storage/visit-record.ts';
import type { GuestStage } from './guest-view.ts';
import { saidSince, type Talked, talkedBefore } from './talked-before.ts';

const waiting = { stage: 'waiting', clinicianKnows: true, preparing: false } as const;
const said = (id: string): ChatMessage => ({ id, own: false, text: id, sentAtMs: 1, state: 'sent' });

/** What a reload finds. */
let stored: { talked?: Talked | undefined } = {};

function page(...begin: readonly ChatMessage[]) {
  const stage = signal<GuestStage>({ stage: 'entering' });
  const messages = signal(begin);
  const chat = { messages } as unknown as ChatView;
  const keeper = {
    get record() {
      return stored as VisitRecord;
    },
    change: async ({ talked }: VisitChange) => {
      stored = { talked };
    },
  };
  const talked = talkedBefore(stage, signal(chat), () => keeper);
  const news = () => saidSince(chat, talked.value).map(({ id }) => id);
  return { stage, messages, talked, news };
}

test('what was said before the conversation is no news after it, and what is said then is', () => {
  stored = {};
  const { stage, messages, news, talked } = page(said('ten minutes'));
  stage.value = waiting;
  expect(news()).toEqual(['ten minutes']);
  expect(talked.value).toBeUndefined();
  stage.value = { stage: 'conversation' };
  stage.value = waiting;
  expect(talked.value).toEqual({ heardUntil: 'ten minutes' });
  expect(news()).toEqual([]);
  messages.value = [...messages.value, said('a moment')];
  expect(news()).toEqual(['a moment']);
});

test('a reload in the waiting room knows it still, and one during the conversation loses nothing while it reads', () => {
  stored = {};
  const first = page(said('a'), said('b'));
  first.stage.value = { stage: 'conversation' };
  const second = page(said('a'));
  second.stage.value = { stage: 'conversation' };
  expect(stored.talked).toEqual({ heardUntil: 'b' });
  second.messages.value = [said('a'), said('b'), said('c')];
  expect(stored.talked).toEqual({ heardUntil: 'c' });
  const third = page(said('a'), said('b'), said('c'), said('d'));
  third.stage.value = waiting;
  expect(third.news()).toEqual(['d']);
});

test('nobody reads that the clinician interrupted what an alarm has stopped', () => {
  stored = {};
  const { stage, talked } = page(said('a'));
  stage.value = { stage: 'conversation' };
  stage.value = { stage: 'halted', alarm: { kind: 'other-room' } };
  stage.value = waiting;
  expect(talked.value).toEqual({ heardUntil: 'a', notSentBack: true });
  stage.value = { stage: 'conversation' };
  stage.value = waiting;
  expect(talked.value).toEqual({ heardUntil: 'a' });
});
