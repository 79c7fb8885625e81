/** What a screen sees of a call. Several participants in the library; the screens show two. */

import type { ReadonlySignal } from '@preact/signals';
import type { MediaView } from './media-view.ts';

export interface CallView {
  readonly media: MediaView;
  readonly participants: ReadonlySignal<readonly ParticipantView[]>;
}

export interface ParticipantView {
  readonly userId: string;
  readonly deviceId: string;
  readonly state: ReadonlySignal<'connecting' | 'connected' | 'reconnecting' | 'failed'>;
  /** What they send; its tracks are muted until they do. */
  readonly stream: MediaStream;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  readonly route: ReadonlySignal<RouteMeasurement | undefined>;
}

/** Read from `getStats`, never promised. */
export interface RouteMeasurement {
  /** By the selected candidate pair. `direct` and `relayed` only when both sides measured the same. */
  readonly path: 'direct' | 'relayed' | 'not-measurable' | 'disputed';
  readonly localCandidate: 'host' | 'srflx' | 'prflx' | 'relay' | undefined;
  readonly remoteCandidate: 'host' | 'srflx' | 'prflx' | 'relay' | undefined;
  readonly dtlsState: string | undefined;
  readonly dtlsCipher: string | undefined;
  readonly srtpCipher: string | undefined;
  readonly tlsVersion: string | undefined;
  readonly roundTripMs: number | undefined;
  /** The certificate in use is the one that came through Olm. */
  readonly fingerprint: 'verified' | 'not-measurable' | 'differs';
}
