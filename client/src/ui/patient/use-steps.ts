/** The patient's own steps before anything is used up, with the browser's *back* among their buttons. */

import type { Kind } from '@sprechzimmer/protocol';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { MediaView } from '../../call/media-view.ts';
import { type Step, stepsOf } from '../../guest/draft.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { answerBack, catchBack } from '../../guest/step-back.ts';
import { loadQuestions } from './questions.tsx';

export interface Steps {
  readonly step: Step;
  goOn(): void;
  goBack(): void;
}

/** Where somebody was before a reload, they are again. */
export function useSteps(visit: GuestView, media: MediaView, kind: Kind): Steps {
  const { asked, draft, change } = visit.before;
  const steps = stepsOf(kind, asked.value);
  const at = Math.max(0, steps.indexOf(draft.value.step));
  const step = steps[at] ?? 'door';
  const goTo = (index: number) => {
    const next = steps[Math.min(index, steps.length - 1)] ?? 'door';
    // Nobody is filmed at the door.
    if (next === 'door') media.release();
    change({ step: next });
  };
  const isInside = step !== 'door';
  useEffect(() => {
    if (!isInside) return;
    visit.preload();
    if (asked.value.length > 0) void loadQuestions().catch(() => undefined);
    catchBack();
  }, [isInside]);
  // With the screen itself: *back* that comes a moment earlier would find nobody to answer.
  useLayoutEffect(() =>
    answerBack(() => {
      if (at > 0) goTo(at - 1);
      return at > 0;
    }),
  );
  return { step, goOn: () => goTo(at + 1), goBack: () => goTo(Math.max(0, at - 1)) };
}
