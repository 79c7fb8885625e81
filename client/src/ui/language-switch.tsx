import { language, languageNames, languages, switchLanguage } from '../i18n/language.ts';
import { tShared } from '../i18n/shared.ts';

/** The other languages, each by its own name, so that whoever cannot read this one recognises theirs. */
export function LanguageSwitch() {
  return (
    <nav class="languages" aria-label={tShared('language.label')}>
      {languages
        .filter((each) => each !== language.value)
        .map((each) => (
          <button key={each} type="button" class="language" lang={each} onClick={() => switchLanguage(each)}>
            {languageNames[each]}
          </button>
        ))}
    </nav>
  );
}
