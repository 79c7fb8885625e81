/** `visits`: what an admin may know of invitations and visits, and no more. */

import type { Config } from '../config/sections.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import type { Overview, VisitLine } from '../store/overview.ts';
import { phases } from '../visits/visit.ts';
import { type Options, usage } from './command-line.ts';
import { withPractice } from './own-store.ts';
import { tell } from './tell.ts';
import { iso, isStuck, local, localDay, signInName, visitAnswer, visitText } from './visit-words.ts';
import type { VisitsAnswer } from './visits-answer.ts';

export interface VisitFilters {
  /** Local day, `2026-11-23`. */
  readonly day?: string | undefined;
  readonly state?: VisitLine['phase'] | undefined;
  /** What they sign in with. */
  readonly clinician?: string | undefined;
}

export async function visits(dataDir: string, options: Options): Promise<ExitCode> {
  const filters = filtersOf(options);
  const { overview, config } = await withPractice(dataDir, async ({ store, config }) => ({
    overview: await store.overview(),
    config,
  }));
  const json = visitsAnswer(overview, filters, Date.now(), config);
  tell('visits', options, { text: visitsText(json, overview), json });
  return json.ok ? exitCodes.done : exitCodes.notWell;
}

export function visitsAnswer(
  overview: Overview,
  { day, state, clinician }: VisitFilters,
  nowMs: number,
  config: Config,
): VisitsAnswer {
  const chosen = overview.visits.filter(
    (line) =>
      (day === undefined || isOn(line, day)) &&
      (state === undefined || line.phase === state) &&
      (clinician === undefined || signInName(line.clinician) === clinician || line.clinician === clinician),
  );
  const stuck = [...overview.visits.flatMap(({ duties }) => duties), ...overview.looseDuties].filter(isStuck);
  const { count, unreduced, firstDay, lastDay, nextDueMs } = overview.records;
  return {
    ok: stuck.length === 0,
    visits: chosen.map((line) => visitAnswer(line, nowMs, config)),
    stuck: stuck.length,
    records: {
      count,
      recognisable: unreduced,
      firstDay: dayText(firstDay),
      lastDay: dayText(lastDay),
      nextDue: nextDueMs === null ? null : iso(nextDueMs),
    },
  };
}

export function visitsText(
  { visits: shown, stuck, records }: VisitsAnswer,
  { visits: all }: Overview,
): string {
  const heading =
    shown.length === 0
      ? all.length === 0
        ? 'There is no open invitation and no visit.'
        : `None of ${all.length} open invitations and visits is meant.`
      : `${shown.length === all.length ? '' : `${shown.length} of `}${all.length} open ${all.length === 1 ? 'invitation or visit' : 'invitations and visits'}:`;
  const past =
    records.count === 0
      ? 'No record of past visits is kept.'
      : `Past visits: ${records.count} ${records.count === 1 ? 'record' : 'records'} from ${records.firstDay} to ${records.lastDay}, without any name${
          records.nextDue === null ? '' : `; the next is reduced or deleted ${local(records.nextDue)}`
        }.`;
  const trouble =
    stuck === 0
      ? []
      : [
          '',
          `${stuck === 1 ? 'One step has' : `${stuck} steps have`} failed several times. They are tried again by themselves, twice a minute at most;`,
          'npx sprechzimmer purge tries at once. If they go on failing: npx sprechzimmer doctor, and logs/appservice.log.',
        ];
  return [heading, '', ...shown.map(visitText), ...(shown.length > 0 ? [''] : []), past, ...trouble].join(
    '\n',
  );
}

function filtersOf({ day, state, clinician }: Options): VisitFilters {
  if (day !== undefined && day !== 'today' && !isDay(day))
    throw usage(`--day wants a day as 2026-12-01, or today; ${day} is none.`, 'visits');
  const phase = phases.find((known) => known === state);
  if (state !== undefined && phase === undefined)
    throw usage(`--state wants one of ${phases.filter((known) => known !== 'purged').join(', ')}.`, 'visits');
  return { day: day === 'today' ? localDay(new Date()) : day, state: phase, clinician };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The day of the appointment; where that is not known, any day its link is good on. */
function isOn({ startsAt, notBefore, notAfter }: VisitLine, day: string): boolean {
  if (startsAt !== null) return localDay(new Date(startsAt * 1000)) === day;
  return localDay(new Date(notBefore * 1000)) <= day && day <= localDay(new Date(notAfter * 1000));
}

function dayText(day: number | null): string | null {
  return day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10);
}
