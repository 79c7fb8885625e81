import { language, languageNames, languages, switchLanguage } from '../i18n/language.ts';
import { tShared } from '../i18n/shared.ts';

/** Each language by its own name; the one in use is marked. */
export function LanguageSwitch() {
  return (
    <nav class="languages" aria-label={tShared('language.label')}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          class="language"
          lang={each}
          aria-pressed={language.value === each}
          onClick={() => switchLanguage(each)}
        >
          {languageNames[each]}
        </button>
      ))}
    </nav>
  );
}
