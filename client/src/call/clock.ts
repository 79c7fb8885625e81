/** Time as the call library sees it, so that tests own it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Runs once after `delayMs`. @returns a function that cancels it */
  after(delayMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
