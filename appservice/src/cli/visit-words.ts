/** How visits stand in words and in JSON: for `visits`, and for `purge`, which asks about one of them. */

import type { UserId } from '@sprechzimmer/protocol';
import { clockToleranceSeconds } from '@sprechzimmer/protocol';
import type { Config } from '../config/sections.ts';
import type { OpenDuty, VisitLine } from '../store/overview.ts';
import { isClosing } from '../visits/visit.ts';
import type { VisitAnswer } from './visits-answer.ts';

export function visitAnswer(line: VisitLine, nowMs: number, config: Config): VisitAnswer {
  const live = !isClosing(line.phase) && line.phase !== 'invited';
  const since = sinceMs(line);
  return {
    label: line.label,
    clinician: signInName(line.clinician),
    kind: line.kind,
    state: line.phase,
    since: since === null ? null : iso(since),
    presence: live ? line.presence : null,
    opens: iso(line.notBefore * 1000),
    begins: line.startsAt === null ? null : iso(line.startsAt * 1000),
    closes: iso(line.notAfter * 1000),
    linkReported: line.exposedMs !== null || line.phase === 'exposed',
    secondBrowser: line.otherBrowser,
    next: nextOf(line, nowMs, config),
    stuck: line.duties
      .filter(isStuck)
      .map(({ kind, attempts, nextTryMs }) => ({ what: kind, failed: attempts, nextTry: iso(nextTryMs) })),
  };
}

/** A guest whose browser is still making its account costs a try or two: that is no trouble. */
export function isStuck({ attempts }: OpenDuty): boolean {
  return attempts >= 4;
}

/** What a clinician signs in with, which is all an admin calls them. */
export function signInName(userId: UserId): string {
  return userId.slice(1, userId.indexOf(':'));
}

export const stateWords: Readonly<Record<VisitLine['phase'], string>> = {
  invited: 'link not used',
  arriving: 'coming in',
  waiting: 'waiting',
  'in-session': 'in conversation',
  ended: 'ended',
  declined: 'declined',
  'no-show': 'did not come',
  expired: 'link ran out',
  cancelled: 'called off',
  exposed: 'link was reported',
  purged: 'deleted',
};

export const dutyWords: Readonly<Record<OpenDuty['kind'], string>> = {
  'make-room': 'making the room',
  'confine-guest': 'letting the guest into the room',
  'leave-room': 'leaving the room',
  'dispose-room': 'deleting the room',
  'dispose-guest': 'deleting the guest account',
};

const nextWords: Readonly<Record<VisitAnswer['next']['what'], string>> = {
  opens: 'link opens',
  closes: 'link closes',
  ends: 'ends at the latest',
  'is-deleted': 'deletion goes on',
  'is-forgotten': 'leaves the desk',
};

/** Several lines, indented: what a person reads about one visit. Times are those of this machine. */
export function visitText(answer: VisitAnswer): string {
  const { label, clinician, kind, state, since, presence, opens, closes, next } = answer;
  const states = [
    stateWords[state],
    ...(since === null ? [] : [`since ${local(since)}`]),
    ...(presence === 'gone' ? ['browser is gone'] : presence === 'away' ? ['screen is off'] : []),
  ].join(', ');
  return [
    `  ${label.padEnd(12)} ${clinician}, ${kind}: ${states}`,
    `               link ${local(opens)} to ${local(closes)}; ${nextWords[next.what]} ${local(next.at)}`,
    ...(answer.linkReported && state !== 'exposed'
      ? ['               the link was reported as read by others']
      : []),
    ...(answer.secondBrowser ? ['               a second browser has come with the same link'] : []),
    ...answer.stuck.map(
      ({ what, failed, nextTry }) =>
        `               STUCK: ${dutyWords[what]} has failed ${failed} times; next try ${local(nextTry)}`,
    ),
  ].join('\n');
}

/** `2026-11-23 10:05`, as the clock of this machine shows it. */
export function local(instant: string | number): string {
  const date = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${localDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function localDay(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

function sinceMs({ phase, waitingSinceMs, admittedMs, closedMs }: VisitLine): number | null {
  if (phase === 'waiting') return waitingSinceMs;
  if (phase === 'in-session') return admittedMs;
  return closedMs;
}

function nextOf(line: VisitLine, nowMs: number, { visits }: Config): VisitAnswer['next'] {
  const closesMs = (line.notAfter + clockToleranceSeconds) * 1000;
  if (line.phase === 'invited' && line.notBefore * 1000 > nowMs)
    return { what: 'opens', at: iso(line.notBefore * 1000) };
  if (line.phase === 'exposed') return { what: 'is-forgotten', at: iso(closesMs) };
  if (isClosing(line.phase)) {
    const [first] = line.duties;
    return { what: 'is-deleted', at: iso(first?.nextTryMs ?? nowMs) };
  }
  if (line.admittedMs !== null) return { what: 'ends', at: iso(closesMs + visits.graceMinutes * 60_000) };
  return { what: 'closes', at: iso(closesMs) };
}
