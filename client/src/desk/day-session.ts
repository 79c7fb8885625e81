/** Keeps the day of a running desk: its appointments, who is told what, and what a locked door refuses. */

import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { DeskAnswer, DeskVisit, VisitId } from '@sprechzimmer/protocol';
import type { Notebook } from '../crypto/notebook.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { appointmentsOf } from './appointments.ts';
import type { KeptDeskDay } from './desk-day.ts';
import { refuseWhileLocked } from './door-lock.ts';
import type { ProofDesk } from './proof-desk.ts';
import { tellOwnState } from './tell-own-state.ts';

export interface DaySessionOptions {
  readonly day: KeptDeskDay;
  readonly answer: ReadonlySignal<DeskAnswer | undefined>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  /** The visit whose conversation is open here. */
  readonly current: ReadonlySignal<VisitId | undefined>;
  readonly notebook: Pick<Notebook, 'entries'>;
  readonly isClosed: Parameters<typeof appointmentsOf>[0]['isClosed'];
  readonly proofs: Pick<ProofDesk, 'proven' | 'recognised' | 'onReturn' | 'onKnown'>;
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly opensMinutesBefore: number;
  /** Whoever this visit is with, if that is proven and nothing has stopped it. */
  guestOf(visit: DeskVisit): ProvenGuest | undefined;
  refuseOther(visit: VisitId): Promise<unknown>;
}

/** @returns ends it */
export function keepDay(options: DaySessionOptions): () => void {
  const { day, answer, living, current, notebook, proofs } = options;
  const waiting = computed(() =>
    living.value
      .filter(({ phase, visitId }) => phase !== 'in-session' && visitId !== current.value)
      .flatMap((visit) => options.guestOf(visit) ?? []),
  );
  /** At another desk, as far as the server shows it: it can make us say that we are busy, and no more. */
  const talksElsewhere = computed(() =>
    living.value.some(
      (visit) =>
        visit.phase === 'in-session' && visit.presence !== 'gone' && options.guestOf(visit) !== undefined,
    ),
  );
  const teller = tellOwnState({
    channel: options.channel,
    state: day.ownState.now,
    waiting,
    recognised: ({ guest }) => proofs.recognised(guest),
  });
  proofs.onKnown(teller.again);
  const ends = [
    effect(() => {
      day.ownState.talking.value = current.value !== undefined || talksElsewhere.value;
    }),
    effect(() => {
      day.appointments.value = appointmentsOf({
        entries: notebook.entries.value.values(),
        isClosed: options.isClosed,
        invitations: answer.value?.invitations ?? [],
        proven: proofs.proven.value,
        opensMinutesBefore: options.opensMinutesBefore,
      });
    }),
    refuseWhileLocked(
      day.lock,
      computed(() => living.value.find(({ visitId }) => visitId === current.value)),
      options.refuseOther,
    ),
    proofs.onReturn(teller.again),
    teller.close,
  ];
  return () => {
    for (const end of ends) end();
  };
}
