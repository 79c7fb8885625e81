/** Waiting, injected like the clock, so that tests decide how long it takes. */

export interface Timers {
  /** Runs `action` once, after about `delayMs`. @returns what takes it back */
  after(delayMs: number, action: () => void): () => void;
}

/** The platform's. A waiting timer does not keep the process alive. */
export const platformTimers: Timers = {
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
