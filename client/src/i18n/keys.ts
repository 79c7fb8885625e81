import { keysDe } from './de/keys.ts';
import { keysEn } from './en/keys.ts';
import { translator } from './translator.ts';

/** Texts around the clinician's keys, in the language in use. */
export const tKeys = translator({ de: keysDe, en: keysEn });
