import { troubleDe } from './de/trouble.ts';
import { troubleEn } from './en/trouble.ts';
import { translator } from './translator.ts';

/** Texts for the moments in which a device, a browser or the waiting does not go as it should. */
export const tTrouble = translator({ de: troubleDe, en: troubleEn });
