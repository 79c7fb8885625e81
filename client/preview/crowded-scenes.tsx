/** Conversations in which nearly everything is to be said at once, for tests of where it is said; on no list of screens. */

import { KnownBattery } from '../src/ui/trouble/battery-note.tsx';
import { KnownLost } from '../src/ui/trouble/line-lost.ts';
import { proven, undecided, visit } from './desk-people.ts';
import { desk } from './desk-scene.tsx';
import { fakeChat, someMessages } from './fake-chat.ts';
import { fakeCall } from './fake-media.ts';
import { patient, type Scenes } from './patient-scenes.tsx';

const talking = { stage: 'conversation' } as const;
const everyTrouble = ['own-picture-held', 'their-picture-held', 'own-silent'] as const;

/** The line stays away, the battery goes, another program has the microphone and the camera. */
const lostInEveryWay: Scenes[string] = () => (
  <KnownLost.Provider value={true}>
    <KnownBattery.Provider value={7}>
      {patient({
        stage: talking,
        chat: fakeChat(someMessages, 2),
        call: fakeCall({
          state: 'reconnecting',
          microphoneFault: 'busy',
          cameraFault: 'denied',
          screen: 'us',
        }),
        offline: true,
      })()}
    </KnownBattery.Provider>
  </KnownLost.Provider>
);

/** All that a clinician may have to decide in the middle of a conversation. */
function decisions(call: Parameters<typeof fakeCall>[0]) {
  return desk({
    patients: [
      {
        ...proven,
        visit: visit(1, { phase: 'in-session', presence: 'gone', otherBrowser: true }),
        exposed: undecided,
      },
      { visit: visit(2), trust: 'proven', name: 'Robin', connected: true },
    ],
    current: 1,
    call: fakeCall(call),
    sign: { atMs: new Date(2026, 10, 23, 10, 31).getTime() },
    offline: true,
  });
}

export const crowdedScenes: Scenes = {
  'patient-talk-crowded': lostInEveryWay,
  'patient-talk-weak': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ line: everyTrouble, theirMicrophoneOff: true, cameraFault: 'busy', screen: 'us' }),
  }),
  'desk-talk-crowded': decisions({ line: everyTrouble, theirMicrophoneOff: true }),
  'desk-talk-crowded-writing': decisions({ chatOnly: 'them' }),
  'desk-talk-crowded-screen': decisions({ screen: 'them', theirCameraOff: true, microphoneFault: 'busy' }),
};
