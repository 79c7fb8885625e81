/** Screens of a practice that has chosen a colour and a logo: a colour that has to be made readable first. */

import { deskScenes } from './desk-scenes.tsx';
import { patientScenes, type Scenes } from './patient-scenes.tsx';

export const ownFace = { colour: '#d9622b', logo: true } as const;

export const ownFaceScenes: Scenes = Object.fromEntries(
  Object.entries({ ...patientScenes, ...deskScenes })
    .filter(([name]) => ['patient-door', 'patient-waiting', 'desk-sign-in', 'desk-waiting'].includes(name))
    .map(([name, scene]) => [`${name}-own-face`, scene]),
);
