import { wayDe } from './de/way.ts';
import { wayEn } from './en/way.ts';
import { translator } from './translator.ts';

/** Texts for whoever has to take another window, browser or device, in the language in use. */
export const tWay = translator({ de: wayDe, en: wayEn });
