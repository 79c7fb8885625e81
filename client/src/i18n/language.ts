/** Which language the screens speak: the browser's where we have it, else the practice's, until somebody switches. */

import { signal } from '@preact/signals';

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name, for the switch. */
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English' };

/** The language in use. Screens that read it are drawn anew when it changes. */
export const language = signal<Language>('de');

const storageKey = 'language';

/**
 * Takes the first language of the browser's list that we speak.
 * @param wanted BCP 47 tags in order of preference, as in `navigator.languages`
 * @returns undefined when none of them is ours
 */
export function firstSpoken(wanted: readonly string[]): Language | undefined {
  for (const tag of wanted) {
    const spoken = languages.find((known) => tag.toLowerCase().split('-')[0] === known);
    if (spoken) return spoken;
  }
  return undefined;
}

/** Sets the language once at page start and keeps `<html lang>` in step from then on. */
export function startLanguage(): void {
  const chosen = firstSpoken([rememberedChoice() ?? '']);
  language.value = chosen ?? firstSpoken(navigator.languages) ?? 'de';
  language.subscribe((now) => {
    document.documentElement.lang = now;
  });
}

/** The practice's own language decides only where the browser asks for none of ours and nobody has switched. */
export function preferPracticeLanguage(practice: Language): void {
  if (!rememberedChoice() && !firstSpoken(navigator.languages)) language.value = practice;
}

/** Somebody used the switch. Remembered for this tab only; nothing stays on the device. */
export function switchLanguage(next: Language): void {
  language.value = next;
  try {
    sessionStorage.setItem(storageKey, next);
  } catch {
    // Storage refused by the browser: the choice then lasts until the page is reloaded.
  }
}

function rememberedChoice(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
