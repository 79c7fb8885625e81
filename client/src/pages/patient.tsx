/** `/j/`: the patient's page. Its first import takes the link out of the address bar. */

import { handOver } from './taken.ts';
import '../ui/styles/index.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createLocalMedia } from '../call/media.ts';
import { openGuestVisit } from '../guest/open-guest-visit.ts';
import { preferPracticeLanguage, startLanguage } from '../i18n/language.ts';
import { PatientApp } from '../ui/patient/patient-app.tsx';
import { appRoot } from './app-root.ts';

startLanguage();
const media = createLocalMedia();
const visit = openGuestVisit({ taken: handOver(), media });
effect(() => {
  if (visit.practice.value) preferPracticeLanguage(visit.practice.value.language);
});
render(<PatientApp visit={visit} media={media} />, appRoot());
