import { filesDe } from './de/files.ts';
import { filesEn } from './en/files.ts';
import { translator } from './translator.ts';

/** Texts about files, links and the size of letters in the chat. */
export const tFiles = translator({ de: filesDe, en: filesEn });
