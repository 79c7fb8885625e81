/** What a practice asks before it lets somebody in, and what the patient answers, end-to-end encrypted. */

import * as v from 'valibot';
import { concat, lp, toHex, utf8 } from './bytes.ts';
import { Hex32Schema, UnixMsSchema } from './ids.ts';

/** In the order in which a patient is asked. */
export const questionNames = ['company', 'callback', 'place', 'crisis', 'consent'] as const;
export type QuestionName = (typeof questionNames)[number];

/** How much a practice wants an answer. */
export const WantedSchema = v.picklist(['off', 'optional', 'required']);
export type Wanted = v.InferOutput<typeof WantedSchema>;

const ConsentTextSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(8_000));
const VersionSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));

/** The practice's wording in one or both languages, with the name of this version of it. */
export const ConsentSchema = v.object({
  version: VersionSchema,
  de: v.optional(ConsentTextSchema),
  en: v.optional(ConsentTextSchema),
});
export type Consent = v.InferOutput<typeof ConsentSchema>;

/** Part of what anybody may know of a practice. Patient and desk each get it from the server: a hint until compared. */
export const QuestionsSchema = v.object({
  company: WantedSchema,
  callback: WantedSchema,
  place: WantedSchema,
  crisis: WantedSchema,
  consent: WantedSchema,
  consentText: v.optional(ConsentSchema),
});
export type Questions = v.InferOutput<typeof QuestionsSchema>;

/** Longest answers, in characters. */
export const answerLengths = { who: 200, callback: 40, place: 200, crisis: 500 } as const;

const answer = (length: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(length));

const given = {
  /** Who else is in the room. */
  company: v.optional(
    v.union([
      v.strictObject({ alone: v.literal(true) }),
      v.strictObject({ alone: v.literal(false), who: answer(answerLengths.who) }),
    ]),
  ),
  /** The number to call when the line drops. */
  callback: v.optional(answer(answerLengths.callback)),
  /** Where the patient is right now, for help in an emergency. */
  place: v.optional(answer(answerLengths.place)),
  /** What the two have agreed on for a crisis. */
  crisis: v.optional(answer(answerLengths.crisis)),
  /** What was agreed to: `hash` is `consentHash` of the very text that stood on the screen; `at` by the patient's clock. */
  consent: v.optional(
    v.strictObject({
      version: VersionSchema,
      language: v.picklist(['de', 'en']),
      hash: Hex32Schema,
      at: UnixMsSchema,
    }),
  ),
} as const;

export const AnswersSchema = v.strictObject(given);
export type Answers = v.InferOutput<typeof AnswersSchema>;

/** Guest to clinician: what they have answered. To-device and once in the room, never in clear. */
export const answersType = 'de.sprechzimmer.answers';
export const AnswersContentSchema = v.strictObject({
  v: v.literal(1),
  h: Hex32Schema,
  /** Rises each time the patient answers anew; only the highest counts. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ...given,
});
export type AnswersContent = v.InferOutput<typeof AnswersContentSchema>;

/** Clinician to guest, to-device only: please answer once more. It shows the questions again and does nothing else. */
export const askType = 'de.sprechzimmer.ask';
export const AskContentSchema = v.strictObject({ v: v.literal(1), h: Hex32Schema });
export type AskContent = v.InferOutput<typeof AskContentSchema>;

/**
 * Fingerprint of a consent text as it is shown, hexadecimal: `SHA-256(lp("sprechzimmer/1 consent") || lp(version) ||
 * lp(language) || lp(text))`. A server that shows patient and clinician different texts gives two of them.
 */
export async function consentHash(version: string, language: 'de' | 'en', text: string): Promise<string> {
  const subject = concat(lp('sprechzimmer/1 consent'), lp(version), lp(language), lp(utf8(text)));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', subject)));
}
