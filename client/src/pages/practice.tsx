/** `/`: whose practice this is. Holds no secret and starts nothing. */

import '../ui/styles/index.css';
import { signal } from '@preact/signals';
import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { render } from 'preact';
import { practice } from '../api/public-api.ts';
import { preferPracticeLanguage, startLanguage } from '../i18n/language.ts';
import { wear } from '../ui/face.ts';
import { PracticePage } from '../ui/practice-page.tsx';
import { appRoot } from './app-root.ts';

const answer = signal<PracticeAnswer | 'unavailable' | undefined>(undefined);

startLanguage();
render(<PracticePage answer={answer} />, appRoot());
practice().then(
  (known) => {
    preferPracticeLanguage(known.language);
    wear(known);
    answer.value = known;
  },
  () => {
    answer.value = 'unavailable';
  },
);
