/** Which way sound and picture really go, read from `getStats`, and what both sides may say of it together. */

import type { RouteMeasurement } from './call-view.ts';
import type { FingerprintMeasurement } from './fingerprint.ts';

type CandidateType = RouteMeasurement['localCandidate'];

/** What one side sees for itself. */
export type OwnPath = 'direct' | 'relayed' | 'not-measurable';

/** One side's measurement; the fingerprint comes from elsewhere. */
export type RouteReading = Omit<RouteMeasurement, 'path' | 'fingerprint'> & { readonly path: OwnPath };

/** Reads the selected candidate pair and the ciphers of a connection. */
export async function readRoute(pc: RTCPeerConnection): Promise<RouteReading> {
  return routeFromStats(await pc.getStats());
}

/** The same from a report, which is any map of ids to entries. */
export function routeFromStats(report: ReadonlyMap<string, unknown> | RTCStatsReport): RouteReading {
  const entries = new Map<string, Entry>();
  report.forEach((value: unknown, id: string) => {
    if (isEntry(value)) entries.set(id, value);
  });
  const transport = [...entries.values()].find((entry) => entry['type'] === 'transport');
  const pair = selectedPair(entries, transport);
  const localCandidate = candidateType(entries, pair?.['localCandidateId']);
  const remoteCandidate = candidateType(entries, pair?.['remoteCandidateId']);
  return {
    path: pathOf(localCandidate, remoteCandidate),
    localCandidate,
    remoteCandidate,
    dtlsState: text(transport?.['dtlsState']),
    dtlsCipher: text(transport?.['dtlsCipher']),
    srtpCipher: text(transport?.['srtpCipher']),
    tlsVersion: text(transport?.['tlsVersion']),
    roundTripMs: milliseconds(pair?.['currentRoundTripTime']),
  };
}

/**
 * Neither side is believed alone: where one sees a relay the other may see only an address. `direct` and
 * `relayed` need both to say so.
 * @param theirs what the other side told over the data channel; undefined while it has not
 */
export function agreedPath(own: OwnPath, theirs: OwnPath | undefined): RouteMeasurement['path'] {
  if (own === 'not-measurable') return 'not-measurable';
  if (theirs === undefined) return 'unconfirmed';
  if (theirs === 'not-measurable') return 'one-sided';
  return own === theirs ? own : 'disputed';
}

/**
 * The same for the certificates: `verified` says that neither side talks to anybody in between. What the other side
 * tells can add nothing to what we have not measured, and takes nothing from a difference that we have.
 * @param theirs what the other side told; one that finds a difference hangs up instead of telling
 */
export function agreedFingerprint(
  own: FingerprintMeasurement,
  theirs: Exclude<FingerprintMeasurement, 'differs'> | undefined,
): RouteMeasurement['fingerprint'] {
  if (own !== 'verified' || theirs === 'verified') return own;
  return theirs === 'not-measurable' ? 'one-sided' : 'unconfirmed';
}

type Entry = Readonly<Record<string, unknown>>;

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null;
}

function selectedPair(entries: ReadonlyMap<string, Entry>, transport: Entry | undefined): Entry | undefined {
  const id = transport?.['selectedCandidatePairId'];
  if (typeof id === 'string') return entries.get(id);
  // Firefox has no transport statistics but marks the pair.
  return [...entries.values()].find(
    (entry) =>
      entry['type'] === 'candidate-pair' &&
      (entry['selected'] === true || (entry['nominated'] === true && entry['state'] === 'succeeded')),
  );
}

function candidateType(entries: ReadonlyMap<string, Entry>, id: unknown): CandidateType {
  const type = typeof id === 'string' ? entries.get(id)?.['candidateType'] : undefined;
  return type === 'host' || type === 'srflx' || type === 'prflx' || type === 'relay' ? type : undefined;
}

function pathOf(local: CandidateType, remote: CandidateType): OwnPath {
  if (local === 'relay' || remote === 'relay') return 'relayed';
  return local === undefined || remote === undefined ? 'not-measurable' : 'direct';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function milliseconds(seconds: unknown): number | undefined {
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : undefined;
}
