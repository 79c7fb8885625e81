/** What `getStats` counts, and what has happened between two looks at it. Pure. */

/** Everything a look finds, counted since the connection began. Undefined is what this browser does not count. */
export interface LineCounters {
  readonly atMs: number;
  readonly sent: FlowCounters;
  readonly received: FlowCounters & { readonly lost: number | undefined };
  /** The newest word of the other side about what it did not get, 0 to 1: the worse of sound and picture. */
  readonly lossOut: number | undefined;
  readonly roundTripMs: number | undefined;
  readonly availableBps: number | undefined;
  /** Own microphone: sum of squared level times seconds, and seconds. */
  readonly soundMade: { readonly energy: number; readonly seconds: number } | undefined;
}

/** Of one direction. */
export interface FlowCounters {
  readonly soundPackets: number;
  readonly soundBytes: number;
  readonly packets: number;
  readonly pictureBytes: number;
  readonly frames: number;
  /** Height of the picture just now. */
  readonly lines: number | undefined;
}

/** What happened between two looks. */
export interface LineReading {
  readonly lossOut: number | undefined;
  readonly lossIn: number | undefined;
  readonly roundTripMs: number | undefined;
  readonly availableBps: number | undefined;
  /** Packets of sound that came. */
  readonly soundPacketsIn: number;
  /** Mean square of the own microphone's level; undefined while nothing is sent from one, or nothing is counted. */
  readonly ownLoudness: number | undefined;
}

/**
 * A report of the other side that is older says nothing about now. It speaks of a picture every second, of sound every
 * five; and on a bad line not every report arrives.
 */
const REPORT_GOOD_FOR_MS = { picture: 4_000, sound: 16_000 };

/** @param report what `RTCPeerConnection.getStats` gives, or any map of ids to entries */
export function countersFrom(
  report: ReadonlyMap<string, unknown> | RTCStatsReport,
  atMs: number,
): LineCounters {
  const entries: Entry[] = [];
  report.forEach((value: unknown) => {
    if (isEntry(value)) entries.push(value);
  });
  const of = (type: string) => entries.filter((entry) => entry['type'] === type);
  const pair = chosenPair(entries);
  const inbound = of('inbound-rtp');
  return {
    atMs,
    sent: flow(of('outbound-rtp'), 'Sent'),
    received: { ...flow(inbound, 'Received'), lost: total(inbound, 'packetsLost') },
    lossOut: worstLoss(of('remote-inbound-rtp'), newest(entries)),
    roundTripMs: milliseconds(
      number(pair, 'currentRoundTripTime') ?? most(of('remote-inbound-rtp'), 'roundTripTime'),
    ),
    availableBps: number(pair, 'availableOutgoingBitrate'),
    soundMade: loudness(of('media-source').filter(isSound)),
  };
}

export function readingBetween(before: LineCounters, after: LineCounters): LineReading {
  const came = after.received.packets - before.received.packets;
  const lost = difference(before.received.lost, after.received.lost);
  return {
    lossOut: after.lossOut,
    lossIn:
      lost === undefined || came < 0 || came + lost <= 0 ? undefined : Math.max(0, lost) / (came + lost),
    roundTripMs: after.roundTripMs,
    availableBps: after.availableBps,
    soundPacketsIn: Math.max(0, after.received.soundPackets - before.received.soundPackets),
    ownLoudness: meanSquare(before.soundMade, after.soundMade),
  };
}

type Entry = Readonly<Record<string, unknown>>;
type Loudness = LineCounters['soundMade'];

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null;
}

function isSound(entry: Entry): boolean {
  return entry['kind'] === 'audio';
}

function flow(entries: readonly Entry[], direction: 'Sent' | 'Received'): FlowCounters {
  const sound = entries.filter(isSound);
  const picture = entries.filter((entry) => entry['kind'] === 'video');
  const packets = `packets${direction}`;
  const bytes = `bytes${direction}`;
  return {
    soundPackets: total(sound, packets) ?? 0,
    soundBytes: total(sound, bytes) ?? 0,
    packets: total(entries, packets) ?? 0,
    pictureBytes: total(picture, bytes) ?? 0,
    frames: total(picture, direction === 'Sent' ? 'framesSent' : 'framesDecoded') ?? 0,
    lines: most(picture, 'frameHeight'),
  };
}

/** Firefox has no transport statistics but marks the pair. */
function chosenPair(entries: readonly Entry[]): Entry | undefined {
  const transport = entries.find((entry) => entry['type'] === 'transport');
  const id = transport?.['selectedCandidatePairId'];
  const pairs = entries.filter((entry) => entry['type'] === 'candidate-pair');
  if (typeof id === 'string') return pairs.find((entry) => entry['id'] === id);
  return pairs.find((entry) => entry['selected'] === true || entry['nominated'] === true);
}

function worstLoss(reports: readonly Entry[], nowMs: number): number | undefined {
  return most(
    reports.filter((entry) => {
      const goodForMs = REPORT_GOOD_FOR_MS[isSound(entry) ? 'sound' : 'picture'];
      return nowMs - (number(entry, 'timestamp') ?? nowMs) <= goodForMs;
    }),
    'fractionLost',
  );
}

function newest(entries: readonly Entry[]): number {
  return most(entries, 'timestamp') ?? 0;
}

function loudness(entries: readonly Entry[]): Loudness {
  const energy = total(entries, 'totalAudioEnergy');
  const seconds = total(entries, 'totalSamplesDuration');
  return energy === undefined || seconds === undefined ? undefined : { energy, seconds };
}

/** Nothing at all is as silent as silence. Undefined also when the counters began anew, with another track. */
function meanSquare(before: Loudness, after: Loudness): number | undefined {
  if (!before || !after) return undefined;
  const seconds = after.seconds - before.seconds;
  const energy = after.energy - before.energy;
  if (seconds < 0 || energy < 0) return undefined;
  return seconds === 0 ? 0 : energy / seconds;
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

function number(entry: Entry | undefined, member: string): number | undefined {
  const value = entry?.[member];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function numbers(entries: readonly Entry[], member: string): number[] {
  return entries.flatMap((entry) => number(entry, member) ?? []);
}

function total(entries: readonly Entry[], member: string): number | undefined {
  const values = numbers(entries, member);
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : undefined;
}

function most(entries: readonly Entry[], member: string): number | undefined {
  const values = numbers(entries, member);
  return values.length > 0 ? Math.max(...values) : undefined;
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
