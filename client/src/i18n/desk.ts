import { deskDe } from './de/desk.ts';
import { deskEn } from './en/desk.ts';
import { translator } from './translator.ts';

/** Texts of the clinician's desk, in the language in use. */
export const tDesk = translator({ de: deskDe, en: deskEn });
