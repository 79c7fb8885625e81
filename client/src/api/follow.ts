/** Long-polling: one request that always waits, until it is no longer wanted. */

import { type Pause, pauseFor, retrying } from './retry.ts';

export interface FollowOptions<T> {
  /** `since` is undefined the first time: answer at once. */
  readonly ask: (since: number | undefined, signal: AbortSignal) => Promise<T>;
  readonly onAnswer: (answer: T) => void;
  readonly onReachable?: (reachable: boolean) => void;
  readonly signal: AbortSignal;
  readonly pause?: Pause;
  readonly nowMs?: () => number;
}

/** A server that answers at once without news must not be asked more often than this. */
const leastRoundMs = 1_000;
/** News may come quickly, one after the other, but a server that always has some is not asked without a pause. */
const quickRoundsAtMost = 8;

/**
 * Follows a revisioned answer. Returns when aborted.
 * @throws a refusal of the server that will not go away (`ended`, `unauthorized`, …)
 */
export async function follow<T extends { readonly revision: number }>(
  options: FollowOptions<T>,
): Promise<void> {
  const pause = options.pause ?? pauseFor;
  const nowMs = options.nowMs ?? (() => performance.now());
  const { signal, onReachable } = options;
  let since: number | undefined;
  let quickRounds = 0;
  try {
    while (!signal.aborted) {
      const asked = since;
      const startedMs = nowMs();
      const answer = await retrying(() => options.ask(asked, signal), {
        signal,
        pause,
        ...(onReachable ? { onReachable } : {}),
      });
      signal.throwIfAborted();
      const news = answer.revision !== since;
      since = answer.revision;
      if (news) options.onAnswer(answer);
      quickRounds = nowMs() - startedMs < leastRoundMs ? quickRounds + 1 : 0;
      if (quickRounds > (news ? quickRoundsAtMost : 0)) await pause(leastRoundMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
