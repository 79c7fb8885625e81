/** What of a visit stays when its patient leaves in a hurry: enough to come back with the whole link, and nothing that shows. */

import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { settledWithin } from '../api/settled-within.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ScreenView } from '../call/screen-share.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { Before } from './before.ts';
import type { GuestSession } from './guest-session.ts';
import { quickExit } from './quick-exit.ts';
import { silencePage } from './silence-page.ts';
import { forgetFragment } from './take-fragment.ts';

export interface LeavingVisit {
  readonly practice: Pick<PracticeAnswer, 'quickExitTo'> | undefined;
  readonly media: Pick<LocalMedia, 'shut'>;
  /** Our own, in a conversation. */
  readonly screen: Pick<ScreenView, 'stop'> | undefined;
  readonly before: Pick<Before, 'forget'>;
  /** Undefined where another window writes the record, and where there is none. */
  readonly keeper: () => Promise<VisitKeeper | undefined>;
  readonly session: Pick<GuestSession, 'sayLeft' | 'vanish'> | undefined;
}

/** Once the page has been told to go. Nothing is shown or captured by then; the clinician should hear of it all the same. */
const signPatienceMs = 3_000;

export function leaveQuickly(visit: LeavingVisit): Promise<void> {
  const { practice, media, screen, before, keeper, session } = visit;
  let said: Promise<void> = Promise.resolve();
  return quickExit({
    target: practice?.quickExitTo,
    fallSilent: () => {
      media.shut();
      screen?.stop();
      silencePage();
      forgetFragment(undefined);
    },
    keep: () => {
      if (session) said = session.sayLeft();
      // A sign that is refused at once takes no time from the mark.
      return Promise.allSettled([keeper().then((kept) => kept && markLeft(kept)), before.forget(), said]);
    },
    end: async () => {
      await settledWithin(said, signPatienceMs);
      await session?.vanish();
    },
  });
}

/** Back in the waiting room, whoever it is who comes back. A record that is over already stays over. */
function markLeft(kept: VisitKeeper): Promise<void> {
  return kept.change({
    leftQuicklyAtMs: Date.now(),
    onlyByLink: true,
    door: { seqs: {}, ...kept.record.door, state: 'waiting', by: undefined },
    // Whoever has gone by themselves was not sent back.
    ...(kept.record.talked ? { talked: { ...kept.record.talked, notSentBack: true } } : {}),
  });
}
