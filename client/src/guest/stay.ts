/** What a stay in a room stands on, and what it then can do. */

import type { ReadonlySignal } from '@preact/signals';
import type { Bytes, DoorContent, RoomId } from '@sprechzimmer/protocol';
import type { LocalMedia } from '../call/media.ts';
import type { Chat } from '../crypto/chat.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import type { GuestGround } from '../crypto/guest-proof.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { RoomCall } from '../crypto/room-call.ts';
import type { Alarm } from '../crypto/roster-view.ts';
import type { SignGiver } from '../crypto/signs.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { Appointment } from './arrive.ts';
import type { HeardDesk } from './heard-desk.ts';

export interface StayOptions {
  readonly open: OpenClient;
  readonly keeper: VisitKeeper;
  readonly appointment: Appointment;
  readonly roomId: RoomId;
  /** The bot that makes rooms. */
  readonly bot: GuestGround['clinician'];
  /** Resolves with our own master key once our identity is on the homeserver. */
  readonly identity: Promise<Bytes>;
  readonly media: LocalMedia;
  readonly relayOnly: ReadonlySignal<boolean>;
  readonly connectWhileWaiting: boolean;
  /** A word of the door that counts: from a verified device of the clinician, for this visit, and news. */
  readonly onDoor: (door: DoorContent['door'], next: DoorContent['next']) => void;
  /** The clinician asks for answers once more. */
  readonly onAsk: () => void;
  /** Pictures were compared and were not the same. */
  readonly onPicturesDiffer: () => void;
}

export interface RoomStay {
  readonly confirmed: ReadonlySignal<boolean>;
  readonly alarm: ReadonlySignal<Alarm | undefined>;
  readonly chat: ReadonlySignal<Chat | undefined>;
  /** What the clinician's devices say of the clinician. */
  readonly heardDesk: ReadonlySignal<HeardDesk>;
  /** Where the clinician's desk cannot check our link; undefined everywhere else. */
  readonly comparison: ReadonlySignal<ComparisonView | undefined>;
  readonly call: RoomCall;
  /**
   * Joins and hands over the proof. Resolves when the waiting room may be shown.
   * @throws MasterKeyDiffers when the homeserver shows another key for the clinician than the link
   */
  arrive(): Promise<void>;
  /** Signs the clinician's key, so that their devices are heard. Before syncing: what they say may be there already. */
  recognise(): Promise<void>;
  /** With the client syncing: checks who made the room, waits until we are by ourselves, writes into it. */
  settle(): Promise<void>;
  /** Sound and picture, with the device of the clinician that has let us in, and with no other desk of theirs. */
  talk(): Promise<void>;
  /** That the patient is not alone, told silently. */
  readonly sign: SignGiver;
  /** Tells the clinician's devices that the page is being left in a hurry. */
  sayLeft(): Promise<void>;
  /** Tells them that the patient has left for good, and will not be back. */
  sayGone(): Promise<void>;
  /** What has stopped this visit is such that the clinician may let it go on: in another stay, which looks anew. */
  canGoOn(): boolean;
  /** What the patient has answered anew, to the clinician's devices and into the room. */
  tellAnswers(): Promise<void>;
  /** Resolves when every word that was waiting for us has been heard. */
  caughtUp(): Promise<void>;
  /** Lets go of the room. Safe to repeat. */
  close(): Promise<void>;
}
