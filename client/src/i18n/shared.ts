import { sharedDe } from './de/shared.ts';
import { sharedEn } from './en/shared.ts';
import { translator } from './translator.ts';

/** Texts of what both sides' screens share, in the language in use. */
export const tShared = translator({ de: sharedDe, en: sharedEn });
