/** Two devices of a clinician that compare pictures, step by step. */

import { signal } from '@preact/signals';
import type { DeviceCheck, DeviceCheckState } from '../src/crypto/device-check.ts';
import type { SasPicture } from '../src/crypto/sas.ts';
import { someDue } from './desk-people.ts';
import { desk } from './desk-scene.tsx';
import type { Scenes } from './patient-scenes.tsx';

function fakeCheck(state: DeviceCheckState): DeviceCheck {
  const done = async () => undefined;
  return {
    state: signal(state),
    otherDevice: signal('QXVZKHTNBW'),
    accept: done,
    comparePictures: done,
    scan: done,
    theyMatch: done,
    itWasOurs: done,
    deny: done,
    cancel: done,
  };
}

const code = new Uint8Array(Array.from({ length: 127 }, (_, index) => (index * 89 + 7) % 256));

const sevenPictures: readonly SasPicture[] = [
  { symbol: '🐶', name: 'dog' },
  { symbol: '🦋', name: 'butterfly' },
  { symbol: '☂️', name: 'umbrella' },
  { symbol: '🎅', name: 'santa' },
  { symbol: '🔑', name: 'key' },
  { symbol: '🐢', name: 'turtle' },
  { symbol: '🔧', name: 'spanner' },
];

const checkSteps = {
  asking: { step: 'asked', byUs: true },
  asked: { step: 'asked', byUs: false },
  choose: { step: 'choose', code, mayScan: true },
  'choose-pictures': { step: 'choose', code: undefined, mayScan: false },
  preparing: { step: 'preparing' },
  compare: { step: 'compare', pictures: sevenPictures },
  scanned: { step: 'scanned' },
  waiting: { step: 'waiting' },
  done: { step: 'done' },
  mismatch: { step: 'over', why: 'mismatch', byUs: true },
  'timed-out': { step: 'over', why: 'timed-out', byUs: false },
} as const satisfies Record<string, DeviceCheckState>;

export const unlocking = { stage: 'unlock', recoveryKey: true } as const;

/** The same steps on the device that wants in and on the one that lets it in. */
export function checkScenes(): Scenes {
  return Object.fromEntries(
    Object.entries(checkSteps).flatMap(([name, step]) => [
      [`desk-check-new-${name}`, desk({ stage: unlocking, check: fakeCheck(step) })],
      [`desk-check-holder-${name}`, desk({ due: someDue, check: fakeCheck(step) })],
    ]),
  );
}
