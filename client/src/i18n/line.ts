import { lineDe } from './de/line.ts';
import { lineEn } from './en/line.ts';
import { translator } from './translator.ts';

/** Texts about the line between the two: how well it carries, four words to compare, and whose network address is shown. */
export const tLine = translator({ de: lineDe, en: lineEn });
