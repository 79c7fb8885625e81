/** Something a person started and waits for: runs once at a time, and its failure becomes a sentence. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

export interface Task {
  readonly busy: boolean;
  /** What was thrown last, until the next try. */
  readonly failure: unknown;
  run(work: () => Promise<unknown>): void;
}

export function useTask(): Task {
  const state = useSignal<{ busy: boolean; failure: unknown }>({ busy: false, failure: undefined });
  const shown = useRef(true);
  useEffect(
    () => () => {
      shown.current = false;
    },
    [],
  );
  const settle = (failure: unknown) => {
    if (shown.current) state.value = { busy: false, failure };
  };
  return {
    ...state.value,
    run(work) {
      if (state.peek().busy) return;
      state.value = { busy: true, failure: undefined };
      work().then(
        () => settle(undefined),
        (error: unknown) => settle(error ?? new Error('failed')),
      );
    },
  };
}
