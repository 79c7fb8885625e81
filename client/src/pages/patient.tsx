/** `/j/`: the patient's page. Its first imports take the link out of the address bar and pass over an empty entry. */

import { handOver, isOnEmptyEntry } from './taken.ts';
import '../ui/styles/index.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createLocalMedia } from '../call/media.ts';
import { openGuestVisit } from '../guest/open-guest-visit.ts';
import { listenForBack, passOver } from '../guest/step-back.ts';
import { preferPracticeLanguage, startLanguage } from '../i18n/language.ts';
import { wear } from '../ui/face.ts';
import { PatientApp } from '../ui/patient/patient-app.tsx';
import { appRoot } from './app-root.ts';

if (isOnEmptyEntry) passOver();
else start();

function start(): void {
  startLanguage();
  const media = createLocalMedia();
  const visit = openGuestVisit({ taken: handOver(), media });
  effect(() => {
    if (visit.practice.value) preferPracticeLanguage(visit.practice.value.language);
    wear(visit.practice.value);
  });
  listenForBack();
  render(<PatientApp visit={visit} media={media} />, appRoot());
}
