/** What a signed-in desk needs to run, and what it then can do. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Bytes, PracticeAnswer, VisitId } from '@sprechzimmer/protocol';
import type { ApiProblem } from '../api/call-api.ts';
import type { CallView } from '../call/call-view.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { SilentSign } from '../crypto/signs.ts';
import type { DeskKeeper } from '../storage/desk-record.ts';
import type { KeptDeskDay } from './desk-day.ts';
import type { DeskPatient, DueInvitation } from './desk-view.ts';
import type { ExposedLink } from './exposed-links.ts';
import type { Invitations } from './invitations.ts';
import type { DeskSession } from './sign-in.ts';

export interface DeskHost {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly session: DeskSession;
  readonly keeper: DeskKeeper;
  readonly practice: PracticeAnswer;
  /** The same, asked anew. */
  readonly askPractice: () => Promise<PracticeAnswer>;
  readonly media: LocalMedia;
  /** Nothing but a relay may be used: the clinician's wish, or the practice's rule. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** Own master key, from our own crypto store. */
  readonly masterKey: Bytes;
  readonly notebookKey: Bytes;
  /** Of identities this account had before. */
  readonly formerNotebookKeys: readonly Bytes[];
  /** The keys were made on this page: there is nothing to wait for in the notebook. */
  readonly startedOver: boolean;
  /** Where links lead: the origin this page came from. */
  readonly publicUrl: string;
  readonly patients: Signal<readonly DeskPatient[]>;
  readonly unlisted: Signal<readonly string[]>;
  readonly due: Signal<readonly DueInvitation[]>;
  readonly exposed: Signal<readonly ExposedLink[]>;
  readonly day: KeptDeskDay;
  readonly current: Signal<VisitId | undefined>;
  readonly call: Signal<CallView | undefined>;
  readonly apiReachable: Signal<boolean>;
  /** The session of this account has ended for good. */
  readonly onLost: (error: ApiProblem) => void;
}

export interface RunningDesk extends Invitations {
  chatOf(visit: VisitId): ReadonlySignal<ChatView | undefined>;
  signOf(visit: VisitId): ReadonlySignal<SilentSign | undefined>;
  comparisonOf(visit: VisitId): ReadonlySignal<ComparisonView | undefined>;
  prepare(visit: VisitId): void;
  notYet(visit: VisitId): void;
  admit(visit: VisitId): Promise<void>;
  sendBack(visit: VisitId): Promise<void>;
  goOn(visit: VisitId): Promise<void>;
  decline(visit: VisitId): Promise<void>;
  /** @param next the next appointment, for the patient's last screen */
  end(visit: VisitId, next?: string): Promise<void>;
  /** Asks the patient for their answers once more. */
  askAgain(visit: VisitId): Promise<void>;
  decideOther(visit: VisitId, decision: 'accept' | 'refuse'): Promise<void>;
  stop(): Promise<void>;
}
