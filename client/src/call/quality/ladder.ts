/**
 * How much picture the line carries. Sound comes first: the picture gives way, step by step, down to none at all, and
 * comes back by itself. Pure: what was measured and what time it is go in, the next state comes out.
 *
 * Down after three bad seconds, up after eight good ones: a line that stumbles costs a moment of sharpness, and one
 * that swings does not make the picture swing with it. A step up that did not hold makes the next one wait twice as
 * long.
 */

/** One step. `off` sends no picture. */
export interface Rung {
  readonly name: 'off' | 'small' | 'modest' | 'good' | 'full';
  /** Height of the picture in lines, at most. */
  readonly lines: number;
  readonly framesPerSecond: number;
  /** Bits a second the picture takes at most. */
  readonly mostBps: number;
  /** With fewer bits a second a lower rung looks better. */
  readonly leastBps: number;
  /** Bits a second of the sound itself: a weak line gets the voice alone, without what makes it sound rich. */
  readonly soundBps: number;
}

/** From none to all. The camera is asked for 720 lines, so there is nothing above. */
export const rungs = [
  { name: 'off', lines: 0, framesPerSecond: 0, mostBps: 0, leastBps: 0, soundBps: 28_000 },
  { name: 'small', lines: 240, framesPerSecond: 12, mostBps: 150_000, leastBps: 50_000, soundBps: 28_000 },
  { name: 'modest', lines: 360, framesPerSecond: 20, mostBps: 400_000, leastBps: 150_000, soundBps: 40_000 },
  { name: 'good', lines: 540, framesPerSecond: 25, mostBps: 900_000, leastBps: 350_000, soundBps: 40_000 },
  { name: 'full', lines: 720, framesPerSecond: 30, mostBps: 2_000_000, leastBps: 600_000, soundBps: 40_000 },
] as const satisfies readonly Rung[];

export type RungName = Rung['name'];

/** What was measured of the way out. What is undefined could not be measured and is held against nobody. */
export interface LineMeasure {
  /** Share of the packets that did not arrive, 0 to 1, as the other side reports it. */
  readonly lossOut: number | undefined;
  readonly roundTripMs: number | undefined;
  /** What the browser believes it may send, sound and picture together. */
  readonly availableBps: number | undefined;
}

export interface LadderState {
  readonly rung: RungName;
  /** Nothing is concluded from the bits a second before this moment: the estimate lags behind what is sent. */
  readonly estimateFromMs: number;
  readonly badSinceMs: number | undefined;
  readonly goodSinceMs: number | undefined;
  /** When it last went up. */
  readonly climbedAtMs: number | undefined;
  /** How long the line has to be good before the next step up. */
  readonly patienceMs: number;
}

const BAD_FOR_MS = 3_000;
const GOOD_FOR_MS = 8_000;
const LONGEST_PATIENCE_MS = 64_000;
/** A browser begins by assuming a slow line and takes a while to find out. */
const FIRST_ESTIMATE_MS = 8_000;
const ESTIMATE_UP_MS = 4_000;
const ESTIMATE_DOWN_MS = 2_000;
/** A step up that is taken back within this time was one too many. */
const TRIAL_MS = 15_000;
/** What sound takes, with all its headers. */
const SOUND_BPS = 50_000;

/** On top: a good line is not made to prove itself first. */
export function startLadder(nowMs: number): LadderState {
  return {
    rung: 'full',
    estimateFromMs: nowMs + FIRST_ESTIMATE_MS,
    badSinceMs: undefined,
    goodSinceMs: undefined,
    climbedAtMs: undefined,
    patienceMs: GOOD_FOR_MS,
  };
}

/** Somebody has just switched the picture on: at least a small one is tried at once. What was learned stays. */
export function tryPicture(state: LadderState, nowMs: number): LadderState {
  return stepTo(state.rung === 'off' ? 'small' : state.rung, state, nowMs + FIRST_ESTIMATE_MS);
}

/** The state after a measurement. The same object where nothing has changed. */
export function nextState(state: LadderState, measure: LineMeasure, nowMs: number): LadderState {
  const verdict = judge(state, measure, nowMs);
  if (verdict === 'fits') return idle(state, nowMs);
  if (verdict === 'roomy') return above(state) ? climb(state, nowMs) : idle(state, nowMs);
  const since = state.badSinceMs ?? nowMs;
  if (nowMs - since < BAD_FOR_MS)
    return state.badSinceMs === undefined || state.goodSinceMs !== undefined
      ? { ...state, badSinceMs: since, goodSinceMs: undefined }
      : state;
  const lower = below(state, verdict);
  return lower === state.rung ? idle(state, nowMs) : fall(lower, state, nowMs);
}

type Verdict =
  /** Not even a small picture gets through without harming the sound. */
  | 'broken'
  /** Too much picture for this line. */
  | 'strained'
  | 'fits'
  /** There is room for the next rung. */
  | 'roomy';

function judge(state: LadderState, measure: LineMeasure, nowMs: number): Verdict {
  const { lossOut = 0, roundTripMs = 0 } = measure;
  // Without a picture on it nobody knows how much more than sound the line would carry.
  const isEstimated = state.rung !== 'off' && nowMs >= state.estimateFromMs;
  const pictureBps =
    isEstimated && measure.availableBps !== undefined
      ? measure.availableBps - SOUND_BPS
      : Number.POSITIVE_INFINITY;
  if (lossOut >= 0.25 || roundTripMs >= 2_500 || pictureBps < rungs[1].leastBps) return 'broken';
  if (lossOut >= 0.1 || roundTripMs >= 1_200 || pictureBps < rungOf(state).leastBps) return 'strained';
  const next = above(state);
  const fitsNext = next !== undefined && pictureBps >= next.leastBps * 1.2;
  return fitsNext && lossOut <= 0.03 && roundTripMs <= 900 ? 'roomy' : 'fits';
}

function climb(state: LadderState, nowMs: number): LadderState {
  const since = state.goodSinceMs ?? nowMs;
  const next = above(state);
  if (next && nowMs - since >= state.patienceMs)
    return {
      ...stepTo(next.name, state, nowMs + ESTIMATE_UP_MS),
      climbedAtMs: nowMs,
      patienceMs: earned(state, nowMs),
    };
  return state.goodSinceMs === undefined || state.badSinceMs !== undefined
    ? { ...state, goodSinceMs: since, badSinceMs: undefined }
    : state;
}

function fall(rung: RungName, state: LadderState, nowMs: number): LadderState {
  const wasTrial = state.climbedAtMs !== undefined && nowMs - state.climbedAtMs < TRIAL_MS;
  const patienceMs = wasTrial ? Math.min(LONGEST_PATIENCE_MS, state.patienceMs * 2) : earned(state, nowMs);
  return { ...stepTo(rung, state, nowMs + ESTIMATE_DOWN_MS), climbedAtMs: undefined, patienceMs };
}

/** Whoever has stayed up is trusted as at the beginning. */
function earned({ climbedAtMs, patienceMs }: LadderState, nowMs: number): number {
  return climbedAtMs !== undefined && nowMs - climbedAtMs >= TRIAL_MS ? GOOD_FOR_MS : patienceMs;
}

function stepTo(rung: RungName, state: LadderState, estimateFromMs: number): LadderState {
  return { ...state, rung, estimateFromMs, badSinceMs: undefined, goodSinceMs: undefined };
}

function idle(state: LadderState, nowMs: number): LadderState {
  const patienceMs = earned(state, nowMs);
  const isIdle = state.badSinceMs === undefined && state.goodSinceMs === undefined;
  if (isIdle && patienceMs === state.patienceMs) return state;
  return { ...state, badSinceMs: undefined, goodSinceMs: undefined, patienceMs };
}

/** A strained line goes down one by one and keeps a small picture; a broken one loses it in two steps. */
function below(state: LadderState, verdict: 'broken' | 'strained'): RungName {
  const index = indexOf(state);
  if (verdict === 'broken') return index > 1 ? 'small' : 'off';
  return rungs[Math.max(Math.min(index, 1), index - 1)]?.name ?? 'off';
}

function above(state: LadderState): Rung | undefined {
  return rungs[indexOf(state) + 1];
}

/** The rung a state stands on. */
export function rungOf(state: Pick<LadderState, 'rung'>): Rung {
  return rungs[indexOf(state)] ?? rungs[0];
}

function indexOf({ rung }: Pick<LadderState, 'rung'>): number {
  return rungs.findIndex(({ name }) => name === rung);
}
