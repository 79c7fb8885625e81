/**
 * Keeps the sound of one connection whole: looks at it every two seconds, sends as much picture as the ladder says, and
 * tells what it found. Never switches a camera on or off; it only lets less of what is on through.
 */

import type { Clock } from '../clock.ts';
import type { OutgoingTracks } from '../transport.ts';
import { changeEncoding } from './encoding.ts';
import { type LadderState, nextState, type RungName, rungOf, startLadder, tryPicture } from './ladder.ts';
import { countersFrom, type LineCounters, readingBetween } from './line-stats.ts';
import { allIsHeard, hear, type SoundFindings, type SoundState } from './sound-watch.ts';

/** What was found of a connection. */
export interface LineFindings extends SoundFindings {
  readonly rung: RungName;
  /** There is a picture of ours, and the line is too weak for it. */
  readonly pictureIsHeld: boolean;
  /** Shares of what did not arrive, 0 to 1. */
  readonly lossOut: number | undefined;
  readonly lossIn: number | undefined;
}

/** What the keeper needs of the connection. */
export interface KeptLine {
  readonly pc: RTCPeerConnection;
  sender(kind: 'audio' | 'video'): RTCRtpSender | undefined;
}

const LOOK_EVERY_MS = 2_000;

export class LineKeeper {
  readonly #line: KeptLine;
  readonly #clock: Clock;
  readonly #report: (found: LineFindings) => void;
  #tracks: OutgoingTracks = { audio: null, video: null };
  #theirMicrophoneOn = false;
  #ladder: LadderState;
  #sound: SoundState = allIsHeard;
  #last: LineCounters | undefined;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(line: KeptLine, clock: Clock, report: (found: LineFindings) => void) {
    this.#line = line;
    this.#clock = clock;
    this.#report = report;
    this.#ladder = startLadder(clock.now());
  }

  /** From now on. What is sent is limited only from the first finding on. */
  start(): void {
    const audio = this.#line.sender('audio');
    if (audio) void changeEncoding(audio, { priority: 'high', networkPriority: 'high' });
    this.#lookSoon();
  }

  /** What is sent from now on; called once it is. */
  follow(tracks: OutgoingTracks): void {
    const wasOff = this.#tracks.video === null;
    this.#tracks = tracks;
    if (tracks.video === null) return;
    if (wasOff) this.#ladder = tryPicture(this.#ladder, this.#clock.now());
    if (this.#ladder.rung !== 'full') this.#apply();
  }

  /** The first picture was a small one, and may grow now: as far as the line carries. */
  grow(): void {
    this.#apply();
  }

  /** They have said so themselves. */
  theirMicrophone(on: boolean): void {
    this.#theirMicrophoneOn = on;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #lookSoon(): void {
    this.#cancel?.();
    this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => {
      this.#look().catch(() => this.stop());
    });
  }

  async #look(): Promise<void> {
    const counters = countersFrom(await this.#line.pc.getStats(), this.#clock.now());
    if (this.#stopped) return;
    const last = this.#last;
    this.#last = counters;
    // What a connection that has stumbled does not carry says nothing about what it carries once it stands again.
    if (last && this.#line.pc.connectionState === 'connected') this.#judge(last, counters);
    else this.#sound = allIsHeard;
    this.#lookSoon();
  }

  #judge(before: LineCounters, after: LineCounters): void {
    const reading = readingBetween(before, after);
    const { audio, video } = this.#tracks;
    const nowMs = after.atMs;
    const fromUs = audio?.readyState === 'live' && audio.enabled && !audio.muted;
    this.#sound = hear(this.#sound, reading, { fromUs, fromThem: this.#theirMicrophoneOn }, nowMs);
    const rungBefore = this.#ladder.rung;
    if (video) this.#ladder = nextState(this.#ladder, reading, nowMs);
    if (this.#ladder.rung !== rungBefore) this.#apply();
    const { rung } = this.#ladder;
    const { ownIsSilent, theirsIsMissing } = this.#sound;
    const { lossOut, lossIn } = reading;
    const pictureIsHeld = video !== null && rung === 'off';
    this.#report({ rung, pictureIsHeld, ownIsSilent, theirsIsMissing, lossOut, lossIn });
  }

  #apply(): void {
    const { lines, framesPerSecond, mostBps, soundBps } = rungOf(this.#ladder);
    const audio = this.#line.sender('audio');
    if (audio) void changeEncoding(audio, { maxBitrate: soundBps });
    const video = this.#line.sender('video');
    if (!video) return;
    if (lines === 0) void changeEncoding(video, { active: false });
    else
      void changeEncoding(video, {
        active: true,
        maxBitrate: mostBps,
        maxFramerate: framesPerSecond,
        scaleResolutionDownBy: scaleTo(lines, this.#tracks.video),
      });
  }
}

/** Held upright or not, the shorter side counts. Never larger than it is. */
function scaleTo(lines: number, track: MediaStreamTrack | null): number {
  const { width, height } = track?.getSettings() ?? {};
  if (!width || !height) return 1;
  return Math.max(1, Math.min(width, height) / lines);
}
