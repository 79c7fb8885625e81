import { whenDe } from './de/when.ts';
import { whenEn } from './en/when.ts';
import { translator } from './translator.ts';

/** Texts about when an appointment begins, in the language in use. */
export const tWhen = translator({ de: whenDe, en: whenEn });
