/** The questions before a conversation, at the desk: what was answered, what keeps the door shut, asking once more. */

import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { type AskContent, askType, type DeskAnswer, type PracticeAnswer } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { beforeAdmission, type PatientBefore } from './before-admission.ts';
import type { ConsentMemory } from './consent-texts.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface QuestionsDeskOptions {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly proofs: Pick<ProofDesk, 'proven' | 'change' | 'recognised'>;
  readonly practice: Pick<PracticeAnswer, 'before'>;
  readonly askPractice: () => Promise<Pick<PracticeAnswer, 'before'>>;
  readonly keeper: ConsentMemory;
  /** What the server has said of visits; undefined before its first word. */
  readonly answer: ReadonlySignal<DeskAnswer | undefined>;
  /** Those whose visits live. Read by signals. */
  readonly present: () => readonly ProvenGuest[];
}

export interface QuestionsDesk {
  look(guest: ProvenGuest): PatientBefore | undefined;
  /** @throws ApiProblem while something is missing that the practice requires */
  expectAnswers(guest: ProvenGuest): void;
  askAgain(guest: ProvenGuest): Promise<void>;
  close(): void;
}

export function questionsDesk(options: QuestionsDeskOptions): QuestionsDesk {
  const { channel, proofs, answer, present } = options;
  const before = beforeAdmission(options.practice, options.askPractice, options.keeper);
  /** Whose visits have been there, now or on an earlier page: what they have answered goes with their visit. */
  const met = new Set(proofs.proven.peek().flatMap(({ h, answers }) => (answers ? [h] : [])));
  const effects = [
    effect(() => {
      for (const { answers } of proofs.proven.value)
        if (answers?.given.consent) before.meet(answers.given.consent);
    }),
    effect(() => {
      if (answer.value === undefined) return;
      const there = new Set(present().map(({ h }) => h));
      untracked(() => {
        const gone = proofs.proven.value.filter(({ h, answers }) => answers && met.has(h) && !there.has(h));
        for (const guest of gone) proofs.change(guest, { answers: undefined });
        for (const h of there) met.add(h);
      });
    }),
  ];
  const look = (guest: ProvenGuest) => before.look(guest.answers?.given);
  return {
    look,
    expectAnswers(guest) {
      if (look(guest)?.missing.length) throw new ApiProblem({ code: 'conflict' });
    },
    async askAgain({ guest, guestDevice, h }) {
      const content: AskContent = { v: 1, h };
      await proofs.recognised(guest);
      await channel.send(askType, content, [{ userId: guest, deviceId: guestDevice }], 'verified');
    },
    close() {
      for (const stop of effects) stop();
    },
  };
}
