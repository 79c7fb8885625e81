/** What a leg of the mesh is given, and what it tells of itself. */

import type { Bytes } from '@sprechzimmer/protocol';
import type { DropReason } from './drops.ts';
import type { IceSettings } from './ice.ts';
import type { Platform } from './platform.ts';
import type { HangupReason, Sender } from './post.ts';
import type { TransportEvents } from './transport.ts';
import type { WordIndexes } from './words.ts';

/** What a leg stands on. */
export interface LegGround extends Sender {
  readonly platform: Platform;
  readonly certificate: RTCCertificate;
  /** Of that certificate. */
  readonly fingerprint: Bytes;
  readonly ice: IceSettings;
}

export interface LegEvents
  extends Pick<TransportEvents, 'state' | 'trusted' | 'screen' | 'lost' | 'message' | 'route' | 'line'> {
  /** A certificate, a fingerprint or a commitment is not what it was. The leg has closed itself. */
  forged(): void;
  words(words: WordIndexes): void;
  hungUp(reason: HangupReason): void;
  /** Nobody answered in time. The leg has closed itself. */
  unanswered(): void;
  dropped(reason: DropReason): void;
}
