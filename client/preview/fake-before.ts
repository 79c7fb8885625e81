/** Questions before a conversation that go nowhere. */

import { signal } from '@preact/signals';
import type { Questions } from '@sprechzimmer/protocol';
import type { BeforeView } from '../src/guest/before-view.ts';
import { askedBy, type Draft, emptyDraft } from '../src/guest/draft.ts';
import { noteCall } from './calls.ts';

export const everyQuestion: Questions = {
  company: 'required',
  callback: 'required',
  place: 'optional',
  crisis: 'optional',
  consent: 'required',
  consentText: {
    version: '2026-11',
    de: 'Ich bin damit einverstanden, dass meine Behandlung heute per Video stattfindet.\n\nIch weiß, dass ich jederzeit abbrechen kann und dass dann ein Termin in der Praxis an die Stelle tritt.',
    en: 'I agree that today’s treatment takes place by video.\n\nI know that I may stop at any time, and that an appointment at the practice will then take its place.',
  },
};

export interface FakeBefore {
  readonly questions?: Questions;
  readonly draft?: Partial<Draft>;
  readonly askedAgain?: boolean;
}

export function fakeBefore({ questions, draft: begun, askedAgain }: FakeBefore = {}): BeforeView {
  const draft = signal<Draft>({ ...emptyDraft, ...begun });
  const again = signal(askedAgain === true);
  return {
    asked: signal(askedBy(questions)),
    consent: signal(questions?.consentText),
    draft,
    change: (part) => {
      draft.value = { ...draft.value, ...part };
    },
    agree: async (consent) => {
      const { consent: _, ...rest } = draft.value;
      const { text: _text, ...named } = consent ?? { text: '' };
      draft.value =
        'version' in named ? { ...rest, consent: { ...named, hash: '0'.repeat(64), at: Date.now() } } : rest;
    },
    askedAgain: again,
    answer: async () => {
      noteCall('answer');
      again.value = false;
    },
  };
}
