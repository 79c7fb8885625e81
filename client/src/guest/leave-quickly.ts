/** What of a visit stays when its patient leaves in a hurry: enough to come back with the whole link, and nothing that shows. */

import type { PracticeAnswer } from '@sprechzimmer/protocol';
import type { LocalMedia } from '../call/media.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { Before } from './before.ts';
import type { GuestSession } from './guest-session.ts';
import { quickExit } from './quick-exit.ts';
import { silencePage } from './silence-page.ts';
import { forgetFragment } from './take-fragment.ts';

export interface LeavingVisit {
  readonly practice: Pick<PracticeAnswer, 'quickExitTo'> | undefined;
  readonly media: Pick<LocalMedia, 'shut'>;
  readonly before: Pick<Before, 'forget'>;
  readonly keeper: VisitKeeper | undefined;
  readonly session: Pick<GuestSession, 'sayLeft' | 'vanish'> | undefined;
}

export function leaveQuickly({ practice, media, before, keeper, session }: LeavingVisit): Promise<void> {
  return quickExit({
    target: practice?.quickExitTo,
    fallSilent: () => {
      media.shut();
      silencePage();
      forgetFragment(undefined);
    },
    keep: () =>
      Promise.all([
        // Back in the waiting room, whoever it is who comes back. A record that is over already stays over.
        keeper?.change({
          leftQuicklyAtMs: Date.now(),
          door: { seqs: {}, ...keeper.record.door, state: 'waiting', by: undefined },
        }),
        before.forget(),
        session?.sayLeft(),
      ]),
    end: async () => session?.vanish(),
  });
}
