import { exposedDeskDe } from './de/exposed-desk.ts';
import { exposedDeskEn } from './en/exposed-desk.ts';
import { translator } from './translator.ts';

/** Texts for the clinician whose links have become known on their way, in the language in use. */
export const tExposedDesk = translator({ de: exposedDeskDe, en: exposedDeskEn });
