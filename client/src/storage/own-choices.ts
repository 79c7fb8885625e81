/** The form in which a clinician's own choices are kept on a device. */

import * as v from 'valibot';

export const longestTextChars = 200;
export const mostOwnTexts = 12;

export const ChoicesSchema = v.strictObject({
  /** A sound when somebody arrives; never in a conversation. */
  chime: v.boolean(),
  /** A notification of the browser when somebody arrives; never a name. */
  notify: v.boolean(),
  /** Single keys do things at the desk. */
  keys: v.boolean(),
  /** Own sentences for whoever waits. */
  texts: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestTextChars))),
    v.maxLength(mostOwnTexts),
  ),
});
export type Choices = v.InferOutput<typeof ChoicesSchema>;

export const noChoices: Choices = { chime: false, notify: false, keys: true, texts: [] };
