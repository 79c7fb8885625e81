import { lostDe } from './de/lost.ts';
import { lostEn } from './en/lost.ts';
import { translator } from './translator.ts';

/** Texts for a conversation whose line stays away. */
export const tLost = translator({ de: lostDe, en: lostEn });
