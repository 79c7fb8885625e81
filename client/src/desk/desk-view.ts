/** What the clinician's desk needs to know, and what it may ask for. */

import type { ReadonlySignal } from '@preact/signals';
import type {
  DeskVisit,
  Invitation,
  InvitationId,
  Kind,
  PracticeAnswer,
  ProblemCode,
  UserId,
  VisitId,
} from '@sprechzimmer/protocol';
import type { AddressChoice } from '../call/address-choice.ts';
import type { CallView } from '../call/call-view.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import type { DeviceCheck } from '../crypto/device-check.ts';
import type { Alarm, Sighting } from '../crypto/roster-view.ts';
import type { SilentSign } from '../crypto/signs.ts';
import type { PatientBefore } from './before-admission.ts';
import type { DeskDay } from './desk-day.ts';
import type { ExposedLink, ExposedVisit } from './exposed-links.ts';
import type { PlannedTime } from './invitations.ts';

export type DeskFault =
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'not-a-clinician' }
  | { readonly kind: 'wrong-recovery-key' }
  /** Another device has given this account new keys, or the server says so. */
  | { readonly kind: 'keys-replaced' }
  /** Another device has recognised this one and sent nothing. */
  | { readonly kind: 'keys-not-sent' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'other-tab' }
  /** The server no longer takes this device. Its keys are still here; signing in again goes on with them. */
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'problem'; readonly code: ProblemCode };

export type DeskStage =
  | { readonly stage: 'opening' }
  /** `keptFor`: the account whose keys this browser still has, after a session that the server ended. */
  | { readonly stage: 'signed-out'; readonly fault?: DeskFault; readonly keptFor?: UserId }
  | { readonly stage: 'signing-in' }
  /** First sign-in: the key is shown once and must be confirmed before anything else. */
  | { readonly stage: 'new-keys'; readonly recoveryKey: string }
  /**
   * This account has keys, and this device does not. `recoveryKey`: whether a recovery key would open it; an account
   * that was set up by another Matrix client may have none.
   */
  | { readonly stage: 'unlock'; readonly recoveryKey: boolean; readonly fault?: DeskFault }
  /** Another device has recognised this one, and its keys are on their way. */
  | { readonly stage: 'receiving-keys' }
  | { readonly stage: 'ready' }
  | { readonly stage: 'stopped'; readonly fault: DeskFault };

/** A visit as the desk shows it: the server's hint beside what was proven. */
export interface DeskPatient {
  readonly visit: DeskVisit;
  /**
   * `proven`: a valid proof for a link of ours, or compared. `two-proofs`: this link was opened on two devices.
   * `uncompared`: the link is in no notebook of ours that can be read, so the two would have to compare pictures.
   */
  readonly trust: 'unproven' | 'proven' | 'two-proofs' | 'failed' | 'uncompared';
  /** Recognised by comparing, not by the link. */
  readonly compared?: boolean;
  /** From the clinician's own notebook, only when proven. */
  readonly label?: string;
  /** What the appointment was made for, from the notebook, only when proven. */
  readonly kind?: Kind;
  /** The link they have proven to have; not of somebody compared with, who only names one. */
  readonly link?: InvitationId;
  /** What the patient wishes to be called, end-to-end encrypted, only when proven. */
  readonly name?: string;
  /** What they were asked before the conversation and have answered; only when proven, nothing where nothing is asked. */
  readonly before?: PatientBefore;
  /** Unix milliseconds: they have left the page in a hurry, and have not been let in since. */
  readonly leftQuicklyAtMs?: number;
  /** Unix milliseconds: they have left for good. Nobody comes back with this proof. */
  readonly leftAtMs?: number;
  /** What we had last said to them when they were last in conversation, by its id in the chat. */
  readonly saidUntil?: string;
  /** Their link has become known, and the clinician has not decided about them yet. */
  readonly exposed?: ExposedVisit;
  /** The server names an invitation that was made with keys which are gone: no proof can come. */
  readonly lostLink?: boolean;
  readonly alarm?: Alarm;
  /** Everything that was wrong with this visit, oldest first; there where there is an alarm. */
  readonly sightings?: readonly Sighting[];
  /** Was in conversation here, and has been let in from another device of this clinician since. */
  readonly elsewhere?: boolean;
  /** Their device is full: what is written to them arrives later. */
  readonly theirsIsFull?: boolean;
  /** ICE, DTLS and data channel are up: admission is immediate. */
  readonly connected: boolean;
}

export interface DueInvitation {
  readonly invitation: Invitation;
  /** From the notebook; undefined while it is still being read, and where none was given. */
  readonly label?: string;
  /**
   * Nobody can prove anything with this link any more: it was made with keys that are gone, or the server shows an
   * invitation that this notebook does not know. The label then comes from a notebook of former keys, where one is
   * readable here.
   */
  readonly lost: boolean;
}

export interface NewLink {
  readonly id: InvitationId;
  readonly link: string;
  readonly label: string;
  readonly kind: Kind;
  /** Unix seconds: when the appointment begins, and the window around it in which the link opens the waiting room. */
  readonly startsAt: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface DeskView {
  readonly stage: ReadonlySignal<DeskStage>;
  readonly clinicianName: ReadonlySignal<string>;
  readonly practiceName: ReadonlySignal<string>;
  /** All that is known of the practice, once it is. */
  readonly practice: ReadonlySignal<PracticeAnswer | undefined>;
  readonly online: ReadonlySignal<boolean>;
  /** This device is full: nothing written, and nobody's proof, arrives or leaves until there is room. */
  readonly full: ReadonlySignal<boolean>;
  readonly patients: ReadonlySignal<readonly DeskPatient[]>;
  /** What those are called who have proven who they are, and for whom the server shows no visit. */
  readonly unlisted: ReadonlySignal<readonly string[]>;
  readonly due: ReadonlySignal<readonly DueInvitation[]>;
  /** Links that became known on their way: closed already, and the clinician has not yet taken them back. */
  readonly exposed: ReadonlySignal<readonly ExposedLink[]>;
  /** Appointments, what those who wait are told, the lock, and choices of one's own. */
  readonly day: DeskDay;
  /** The practice's sentences for whoever waits; empty where it has none. */
  readonly preparedTexts: ReadonlySignal<readonly string[]>;
  /** The visit whose conversation is open, if any. */
  readonly current: ReadonlySignal<VisitId | undefined>;
  readonly call: ReadonlySignal<CallView | undefined>;
  /** Whether patients' browsers learn this one's network address. */
  readonly address: AddressChoice;
  /** With another device of this account: it asks to be let in here, or this one asks to be let in there. */
  readonly deviceCheck: ReadonlySignal<DeviceCheck | undefined>;
  /** Asks the other tab of this browser to let this one go on; a conversation stays where it is. */
  takeOver(): void;
  /** Chat of any visit, also of one that waits. */
  chatOf(visit: VisitId): ReadonlySignal<ChatView | undefined>;
  /** This patient has told silently that they are not alone. */
  signOf(visit: VisitId): ReadonlySignal<SilentSign | undefined>;
  /** Comparing pictures with a patient whose proof cannot be checked; undefined with everybody else. */
  comparisonOf(visit: VisitId): ReadonlySignal<ComparisonView | undefined>;

  signIn(user: string, password: string): Promise<void>;
  confirmNewKeys(): Promise<void>;
  unlock(recoveryKey: string): Promise<void>;
  /** Asks the other devices of this account to let this one in. */
  askOtherDevice(): Promise<void>;
  /** Puts a comparison away; one that is going on is cancelled. */
  dismissDeviceCheck(): Promise<void>;
  /** New keys instead of lost ones. A fault is shown by the stage. */
  startOver(password: string): Promise<void>;
  /** Deletes the keys of this browser. Nothing else does, but another account that signs in here. */
  signOut(): Promise<void>;

  /** Times in Unix seconds of the appointment itself; the window around it comes from the practice. */
  invite(appointment: { label: string; kind: Kind; startsAt: number; minutes: number }): Promise<NewLink>;
  /** The same link again, from the notebook. */
  linkAgain(id: InvitationId): Promise<NewLink>;
  /** A new link instead of a lost one, which is taken back; for the same time unless `when` says another. */
  sendAnew(id: InvitationId, label: string, when?: PlannedTime): Promise<NewLink>;
  /** When the appointment of an invitation was to be, in Unix milliseconds, and its length. */
  plannedFor(invitation: Invitation): { readonly startsMs: number; readonly minutes: number };
  cancel(id: InvitationId): Promise<void>;

  /** The clinician is about to admit this patient: both cameras may warm up. Nobody is told who has left in a hurry. */
  prepare(visit: VisitId): void;
  /** The clinician is not about to admit after all: it takes a while. */
  notYet(visit: VisitId): void;
  admit(visit: VisitId): Promise<void>;
  sendBack(visit: VisitId): Promise<void>;
  /**
   * After an alarm that allows for it: shows out whoever does not belong in the room, and when nothing is wrong any
   * more, the patient waits again and can be let in.
   * @throws when something is still wrong, or this visit can never go on
   */
  goOn(visit: VisitId): Promise<void>;
  decline(visit: VisitId): Promise<void>;
  /** @param next the next appointment in the clinician's own words, for the patient's last screen */
  end(visit: VisitId, next?: string): Promise<void>;
  /** Asks the patient for their answers once more, end-to-end encrypted. */
  askAgain(visit: VisitId): Promise<void>;
  decideOther(visit: VisitId, decision: 'accept' | 'refuse'): Promise<void>;
}
