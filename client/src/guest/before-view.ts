/** What the screens need of the questions before a conversation. */

import type { ReadonlySignal } from '@preact/signals';
import type { Consent } from '@sprechzimmer/protocol';
import type { Asked, Draft, ShownConsent } from './draft.ts';

export interface BeforeView {
  /** What the practice asks, in order; empty where it asks nothing. */
  readonly asked: ReadonlySignal<readonly Asked[]>;
  readonly consent: ReadonlySignal<Consent | undefined>;
  readonly draft: ReadonlySignal<Draft>;
  /** Kept at once, sealed, until the waiting room. */
  change(part: Partial<Draft>): void;
  /** Agrees to this very text, now; or takes it back. */
  agree(consent: ShownConsent | undefined): Promise<void>;
  /** In the waiting room: the clinician asks once more. */
  readonly askedAgain: ReadonlySignal<boolean>;
  /** Sends the clinician what stands in the fields. */
  answer(): Promise<void>;
}
