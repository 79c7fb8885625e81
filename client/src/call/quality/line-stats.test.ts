import { expect, test } from 'vitest';
import { countersFrom, type LineCounters, readingBetween } from './line-stats.ts';

type Entry = Readonly<Record<string, unknown>>;

function report(...entries: readonly Entry[]): ReadonlyMap<string, unknown> {
  return new Map(
    entries.map((entry, index) => [`${entry['id'] ?? index}`, { timestamp: 100_000, ...entry }]),
  );
}

const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P' };
const pair = {
  id: 'P',
  type: 'candidate-pair',
  currentRoundTripTime: 0.12,
  availableOutgoingBitrate: 740_000,
};
const outAudio = { type: 'outbound-rtp', kind: 'audio', packetsSent: 500, bytesSent: 40_000 };
const outVideo = {
  type: 'outbound-rtp',
  kind: 'video',
  packetsSent: 1_000,
  bytesSent: 900_000,
  framesSent: 240,
  frameHeight: 360,
};
const theirWord = (kind: string, fractionLost: number, timestamp = 100_000) => ({
  type: 'remote-inbound-rtp',
  kind,
  fractionLost,
  timestamp,
});
const heard = (packetsReceived: number, packetsLost: number) => ({
  id: 'in',
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived,
  packetsLost,
  bytesReceived: packetsReceived * 80,
});

test('loss, round trip and room are read from what the browser counts', () => {
  const counters = countersFrom(
    report(transport, pair, outAudio, outVideo, theirWord('audio', 0.02), theirWord('video', 0.2)),
    0,
  );
  expect(counters).toMatchObject({ lossOut: 0.2, roundTripMs: 120, availableBps: 740_000 });
  expect(counters.sent).toEqual({
    soundPackets: 500,
    soundBytes: 40_000,
    packets: 1_500,
    pictureBytes: 900_000,
    frames: 240,
    lines: 360,
  });
});

test('what the other side said about a picture that is off for long does not keep it off', () => {
  const stale = theirWord('video', 0.6, 90_000);
  expect(countersFrom(report(transport, pair, stale, theirWord('audio', 0)), 0).lossOut).toBe(0);
  expect(countersFrom(report(transport, pair, stale), 0).lossOut).toBeUndefined();
});

test('on a line so bad that reports get lost the last one about the sound still counts', () => {
  expect(countersFrom(report(transport, pair, theirWord('audio', 0.35, 88_000)), 0).lossOut).toBe(0.35);
  expect(countersFrom(report(transport, pair, theirWord('audio', 0.35, 80_000)), 0).lossOut).toBeUndefined();
});

test('a browser that counts nothing claims nothing', () => {
  const empty = countersFrom(report(), 0);
  expect(empty).toMatchObject({ lossOut: undefined, roundTripMs: undefined, soundMade: undefined });
  expect(readingBetween(empty, countersFrom(report(), 1_000))).toEqual({
    lossOut: undefined,
    lossIn: undefined,
    roundTripMs: undefined,
    availableBps: undefined,
    soundPacketsIn: 0,
    ownLoudness: undefined,
  });
});

test('a browser without transport statistics still tells the round trip', () => {
  expect(countersFrom(report({ ...pair, nominated: true }), 0).roundTripMs).toBe(120);
});

const between = (before: Entry, after: Entry) =>
  readingBetween(countersFrom(report(before), 0), countersFrom(report(after), 2_000));

test('what was lost on the way in is a share of what should have come since the last look', () => {
  const reading = between(heard(1_000, 100), heard(1_090, 110));
  expect(reading.lossIn).toBeCloseTo(0.1);
  expect(reading.soundPacketsIn).toBe(90);
});

test('packets that come late after all are no negative loss', () => {
  expect(between(heard(1_000, 10), heard(1_100, 5)).lossIn).toBe(0);
});

const made = (totalAudioEnergy: number, totalSamplesDuration: number): Entry => ({
  type: 'media-source',
  kind: 'audio',
  totalAudioEnergy,
  totalSamplesDuration,
});

test('sound, silence and nothing at all are told apart from what is not counted', () => {
  expect(between(made(1, 60), made(1.5, 62)).ownLoudness).toBeCloseTo(0.25);
  expect(between(made(1, 60), made(1, 62)).ownLoudness).toBe(0);
  expect(between(made(1, 60), made(1, 60)).ownLoudness).toBe(0);
  expect(between(heard(1, 0), heard(2, 0)).ownLoudness).toBeUndefined();
});

test('counters that begin anew with another microphone are not taken for silence', () => {
  expect(between(made(4, 60), made(0, 1)).ownLoudness).toBeUndefined();
  const counters: LineCounters = countersFrom(report(made(4, 60)), 0);
  expect(counters.soundMade).toEqual({ energy: 4, seconds: 60 });
});
