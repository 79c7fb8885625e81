import { fullDe } from './de/full.ts';
import { fullEn } from './en/full.ts';
import { translator } from './translator.ts';

/** Texts for a device that has no room left in the middle of it. */
export const tFull = translator({ de: fullDe, en: fullEn });
