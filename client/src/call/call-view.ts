/** What a screen sees of a call. Several participants in the library; the screens show two. */

import type { ReadonlySignal } from '@preact/signals';
import type { CallAlarm } from './alarm.ts';
import type { ChatOnlyView } from './chat-only.ts';
import type { MediaView } from './media-view.ts';
import type { LineView, SoundRepairView } from './quality/line-view.ts';
import type { ScreenView } from './screen-share.ts';
import type { FourWords } from './words.ts';

export interface CallView {
  readonly media: MediaView;
  readonly participants: ReadonlySignal<readonly ParticipantView[]>;
  /** Our own screen. */
  readonly screen: ScreenView;
  readonly chatOnly: ChatOnlyView;
  readonly soundRepair: SoundRepairView;
  /** What keeps it from going on. */
  readonly alarm: ReadonlySignal<CallAlarm | undefined>;
}

export interface ParticipantView {
  readonly userId: string;
  readonly deviceId: string;
  readonly state: ReadonlySignal<'connecting' | 'connected' | 'reconnecting' | 'failed'>;
  /** What they send; its tracks are muted until they do. */
  readonly stream: MediaStream;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  /** False while their device is full: what is written to them arrives once they have made room. */
  readonly writingArrives: ReadonlySignal<boolean>;
  /** They are showing their screen. */
  readonly screenOn: ReadonlySignal<boolean>;
  /** What they show of it, with its sound where there is one. */
  readonly screen: MediaStream;
  readonly route: ReadonlySignal<RouteMeasurement | undefined>;
  /** How well sound and picture get through. */
  readonly line: LineView;
  /** The same on both sides, or somebody is between them. Undefined until both sides know them and whose list it is. */
  readonly words: ReadonlySignal<FourWords | undefined>;
  /** This person has read these words aloud with the other and found them the same. Nobody else's claim, nor proof. */
  readonly wordsAreSame: ReadonlySignal<boolean>;
  /** The words were compared. Where they differ nothing is sent or shown any more, and the other side is told. */
  compared(result: 'same' | 'differ'): void;
}

/** Read from `getStats`, never promised. */
export interface RouteMeasurement {
  /**
   * By the selected candidate pair. `direct` and `relayed` only when both sides measured the same; `unconfirmed`
   * while only we have measured one of the two; `one-sided` where the other side says that its browser cannot.
   */
  readonly path: 'direct' | 'relayed' | 'unconfirmed' | 'one-sided' | 'not-measurable' | 'disputed';
  readonly localCandidate: 'host' | 'srflx' | 'prflx' | 'relay' | undefined;
  readonly remoteCandidate: 'host' | 'srflx' | 'prflx' | 'relay' | undefined;
  readonly dtlsState: string | undefined;
  readonly dtlsCipher: string | undefined;
  readonly srtpCipher: string | undefined;
  readonly tlsVersion: string | undefined;
  readonly roundTripMs: number | undefined;
  /**
   * Whether the certificate in use is the one that came through Olm. `verified` only when both sides have measured
   * it; `unconfirmed` when we have, and the other side has not said so; `one-sided` when we have, and the other side
   * says that its browser cannot.
   */
  readonly fingerprint: 'verified' | 'unconfirmed' | 'one-sided' | 'not-measurable' | 'differs';
}
