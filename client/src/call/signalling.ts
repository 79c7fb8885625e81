/**
 * What the mesh needs from whatever carries its messages. In production that is Olm to-device
 * (`client/src/crypto/call-signalling.ts`), in tests it is memory.
 */

import {
  CallAnswerSchema,
  CallCandidatesSchema,
  CallHangupSchema,
  CallInviteSchema,
  type CallMessage,
  CallNegotiateSchema,
  CallRestartSchema,
  CallWordsSchema,
  callTypes,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Peer } from './participant.ts';

export interface Signalling {
  /**
   * Hands one message to one device, encrypted for exactly that device. Resolves once the homeserver has it.
   * The mesh sends to one peer strictly one after the other and repeats what was rejected, so messages of one
   * sender arrive in order and none gets lost while the receiving page lives. It has to settle within a
   * reasonable time: whatever follows waits for it.
   * @throws whatever went wrong; the mesh tries again until the leg closes
   */
  send(to: Peer, message: CallMessage): Promise<void>;

  /**
   * Calls back for every message that came Olm-encrypted from a device whose owner's master key is the pinned
   * one and that passed its schema. Nothing else may ever be handed in here: the mesh takes `from` for the truth.
   * @returns a function that stops it
   */
  onMessage(listener: (from: Peer, message: CallMessage) => void): () => void;

  /** Writes our `org.matrix.msc3401.call.member` state. A hint for others; failure is not fatal. */
  announce(membership: Membership): Promise<void>;

  /** Takes that state back. Safe to call when nothing was announced. */
  withdraw(): Promise<void>;

  /** Calls back with what other members' state says. Unsigned, forgeable by the server: never more than a hint. */
  onHint(listener: (hint: MembershipHint) => void): () => void;
}

/** What we say about ourselves in MSC3401 state. */
export interface Membership {
  readonly confId: string;
  readonly sessionId: string;
  /** Unix milliseconds after which others should no longer count us in. */
  readonly expiresAtMs: number;
}

/** What somebody's MSC3401 state says. */
export interface MembershipHint extends Peer {
  readonly sessionId: string;
}

/** Reads a decrypted to-device event as a call message; undefined when it is none or does not fit its schema. */
export function readCallMessage(type: string, content: unknown): CallMessage | undefined {
  const parsed = v.safeParse(CallMessageSchema, { type, content });
  return parsed.success ? parsed.output : undefined;
}

const CallMessageSchema = v.variant('type', [
  v.object({ type: v.literal(callTypes.invite), content: CallInviteSchema }),
  v.object({ type: v.literal(callTypes.answer), content: CallAnswerSchema }),
  v.object({ type: v.literal(callTypes.words), content: CallWordsSchema }),
  v.object({ type: v.literal(callTypes.negotiate), content: CallNegotiateSchema }),
  v.object({ type: v.literal(callTypes.restart), content: CallRestartSchema }),
  v.object({ type: v.literal(callTypes.candidates), content: CallCandidatesSchema }),
  v.object({ type: v.literal(callTypes.hangup), content: CallHangupSchema }),
]);
