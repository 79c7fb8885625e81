import { toolsDe } from './de/tools.ts';
import { toolsEn } from './en/tools.ts';
import { translator } from './translator.ts';

/** Texts about what can be done in the middle of a conversation. */
export const tTools = translator({ de: toolsDe, en: toolsEn });
