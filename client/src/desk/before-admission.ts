/**
 * What a patient has answered before the conversation, held against what the practice wants. While something required is
 * missing, this desk lets nobody in: the servers have no say in it, beyond what is asked at all.
 */

import { signal } from '@preact/signals';
import {
  type Answers,
  type Consent,
  consentHash,
  type PracticeAnswer,
  type QuestionName,
  type Questions,
  questionNames,
} from '@sprechzimmer/protocol';

/** A consent text this desk can show. */
export interface KnownConsent {
  readonly version: string;
  readonly language: 'de' | 'en';
  readonly text: string;
}

/** By its fingerprint. */
export type KnownConsents = ReadonlyMap<string, KnownConsent>;

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
}

/** @returns undefined where nothing is asked and nothing has been answered. Pure */
export function lookAtAnswers(
  questions: Questions | undefined,
  known: KnownConsents,
  answers: Answers | undefined,
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
  };
}

/** The texts of a practice by their fingerprints. */
export async function knownConsents(consent: Consent | undefined): Promise<KnownConsents> {
  const texts = (['de', 'en'] as const).flatMap((language) => {
    const text = consent?.[language];
    return consent && text !== undefined ? [{ version: consent.version, language, text }] : [];
  });
  return new Map(
    await Promise.all(
      texts.map(async (each) => [await consentHash(each.version, each.language, each.text), each] as const),
    ),
  );
}

export interface BeforeAdmission {
  /** Read by signals: it changes with the practice's questions. */
  look(answers: Answers | undefined): PatientBefore | undefined;
  /** Somebody has agreed to this. An unknown text may be a new one: the practice is asked once for each. */
  meet(consent: NonNullable<Answers['consent']>): void;
}

/** @param askPractice asks the server for what is asked of patients now */
export function beforeAdmission(
  first: Pick<PracticeAnswer, 'before'>,
  askPractice: () => Promise<Pick<PracticeAnswer, 'before'>>,
): BeforeAdmission {
  const questions = signal(first.before);
  const consents = signal<KnownConsents>(new Map());
  /** Until they are known, no consent counts. */
  const learned: Promise<void> = learn(first);
  const met = new Set<string>();

  async function learn({ before }: Pick<PracticeAnswer, 'before'>): Promise<void> {
    // What somebody has agreed to this morning stays known, also when the text has changed since.
    consents.value = new Map([...consents.value, ...(await knownConsents(before?.consentText))]);
    questions.value = before;
  }

  const lookAgain = async (hash: string) => {
    await learned;
    if (!consents.value.has(hash)) await learn(await askPractice());
  };

  return {
    look: (answers) => lookAtAnswers(questions.value, consents.value, answers),
    meet({ hash }) {
      if (met.has(hash)) return;
      met.add(hash);
      lookAgain(hash).catch(() => met.delete(hash));
    },
  };
}

/** The fingerprint says what it was; version and language must be what they are called. */
function consentedTo(
  known: KnownConsents,
  { hash, version, language }: NonNullable<Answers['consent']>,
): KnownConsent | undefined {
  const text = known.get(hash);
  return text?.version === version && text.language === language ? text : undefined;
}
