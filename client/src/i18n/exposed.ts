import { exposedDe } from './de/exposed.ts';
import { exposedEn } from './en/exposed.ts';
import { translator } from './translator.ts';

/** Texts for the patient whose link has become known on its way, in the language in use. */
export const tExposed = translator({ de: exposedDe, en: exposedEn });
