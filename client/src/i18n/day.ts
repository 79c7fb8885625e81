import { dayDe } from './de/day.ts';
import { dayEn } from './en/day.ts';
import { translator } from './translator.ts';

/** Texts about the clinician's day at the desk, in the language in use. */
export const tDay = translator({ de: dayDe, en: dayEn });
