/** What a patient has filled in so far, step by step, and when it is enough. Pure. */

import {
  type Answers,
  AnswersSchema,
  type Consent,
  type Kind,
  type QuestionName,
  type Questions,
  questionNames,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';

/** The patient's own steps before anything is used up. */
export type Step = 'door' | 'mirror' | QuestionName | 'name';

const StepSchema = v.picklist(['door', 'mirror', ...questionNames, 'name']);

/** Texts as they stand in the fields, also half-written ones. */
export const DraftSchema = v.strictObject({
  step: StepSchema,
  name: v.string(),
  alone: v.optional(v.boolean()),
  who: v.string(),
  callback: v.string(),
  place: v.string(),
  crisis: v.string(),
  consent: AnswersSchema.entries.consent,
});
export type Draft = v.InferOutput<typeof DraftSchema>;

export const emptyDraft: Draft = { step: 'door', name: '', who: '', callback: '', place: '', crisis: '' };

export interface Asked {
  readonly question: QuestionName;
  readonly required: boolean;
}

/** What this practice asks, in order. A consent without a text asks for nothing. */
export function askedBy(questions: Questions | undefined): readonly Asked[] {
  if (!questions) return [];
  return questionNames
    .filter((question) => questions[question] !== 'off')
    .filter((question) => question !== 'consent' || shownConsent(questions.consentText, 'de') !== undefined)
    .map((question) => ({ question, required: questions[question] === 'required' }));
}

export function stepsOf(kind: Kind, asked: readonly Asked[]): readonly Step[] {
  const mirror: readonly Step[] = kind === 'chat' ? [] : ['mirror'];
  return ['door', ...mirror, ...asked.map(({ question }) => question), 'name'];
}

export type AnswerFault = 'missing' | 'who';

/** What is wrong with this answer as it stands. An optional one may be left out, but not half-given. */
export function faultIn({ question, required }: Asked, draft: Draft): AnswerFault | undefined {
  if (question === 'company' && draft.alone === false && draft.who.trim() === '') return 'who';
  return required && answersOf(draft, [{ question, required }])[question] === undefined
    ? 'missing'
    : undefined;
}

/** What is sent: of what was asked, what was answered. */
export function answersOf(draft: Draft, asked: readonly Asked[]): Answers {
  const isAsked = (question: QuestionName) => asked.some((each) => each.question === question);
  const text = (question: 'callback' | 'place' | 'crisis') => {
    const given = draft[question].trim();
    return isAsked(question) && given !== '' ? { [question]: given } : {};
  };
  return {
    ...(isAsked('company') ? companyOf(draft) : {}),
    ...text('callback'),
    ...text('place'),
    ...text('crisis'),
    ...(isAsked('consent') && draft.consent ? { consent: draft.consent } : {}),
  };
}

/** Fields filled in with what was answered before, for somebody who is asked once more. */
export function draftOf(name: string, given: Answers | undefined): Draft {
  const { company, consent } = given ?? {};
  return {
    ...emptyDraft,
    step: 'name',
    name,
    ...(company ? { alone: company.alone } : {}),
    who: company?.alone === false ? company.who : '',
    callback: given?.callback ?? '',
    place: given?.place ?? '',
    crisis: given?.crisis ?? '',
    ...(consent ? { consent } : {}),
  };
}

export interface ShownConsent {
  readonly version: string;
  readonly language: 'de' | 'en';
  readonly text: string;
}

/** The text as it is shown: in the language of the page, or in the only one there is. */
export function shownConsent(consent: Consent | undefined, wanted: 'de' | 'en'): ShownConsent | undefined {
  const other = wanted === 'de' ? 'en' : 'de';
  for (const language of [wanted, other] as const) {
    const text = consent?.[language];
    if (consent && text !== undefined) return { version: consent.version, language, text };
  }
  return undefined;
}

function companyOf({ alone, who }: Draft): Pick<Answers, 'company'> {
  if (alone === true) return { company: { alone } };
  return alone === false && who.trim() !== '' ? { company: { alone, who: who.trim() } } : {};
}
