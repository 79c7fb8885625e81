/** The questions before a conversation: what is typed is kept, what was answered can be answered once more. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Answers, consentHash, type InvitationId, type PracticeAnswer } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type DraftKeeper, draftKeeper } from '../storage/visit-draft.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { BeforeView } from './before-view.ts';
import { answersOf, askedBy, DraftSchema, draftOf, emptyDraft } from './draft.ts';

export interface BeforeOptions {
  readonly practice: ReadonlySignal<PracticeAnswer | undefined>;
  /** Asks for the practice's questions anew: they may have changed since this page was opened. */
  readonly askAnew: () => Promise<void>;
  readonly nowMs?: () => number;
  readonly keeperOf?: (id: InvitationId) => DraftKeeper;
}

export interface Before {
  readonly view: BeforeView;
  /** At the door of this link: what was typed before a reload stands there again. */
  recall(id: InvitationId): Promise<void>;
  /** Another tab may have gone on with it: next time what is kept counts, and not what stands here. */
  recallAnew(): void;
  /** For the record with which the waiting room is entered; undefined where nothing was asked. */
  given(): Answers | undefined;
  /** In a visit. @param tell says the kept answers to the clinician's devices */
  attach(keeper: VisitKeeper, tell: () => Promise<void>): void;
  /** The clinician asks once more. */
  onAsk(): void;
  /** Nothing of what was typed is left. */
  forget(): Promise<void>;
}

export function openBefore(options: BeforeOptions): Before {
  const { nowMs = Date.now, keeperOf = draftKeeper } = options;
  const questions = computed(() => options.practice.value?.before);
  const asked = computed(() => askedBy(questions.value));
  const draft = signal(emptyDraft);
  const askedAgain = signal(false);
  let drafts: DraftKeeper | undefined;
  let recalled: InvitationId | undefined;
  let visit: { readonly keeper: VisitKeeper; readonly tell: () => Promise<void> } | undefined;

  const change: BeforeView['change'] = (part) => {
    draft.value = { ...draft.value, ...part };
    void drafts?.keep(draft.value);
  };
  const given = () => (asked.value.length === 0 ? undefined : answersOf(draft.value, asked.value));

  return {
    view: {
      asked,
      consent: computed(() => questions.value?.consentText),
      draft,
      change,
      async agree(consent) {
        const { consent: _, ...rest } = draft.value;
        draft.value = rest;
        if (consent) {
          const { version, language, text } = consent;
          const hash = await consentHash(version, language, text);
          draft.value = { ...draft.value, consent: { version, language, hash, at: nowMs() } };
        }
        void drafts?.keep(draft.value);
      },
      askedAgain,
      async answer() {
        const answers = given();
        if (!visit || !answers) return;
        const seq = (visit.keeper.record.answers?.seq ?? 0) + 1;
        await visit.keeper.change({ answers: { seq, given: answers }, asked: undefined });
        askedAgain.value = false;
        await visit.tell();
      },
    },
    async recall(id) {
      // What stands in the fields is newer than what a device that is full has kept of it.
      if (recalled === id) return;
      recalled = id;
      drafts = keeperOf(id);
      const found = v.safeParse(DraftSchema, await drafts.find().catch(() => undefined));
      if (found.success) draft.value = found.output;
    },
    given,
    recallAnew() {
      recalled = undefined;
    },
    attach(keeper, tell) {
      visit = { keeper, tell };
      const { name, answers, asked: isAsked } = keeper.record;
      draft.value = draftOf(name, answers?.given);
      askedAgain.value = isAsked === true;
    },
    onAsk() {
      void visit?.keeper.change({ asked: true }).catch(() => undefined);
      // With the questions of a minute ago rather than with none.
      const show = () => {
        // Whoever is asked again agrees again: to the text that stands there now.
        const { consent: _, ...rest } = draft.value;
        draft.value = rest;
        askedAgain.value = true;
      };
      options.askAnew().then(show, show);
    },
    async forget() {
      const kept = drafts;
      drafts = undefined;
      await kept?.forget();
    },
  };
}
