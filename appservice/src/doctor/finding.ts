/** What the doctor says about one thing: how it is, why, and what to do. */

/** `not-asked`: the question makes no sense here, or cannot be asked while something else is ill. */
export const states = ['well', 'attention', 'ill', 'not-asked'] as const;
export type State = (typeof states)[number];

export interface Finding {
  readonly state: State;
  /** A sentence. Never holds a secret, a token, or the id of a person. */
  readonly why: string;
  /** Sentences; empty where there is nothing to do. */
  readonly remedy: string;
}

export const well = (why: string): Finding => ({ state: 'well', why, remedy: '' });
export const attention = (why: string, remedy: string): Finding => ({ state: 'attention', why, remedy });
export const ill = (why: string, remedy: string): Finding => ({ state: 'ill', why, remedy });
/** @param because completes “not asked because …” */
export const notAsked = (because: string, remedy = ''): Finding => ({
  state: 'not-asked',
  why: `Not asked because ${because}.`,
  remedy,
});

/** The worst of several findings about one thing, with all that is not well said. */
export function together(findings: readonly Finding[], allWell: string): Finding {
  const bad = findings.filter(({ state }) => state === 'ill' || state === 'attention');
  if (bad.length === 0) return well(allWell);
  const sorted = bad.toSorted((a, b) => Number(b.state === 'ill') - Number(a.state === 'ill'));
  const unique = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').join(' ');
  return {
    state: sorted[0]?.state ?? 'attention',
    why: unique(sorted.map(({ why }) => why)),
    remedy: unique(sorted.map(({ remedy }) => remedy)),
  };
}
