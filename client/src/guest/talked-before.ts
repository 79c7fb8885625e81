/**
 * That somebody who waits was in the conversation already, and what they had heard from the clinician until then: what was
 * said before it is no news afterwards. Kept in the visit's record, so that a reload does not begin anew.
 */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { ChatView } from '../crypto/chat-view.ts';
import type { VisitKeeper, VisitRecord } from '../storage/visit-record.ts';
import type { GuestStage } from './guest-view.ts';

export type Talked = NonNullable<VisitRecord['talked']>;

/** @returns undefined for whoever has not been let in yet */
export function talkedBefore(
  stage: ReadonlySignal<GuestStage>,
  chat: ReadonlySignal<ChatView | undefined>,
  keeper: () => Pick<VisitKeeper, 'record' | 'change'> | undefined,
): ReadonlySignal<Talked | undefined> {
  const talked = signal<Talked | undefined>(undefined);
  const keep = (next: Talked) => {
    talked.value = next;
    const kept = keeper();
    const known = kept?.record.talked;
    if (!kept || (known && known.heardUntil === next.heardUntil && known.notSentBack === next.notSentBack))
      return;
    void kept.change({ talked: next }).catch(() => undefined);
  };
  effect(() => {
    const { stage: now } = stage.value;
    const messages = chat.value?.messages.value ?? [];
    untracked(() => {
      const known = keeper()?.record.talked ?? talked.value;
      if (now === 'conversation') keep(heard(known, messages));
      // Whatever stopped it, it was not the clinician who interrupted.
      else if (now === 'halted' && known) keep({ ...known, notSentBack: true });
      else talked.value = known;
    });
  });
  return talked;
}

/** What the clinician has said since, the latest last; everything where nothing of it was heard in a conversation. */
export function saidSince({ messages }: ChatView, talked: Talked | undefined) {
  const theirs = messages.value.filter(({ own, state }) => !own && state === 'sent');
  return theirs.slice(theirs.findIndex(({ id }) => id === talked?.heardUntil) + 1);
}

function heard(known: Talked | undefined, messages: ChatView['messages']['value']): Talked {
  const until = known?.heardUntil;
  // While they are still read from the beginning, the later one stands.
  const isReading = until !== undefined && !messages.some(({ id }) => id === until);
  const last = isReading ? until : messages.findLast(({ own, state }) => !own && state === 'sent')?.id;
  return last === undefined ? {} : { heardUntil: last };
}
