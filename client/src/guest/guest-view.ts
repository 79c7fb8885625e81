/** What the patient's screens need to know, and what they may ask for. The session behind it has no UI. */

import type { ReadonlySignal } from '@preact/signals';
import type { DoorAnswer, Kind, LinkFault, PracticeAnswer, ProblemCode } from '@sprechzimmer/protocol';
import type { AddressChoice } from '../call/address-choice.ts';
import type { CallView } from '../call/call-view.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import type { Alarm } from '../crypto/roster-view.ts';
import type { StorageTrouble } from '../storage/storage-fault.ts';
import type { BeforeView } from './before-view.ts';
import type { Beginning } from './beginning.ts';
import type { HeardDesk } from './heard-desk.ts';
import type { OwnSign } from './own-sign.ts';
import type { ExposureReport } from './report-exposure.ts';
import type { Talked } from './talked-before.ts';
import type { WindowView } from './this-window.ts';

/** `recent`: what browsers have had since 2023 or 2024. */
export type MissingFeature = 'webrtc' | 'webcrypto' | 'indexeddb' | 'webassembly' | 'recent';

/** Why the patient cannot go on. Each has its own sentence and what to do next. */
export type StopReason =
  | { readonly kind: 'link'; readonly fault: LinkFault }
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly notBefore?: number;
      readonly retryAfterSeconds?: number;
    }
  /** The page cannot run here. */
  | { readonly kind: 'browser'; readonly missing: MissingFeature }
  /** What has to be kept on this device cannot be. */
  | { readonly kind: 'storage'; readonly trouble: StorageTrouble }
  /** The same visit is open in another tab of this browser. */
  | {
      readonly kind: 'other-tab' /** It was asked to let go, and does not answer. */;
      readonly isSilent?: true;
    }
  /** It was open here, and goes on in another tab because somebody wanted it there. */
  | { readonly kind: 'taken-over' }
  /** This device has no network. */
  | { readonly kind: 'offline' }
  /** Nobody answers, and it cannot be told whether it is the network or the practice. */
  | { readonly kind: 'no-answer' }
  /** The homeserver shows another key for the clinician than the link. */
  | { readonly kind: 'clinician-key-differs' }
  /** Pictures were compared and were not the same. */
  | { readonly kind: 'pictures-differ' };

export type GuestStage =
  | { readonly stage: 'opening' }
  | { readonly stage: 'stopped'; readonly reason: StopReason; readonly canRetry: boolean }
  /** Door, mirror and name are the screens' own steps within this stage; nothing is used up yet. */
  | { readonly stage: 'door'; readonly door: DoorAnswer }
  | { readonly stage: 'entering' }
  | {
      readonly stage: 'waiting';
      /** True only after a valid tag of the clinician: "Dr. … knows you are here". */
      readonly clinicianKnows: boolean;
      /** The clinician is about to let in: camera may warm up. */
      readonly preparing: boolean;
    }
  /** Back after leaving in a hurry: nothing goes on until they say so (`retry`). */
  | { readonly stage: 'returned' }
  | { readonly stage: 'conversation' }
  /** Fail closed: nothing is sent or played any more. The guest can only leave. */
  | { readonly stage: 'halted'; readonly alarm: Alarm }
  | {
      readonly stage: 'ended';
      readonly why: 'ended' | 'declined' | 'left' | 'window-closed' | 'exposed';
      /** The next appointment, as the clinician has put it. */
      readonly next?: string;
      /** It ended while they waited here, as it does when it goes on on another device of theirs. */
      readonly inWaitingRoom?: boolean;
    };

export interface GuestView {
  readonly practice: ReadonlySignal<PracticeAnswer | undefined>;
  readonly stage: ReadonlySignal<GuestStage>;
  readonly clinicianName: ReadonlySignal<string>;
  readonly kind: ReadonlySignal<Kind>;
  /** When the appointment begins; undefined where nobody has said so. */
  readonly begins: ReadonlySignal<Beginning | undefined>;
  /** False while the homeserver or our API cannot be reached; nothing is lost meanwhile. */
  readonly online: ReadonlySignal<boolean>;
  /** This device is full: nothing written arrives or leaves until there is room. Then it goes on by itself. */
  readonly full: ReadonlySignal<boolean>;
  /** Since when they wait, also across a reload: Unix milliseconds by this device's clock. */
  readonly waitsSince: ReadonlySignal<number | undefined>;
  /** They were in the conversation before, as far as they are in the waiting room now. */
  readonly talked: ReadonlySignal<Talked | undefined>;
  readonly chat: ReadonlySignal<ChatView | undefined>;
  /** What the clinician's devices say of the clinician. Which of it is shown now: `shownState`. */
  readonly heardDesk: ReadonlySignal<HeardDesk>;
  readonly call: ReadonlySignal<CallView | undefined>;
  /** Whether the clinician's side learns this browser's network address. */
  readonly address: AddressChoice;
  /** Comparing pictures, where the clinician's desk cannot check the link; undefined everywhere else. */
  readonly comparison: ReadonlySignal<ComparisonView | undefined>;
  /** What the practice asks before a conversation. */
  readonly before: BeforeView;
  /** What kind of window this is, and the link for another one. */
  readonly window: WindowView;
  /** Whether the practice has heard that this link became known on its way; undefined with every other link. */
  readonly exposure: ReadonlySignal<ExposureReport | undefined>;
  /** Load the heavy part (SDK, WASM) ahead of the button. Safe to call often. */
  preload(): void;
  /** The button. */
  enter(name: string): Promise<void>;
  /** Try again after a stop that can be retried. */
  retry(): Promise<void>;
  /** After `other-tab` and `taken-over`: asks the tab that has the visit to let go of it, and goes on in this one. */
  goOnHere(): Promise<void>;
  /** After a stop that goes away by itself: whether the practice answers again. Never throws. */
  isBack(): Promise<boolean>;
  /**
   * At once and without a question: camera off, the page replaced by something harmless. The visit stays; only the whole
   * link brings it back.
   */
  leaveQuickly(): void;
  /** That the patient is not alone, told silently. */
  readonly sign: OwnSign;
  /** For good: wipes this browser. */
  leave(): Promise<void>;
}
