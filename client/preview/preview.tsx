/**
 * Shows one screen state, named in the fragment: `#patient-door/en`, `#patient-door/mirrored`. Without one, a list of
 * all of them.
 */

import '../src/ui/styles/index.css';
import { render } from 'preact';
import { firstSpoken, language, startLanguage } from '../src/i18n/language.ts';
import { appRoot } from '../src/pages/app-root.ts';
import { wear } from '../src/ui/face.ts';
import { crowdedScenes } from './crowded-scenes.tsx';
import { deskScenes } from './desk-scenes.tsx';
import { showMirrored } from './mirrored.ts';
import { ownFace, ownFaceScenes } from './own-face.ts';
import { patientScenes } from './patient-scenes.tsx';
import { pressAll, pressedScenes } from './pressed-scenes.ts';
import { liveScenes, troubleScenes } from './trouble-scenes.tsx';

declare global {
  interface Window {
    /** Names of all states, for the tests that walk them. */
    previewScenes: readonly string[];
  }
}

const scenes = { ...patientScenes, ...troubleScenes, ...deskScenes, ...ownFaceScenes };
window.previewScenes = [...Object.keys(scenes), ...Object.keys(pressedScenes)];

startLanguage();
show();
window.addEventListener('hashchange', show);

/** From scratch each time: no state of one scene leaks into the next. */
function show() {
  const [name = '', wanted = ''] = location.hash.slice(1).split('/');
  language.value = firstSpoken([wanted]) ?? language.value;
  showMirrored(wanted === 'mirrored');
  wear(name in ownFaceScenes ? ownFace : {});
  render(null, appRoot());
  delete appRoot().dataset['scene'];
  const pressed = pressedScenes[name];
  const drawn = pressed?.from ?? name;
  render((scenes[drawn] ?? crowdedScenes[drawn] ?? liveScenes[drawn])?.() ?? <Contents />, appRoot());
  const ready = () => {
    appRoot().dataset['scene'] = name;
  };
  if (!pressed) return ready();
  const { hash } = location;
  const isWanted = () => location.hash === hash;
  void pressAll(pressed.press, isWanted).then(() => isWanted() && ready());
}

function Contents() {
  return (
    <main class="screen">
      <h1>Preview</h1>
      <ul class="plain-list">
        {window.previewScenes.map((each) => (
          <li key={each}>
            {each} <a href={`#${each}/de`}>de</a> <a href={`#${each}/en`}>en</a>{' '}
            <a href={`#${each}/mirrored`}>mirrored</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
