/**
 * A patient has left the page in a hurry: nothing is shown or said to wherever they were, and it is remembered. So it is when
 * they have left for good; then nobody is let in for this proof any more.
 */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import {
  type DeskVisit,
  type SignContent,
  SignContentSchema,
  signType,
  type VisitId,
} from '@sprechzimmer/protocol';
import type { Peer } from '../call/participant.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface LeftQuicklyParts {
  readonly channel: Pick<OlmChannel, 'receive'>;
  readonly proofs: Pick<ProofDesk, 'proven' | 'change'>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  readonly current: ReadonlySignal<VisitId | undefined>;
  /** There is a room for it, and something can be said in it. Reads signals. */
  readonly isOpen: (visit: VisitId) => boolean;
  readonly sendBack: (visit: VisitId) => Promise<void>;
  /** Lets go of sound and picture of this visit, and of its conversation if it is open here. Safe to repeat. */
  readonly leave: (visit: VisitId) => void;
  readonly nowMs?: () => number;
}

export interface LeftQuickly {
  /** What came on the connection; the other copy comes by itself. */
  hear(from: Peer, content: SignContent): void;
  close(): void;
}

/** Each is remembered so that its second copy says nothing new. */
const rememberedAtMost = 256;

/** Hears it also before the server shows the visit, as while the desk is loaded: by the proof alone. */
export function leftQuickly(parts: LeftQuicklyParts): LeftQuickly {
  const { channel, proofs, living, guestOf, current, isOpen, sendBack, leave, nowMs = Date.now } = parts;
  const known: string[] = [];
  /** `SHA-256(T)` of visits to be sent back as soon as they can be. */
  const due = signal<ReadonlySet<string>>(new Set());

  const hear = ({ userId, deviceId }: Peer, content: SignContent) => {
    if (content.sign !== 'left' && content.sign !== 'gone') return;
    const { h, id, at } = content;
    const guest = proofs.proven
      .peek()
      .find((each) => each.h === h && each.guest === userId && each.guestDevice === deviceId);
    if (!guest || known.includes(id)) return;
    known.push(id);
    if (known.length > rememberedAtMost) known.shift();
    if (content.sign === 'gone') {
      proofs.change(guest, { leftAtMs: Math.min(at, nowMs()), leftQuicklyAtMs: undefined });
      return;
    }
    const { heard } = content;
    // Said to them since, and not heard: old news, or they were let in while they left. The notice tells the clinician.
    const isNews = heard >= guest.door.seq;
    proofs.change(guest, {
      leftQuicklyAtMs: Math.min(at, nowMs()),
      ...(isNews ? { door: { ...guest.door, state: 'waiting' } } : {}),
    });
    if (isNews) due.value = new Set(due.peek()).add(h);
  };

  const act = (visit: DeskVisit) => {
    if (current.peek() !== visit.visitId && visit.phase !== 'in-session') return;
    const said = sendBack(visit.visitId);
    // Also where the visit has been stopped and nothing more can be said.
    leave(visit.visitId);
    said.catch(() => undefined);
  };

  const stops = [
    channel.receive(signType, SignContentSchema, 'verified', hear),
    effect(() => {
      if (due.value.size === 0) return;
      for (const visit of living.value) {
        const guest = guestOf(visit);
        if (!guest || !due.value.has(guest.h) || !isOpen(visit.visitId)) continue;
        untracked(() => {
          due.value = new Set([...due.value].filter((h) => h !== guest.h));
          // Let in anew meanwhile.
          if (guest.door.state === 'waiting') act(visit);
        });
      }
    }),
  ];

  return {
    hear,
    close() {
      for (const stop of stops) stop();
    },
  };
}
