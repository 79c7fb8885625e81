/**
 * What a patient has answered before the conversation, held against what the practice wants. While something required is
 * missing, this desk lets nobody in: the servers have no say in it, beyond what is asked at all.
 */

import { signal } from '@preact/signals';
import {
  type Answers,
  type PracticeAnswer,
  type QuestionName,
  type Questions,
  questionNames,
} from '@sprechzimmer/protocol';
import {
  type ConsentMemory,
  consentedTo,
  consentTexts,
  type KnownConsent,
  type KnownConsents,
} from './consent-texts.ts';

export interface PatientBefore {
  /** What is asked, in order. */
  readonly asked: readonly QuestionName[];
  readonly given: Answers;
  /** Required, and not there: nobody can be let in. */
  readonly missing: readonly QuestionName[];
  /** What they have agreed to, word for word; undefined where this desk knows no such text. */
  readonly consented: KnownConsent | undefined;
  /** They have agreed to something, and it is no text that this desk has been shown. */
  readonly otherConsent: boolean;
  /** And this desk has been shown another one under the same version: one of the two was shown to deceive. */
  readonly twoTexts: boolean;
}

/** @returns undefined where nothing is asked and nothing has been answered. Pure */
export function lookAtAnswers(
  questions: Questions | undefined,
  known: KnownConsents,
  answers: Answers | undefined,
  isSecondText: (given: NonNullable<Answers['consent']>) => boolean = () => false,
): PatientBefore | undefined {
  const given = answers ?? {};
  const wanted = (name: QuestionName) => questions?.[name] ?? 'off';
  const asked = questionNames.filter((name) => wanted(name) !== 'off' || given[name] !== undefined);
  if (asked.length === 0) return undefined;
  const consented = given.consent && consentedTo(known, given.consent);
  const isThere = (name: QuestionName) =>
    name === 'consent' ? consented !== undefined : given[name] !== undefined;
  return {
    asked,
    given,
    missing: asked.filter((name) => wanted(name) === 'required' && !isThere(name)),
    consented,
    otherConsent: given.consent !== undefined && consented === undefined,
    twoTexts: given.consent !== undefined && isSecondText(given.consent),
  };
}

/**
 * What the practice asks now, and no less than it asked before: a server that is asked again because something does not
 * fit could otherwise take back that it is required. Who really asks less loads the desk anew. Pure
 */
export function atLeast(before: Questions | undefined, now: Questions | undefined): Questions | undefined {
  if (!before || !now) return now ?? before;
  const stricter = (name: QuestionName) =>
    strictness.indexOf(before[name]) > strictness.indexOf(now[name]) ? before[name] : now[name];
  return { ...now, ...Object.fromEntries(questionNames.map((name) => [name, stricter(name)])) };
}

const strictness = ['off', 'optional', 'required'];

export interface BeforeAdmission {
  /** Read by signals: it changes with the practice's questions. */
  look(answers: Answers | undefined): PatientBefore | undefined;
  /** Somebody has agreed to this. An unknown text may be a new one: the practice is asked once for each. */
  meet(consent: NonNullable<Answers['consent']>): void;
}

/**
 * @param askPractice asks the server for what is asked of patients now
 * @param memory which text each version was, over reloads of the desk
 */
export function beforeAdmission(
  first: Pick<PracticeAnswer, 'before'>,
  askPractice: () => Promise<Pick<PracticeAnswer, 'before'>>,
  memory: ConsentMemory,
): BeforeAdmission {
  const questions = signal(first.before);
  const texts = consentTexts(memory);
  /** Until they are known, no consent counts. */
  const learned: Promise<void> = learn(first);
  const met = new Set<string>();

  async function learn({ before }: Pick<PracticeAnswer, 'before'>): Promise<void> {
    await texts.learn(before?.consentText);
    questions.value = atLeast(questions.peek(), before);
  }

  const lookAgain = async (hash: string) => {
    await learned;
    if (!texts.known.peek().has(hash)) await learn(await askPractice());
  };

  return {
    look: (answers) => lookAtAnswers(questions.value, texts.known.value, answers, texts.isSecondText),
    meet({ hash }) {
      if (met.has(hash)) return;
      met.add(hash);
      lookAgain(hash).catch(() => met.delete(hash));
    },
  };
}
