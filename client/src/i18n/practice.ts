import { practiceDe } from './de/practice.ts';
import { practiceEn } from './en/practice.ts';
import { translator } from './translator.ts';

/** Texts of the practice's front page, in the language in use. */
export const tPractice = translator({ de: practiceDe, en: practiceEn });
