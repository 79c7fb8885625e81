import { compareDe } from './de/compare.ts';
import { compareEn } from './en/compare.ts';
import { translator } from './translator.ts';

/** Texts for comparing pictures, in the language in use. */
export const tCompare = translator({ de: compareDe, en: compareEn });
