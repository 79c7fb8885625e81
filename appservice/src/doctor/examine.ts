/** Asks every question at once. One that fails or hangs stops no other. */

import type { Check, Place, Surroundings } from './check.ts';
import { type Finding, ill, notAsked } from './finding.ts';

export interface Examined extends Finding {
  readonly area: string;
  readonly name: string;
}

/** @param surroundings undefined where the configuration cannot be read */
export function examine(
  checks: readonly Check[],
  place: Place,
  surroundings: Surroundings | undefined,
  usualLimitMs = 10_000,
): Promise<readonly Examined[]> {
  return Promise.all(
    checks.map(async (check) => {
      const limitMs = check.limitMs ?? usualLimitMs;
      const finding = await withinLimit((signal) => ask(check, place, surroundings, signal), limitMs);
      return { area: check.area, name: check.name, ...finding };
    }),
  );
}

function ask(
  check: Check,
  place: Place,
  surroundings: Surroundings | undefined,
  signal: AbortSignal,
): Promise<Finding> | Finding {
  if (check.needs === 'nothing') return check.ask(place, signal);
  if (surroundings === undefined) return notAsked('the configuration cannot be read');
  if (check.needs === 'configuration') return check.ask(surroundings, signal);
  if (!surroundings.running) return notAsked('the practice stands still');
  if (!surroundings.answering[check.needs]) return notAsked(`the ${check.needs} does not answer`);
  return check.ask(surroundings, signal);
}

/** What a check throws may quote what it read: only the kind of failure is shown. */
async function withinLimit(
  work: (signal: AbortSignal) => Promise<Finding> | Finding,
  limitMs: number,
): Promise<Finding> {
  const limit = new AbortController();
  const seconds = Math.ceil(limitMs / 1000);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve(
        ill(
          `There was no answer within ${seconds} seconds.`,
          'Run doctor again. If it stays like this, restart the practice and look at the logs in its data folder.',
        ),
      );
    }, limitMs);
  });
  try {
    return await Promise.race([tooLong, (async () => work(limit.signal))().catch(failed)]);
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

function failed(error: unknown): Finding {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : error instanceof Error ? error.name : 'unknown';
  return ill(
    `This could not be found out (${kind}).`,
    'Run doctor again; if it stays like this, please report it as a defect.',
  );
}
