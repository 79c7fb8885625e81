/** `/desk/`: the clinician's page. */

import '../ui/styles/index.css';
import { render } from 'preact';
import { createLocalMedia } from '../call/media.ts';
import { openDesk } from '../desk/open-desk.ts';
import { startLanguage } from '../i18n/language.ts';
import { DeskApp } from '../ui/desk/desk-app.tsx';
import { appRoot } from './app-root.ts';

startLanguage();
render(<DeskApp desk={openDesk({ media: createLocalMedia() })} />, appRoot());
