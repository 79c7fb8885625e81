import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { ChatMessage } from '../crypto/chat-view.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { keepSaidUntil, saidLast } from './said-until.ts';
import { provenGuest, visitIn } from './testing/paper-patient.ts';

const later = (id: string): ChatMessage => ({
  id,
  own: true,
  text: id,
  sentAtMs: 1,
  state: 'sent',
  later: true,
});

test('a sentence from before the conversation does not stand on the card after it as if it were said now', () => {
  const proven = signal<ProvenGuest>(provenGuest({}));
  const living = signal([visitIn('waiting')]);
  const messages = signal<readonly ChatMessage[]>([later('ten minutes')]);
  const onCard = () => saidLast({ messages }, proven.value.saidUntil)?.text;
  const stop = keepSaidUntil({
    living,
    guestOf: () => proven.value,
    chatOf: () => ({ messages }),
    proofs: {
      change: (guest, part) => {
        proven.value = { ...guest, ...part };
        return proven.value;
      },
    },
  });
  expect(onCard()).toBe('ten minutes');
  living.value = [visitIn('in-session')];
  living.value = [visitIn('waiting')];
  expect(onCard()).toBeUndefined();
  messages.value = [...messages.value, later('one more')];
  expect(onCard()).toBe('one more');
  stop();
});
