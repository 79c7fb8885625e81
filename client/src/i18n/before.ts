import { beforeDe } from './de/before.ts';
import { beforeEn } from './en/before.ts';
import { translator } from './translator.ts';

/** Texts of what is asked before a conversation, what stands after it, and the quick way out. */
export const tBefore = translator({ de: beforeDe, en: beforeEn });
