/** The lists of the four words, each fetched when somebody opens the page that shows them. */

import type { Language } from '../language.ts';

/** 2048 words. @throws when the list cannot be fetched just now; asking again asks again */
export async function loadWords(list: Language): Promise<readonly string[]> {
  return list === 'de' ? (await import('./de.ts')).wordsDe : (await import('./en.ts')).wordsEn;
}
