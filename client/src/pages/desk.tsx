/** `/desk/`: the clinician's page. */

import '../ui/styles/index.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createLocalMedia } from '../call/media.ts';
import { openDesk } from '../desk/open-desk.ts';
import { startLanguage } from '../i18n/language.ts';
import { DeskApp } from '../ui/desk/desk-app.tsx';
import { wear } from '../ui/face.ts';
import { appRoot } from './app-root.ts';

startLanguage();
const desk = openDesk({ media: createLocalMedia() });
effect(() => wear(desk.practice.value));
render(<DeskApp desk={desk} />, appRoot());
