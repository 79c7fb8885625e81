/** The patient's moments in which a device, a browser or the waiting does not go as it should. */

import type { ComponentChildren } from 'preact';
import { createLocalMedia } from '../src/call/media.ts';
import { Notice } from '../src/ui/notice.tsx';
import { Mirror } from '../src/ui/patient/mirror.tsx';
import { PatientScreen } from '../src/ui/patient/patient-screen.tsx';
import { KnownAwake } from '../src/ui/patient/screen-note.tsx';
import { KnownBattery } from '../src/ui/trouble/battery-note.tsx';
import { browserLooks } from '../src/ui/trouble/browser-look.ts';
import { KnownLost } from '../src/ui/trouble/line-lost.ts';
import { PermissionHelp } from '../src/ui/trouble/permission-help.tsx';
import { KnownQuiet } from '../src/ui/trouble/silent-microphone.tsx';
import { KnownNotes, type Notes } from '../src/ui/trouble/waiting-notes.tsx';
import { everyQuestion } from './fake-before.ts';
import { fakeChat } from './fake-chat.ts';
import { fakeCall, fakeMedia } from './fake-media.ts';
import { doorVisit, mirror, patient, type Scenes } from './patient-scenes.tsx';

const waiting = { stage: 'waiting', clinicianKnows: true, preparing: false } as const;
const unseen = { ...waiting, clinicianKnows: false } as const;
const talking = { stage: 'conversation' } as const;
const minuteMs = 60_000;

function waits(
  { awake, ...notes }: Partial<Notes> & { readonly awake?: boolean },
  visit: Partial<Parameters<typeof patient>[0]> = {},
) {
  const scene = patient({ stage: waiting, chat: fakeChat(), ...visit });
  return () => (
    <KnownAwake.Provider value={awake}>
      <KnownNotes.Provider value={notes}>{scene()}</KnownNotes.Provider>
    </KnownAwake.Provider>
  );
}

function switchOf(look: (typeof browserLooks)[number]) {
  return (
    <PatientScreen visit={doorVisit()} title={look}>
      <Notice tone="warning" icon="alert">
        <PermissionHelp fault="denied" look={look} />
      </Notice>
    </PatientScreen>
  );
}

const quiet = (children: ComponentChildren) => (
  <KnownQuiet.Provider value={true}>{children}</KnownQuiet.Provider>
);

export const troubleScenes: Scenes = {
  ...mirror('patient-mirror-dismissed', () =>
    fakeMedia({ cameraFault: 'dismissed', microphoneFault: 'dismissed' }),
  ),
  ...mirror('patient-mirror-camera-denied', () => fakeMedia({ cameraFault: 'denied' })),
  ...mirror('patient-mirror-camera-missing', () => fakeMedia({ cameraFault: 'missing' })),
  ...mirror('patient-mirror-microphone-missing', () => fakeMedia({ microphoneFault: 'missing' })),
  ...mirror('patient-mirror-both-busy', () => fakeMedia({ cameraFault: 'busy', microphoneFault: 'busy' })),
  ...mirror('patient-mirror-paused', () => fakeMedia({ cameraFault: 'paused', microphoneFault: 'paused' })),
  'patient-mirror-silent': () => quiet(mirror('silent', () => fakeMedia())['silent']?.()),
  ...Object.fromEntries(browserLooks.map((look) => [`patient-switch-${look}`, () => switchOf(look)])),
  'patient-ended-moved': patient({ stage: { stage: 'ended', why: 'ended', inWaitingRoom: true } }),
  'patient-waiting-unseen-long': waits({ long: 'unseen' }, { stage: unseen }),
  'patient-waiting-long': waits({ long: 'seen', awake: true }),
  'patient-waiting-cut-off': waits({ long: 'cut-off' }, { offline: true }),
  'patient-waiting-slept': waits({
    absence: { fromMs: Date.now() - 12 * minuteMs, toMs: Date.now() },
    awake: true,
  }),
  'patient-waiting-dark-screen': waits({ awake: false }),
  'patient-waiting-low-battery': () => (
    <KnownBattery.Provider value={9}>{waits({ awake: false })()}</KnownBattery.Provider>
  ),
  'patient-waiting-full': waits({}, { full: true }),
  'patient-talk-full': patient({ stage: talking, chat: fakeChat(), call: fakeCall(), full: true }),
  'patient-chat-full': patient({ stage: talking, kind: 'chat', chat: fakeChat(), full: true }),
  'patient-talk-theirs-full': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ theirsIsFull: true }),
  }),
  'patient-talk-phone-call': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ microphoneFault: 'paused', cameraFault: 'paused' }),
  }),
  'patient-talk-line-lost': () => (
    <KnownLost.Provider value={true}>
      {patient({
        stage: talking,
        chat: fakeChat(),
        call: fakeCall({ state: 'reconnecting' }),
        before: { questions: everyQuestion, draft: { callback: '0170 1234567' } },
        offline: true,
      })()}
    </KnownLost.Provider>
  ),
};

/** With the browser's own camera and microphone, for tests; on no list of screens. */
export const liveScenes: Scenes = {
  'live-mirror': () => (
    <Mirror visit={doorVisit()} media={createLocalMedia()} onNext={leaveMirror} onBack={leaveMirror} />
  ),
  'live-talk': () => {
    const media = createLocalMedia();
    void media.acquire();
    return patient({ stage: talking, chat: fakeChat(), call: { ...fakeCall(), media } })();
  },
};

function leaveMirror() {
  location.hash = 'patient-name/en';
}
