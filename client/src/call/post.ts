/** Writes what one leg sends: each message in its envelope, in the order in which they leave. */

import { type CallMessage, callTypes, type DeviceId, type StreamPurposes } from '@sprechzimmer/protocol';
import type { Clock } from './clock.ts';
import { anySession } from './envelope.ts';
import { Outbox } from './outbox.ts';
import type { Participant } from './participant.ts';
import { OutgoingSequence } from './sequence.ts';

/** How long an invite is good for (MSC2746). A phone in a pocket answers late, not never. */
export const inviteLifetimeMs = 120_000;

export type ContentOf<T extends CallMessage['type']> = Extract<CallMessage, { type: T }>['content'];
export type HangupReason = ContentOf<'m.call.hangup'>['reason'];

/** What stands on every envelope of a leg. */
export interface Sender {
  readonly ownDevice: DeviceId;
  readonly participant: Participant;
  readonly confId: string;
  readonly sessionId: string;
  send(message: CallMessage): Promise<void>;
}

export interface OwnDescription {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
  /** What our streams are for (MSC3077), where there is more than a face and a voice. */
  readonly purposes?: StreamPurposes | undefined;
  /** Of an answer: the number of the offer it answers. */
  readonly answers?: number | undefined;
  /** Told the number under which it leaves. */
  readonly leaves?: (seq: number) => void;
}

export class Post {
  readonly #sender: Sender;
  readonly #callId: string;
  readonly #outbox: Outbox;
  readonly #sequence = new OutgoingSequence();
  readonly #early: (RTCIceCandidate | null)[] = [];
  /** The other's session; messages that leave before it is known are for any. */
  toSession: string | undefined;

  constructor(sender: Sender, callId: string, toSession: string | undefined, clock: Clock) {
    this.#sender = sender;
    this.#callId = callId;
    this.toSession = toSession;
    this.#outbox = new Outbox(
      (message) => sender.send(message),
      (candidates) => this.#candidates(candidates),
      clock,
    );
  }

  invite(sdp: string, commit: string): void {
    this.#outbox.push(() => ({
      type: callTypes.invite,
      content: {
        ...this.#envelope(),
        lifetime: inviteLifetimeMs,
        offer: { type: 'offer', sdp },
        words_commit: commit,
      },
    }));
  }

  answer(sdp: string, nonce: string): void {
    this.#outbox.push(() => ({
      type: callTypes.answer,
      content: { ...this.#envelope(), answer: { type: 'answer', sdp }, words_nonce: nonce },
    }));
  }

  words(nonce: string): void {
    this.#outbox.push(() => ({
      type: callTypes.words,
      content: { ...this.#envelope(), words_nonce: nonce },
    }));
  }

  description({ type, sdp, purposes, answers, leaves }: OwnDescription): void {
    this.#outbox.push(() => {
      const envelope = this.#envelope();
      leaves?.(envelope.seq);
      return {
        type: callTypes.negotiate,
        content: {
          ...envelope,
          description: { type, sdp },
          ...(purposes ? { sdp_stream_metadata: purposes } : {}),
          ...(answers !== undefined ? { offer_seq: answers } : {}),
        },
      };
    });
  }

  /** Asks for an offer that restarts ICE. */
  restart(): void {
    this.#outbox.push(() => ({ type: callTypes.restart, content: this.#envelope() }));
  }

  /** All that was said has left. */
  get isIdle(): boolean {
    return this.#outbox.isIdle;
  }

  /** The network may be back. */
  wake(): void {
    this.#outbox.wake();
  }

  /** Null ends the candidates of this round. Nobody takes candidates that are for any session: they wait for one. */
  candidate(candidate: RTCIceCandidate | null): void {
    if (this.toSession === undefined || this.#early.length > 0) this.#early.push(candidate);
    else if (candidate === null) this.#outbox.endOfCandidates();
    else if (candidate.candidate !== '') this.#outbox.candidate(candidate.toJSON());
  }

  /** The other side speaks in this session, and what has waited for it leaves. */
  answered(session: string): void {
    this.toSession = session;
    for (const candidate of this.#early.splice(0)) this.candidate(candidate);
  }

  /** Nothing leaves any more but, with a reason, the hangup. Resolves once it has left, or could not. */
  close(reason: HangupReason | undefined): Promise<void> {
    if (!reason) return this.#outbox.close();
    return this.#outbox.close(() => ({
      type: callTypes.hangup,
      content: { ...this.#envelope(), reason },
    }));
  }

  #candidates(candidates: readonly RTCIceCandidateInit[]): CallMessage {
    return {
      type: callTypes.candidates,
      content: {
        ...this.#envelope(),
        candidates: candidates.map(({ candidate, sdpMid, sdpMLineIndex, usernameFragment }) => ({
          candidate: candidate ?? '',
          sdpMid: sdpMid ?? null,
          sdpMLineIndex: sdpMLineIndex ?? null,
          usernameFragment: usernameFragment ?? null,
        })),
      },
    };
  }

  #envelope() {
    return {
      v: 1,
      h: this.#sender.participant.transcriptHash,
      conf_id: this.#sender.confId,
      call_id: this.#callId,
      from_session: this.#sender.sessionId,
      to_session: this.toSession ?? anySession,
      seq: this.#sequence.next(),
      party_id: this.#sender.ownDevice,
      version: '1',
    } as const;
  }
}
