/** Pictures of nobody: drawn, moving a little, without a camera. */

import { signal } from '@preact/signals';
import type { CallAlarm } from '../src/call/alarm.ts';
import type { CallView, ParticipantView, RouteMeasurement } from '../src/call/call-view.ts';
import type { MediaFault, MediaView } from '../src/call/media-view.ts';
import type { QuietSounds } from '../src/call/quality/sound-filters.ts';
import type { WordList } from '../src/call/words.ts';
import { callStates, noteCall } from './calls.ts';

export interface FakeMediaState {
  /** Before the browser's question has been answered. */
  readonly asking?: boolean;
  readonly cameraOff?: boolean;
  readonly cameraFault?: MediaFault;
  readonly microphoneFault?: MediaFault;
  /** Quiet sounds were to be kept, and the browser filters them. */
  readonly filtersAnyway?: boolean;
}

export function fakeMedia(state: FakeMediaState = {}): MediaView {
  const captured = !state.asking && !(state.cameraFault && state.microphoneFault);
  const cameraOn = signal(captured && !state.cameraOff && !state.cameraFault);
  const microphoneOn = signal(captured && !state.microphoneFault);
  const wantedQuietSounds = signal<QuietSounds>(state.filtersAnyway ? 'kept' : 'filtered');
  const stream = signal(captured ? paintedStream('#7d9c86', '#3b2f28') : undefined);
  return {
    stream,
    cameraOn,
    microphoneOn,
    cameraFault: signal(state.cameraFault),
    microphoneFault: signal(state.microphoneFault),
    devices: signal({
      cameras: [device('videoinput', 'cam-1', 'Integrierte Kamera'), device('videoinput', 'cam-2', '')],
      microphones: [
        device('audioinput', 'mic-1', 'Integriertes Mikrofon'),
        device('audioinput', 'mic-2', 'Headset'),
      ],
    }),
    chosenCamera: signal('cam-1'),
    chosenMicrophone: signal('mic-1'),
    level: signal(captured ? 0.55 : 0),
    wantedQuietSounds,
    quietSounds: signal(state.filtersAnyway ? 'filtered' : wantedQuietSounds.peek()),
    wantQuietSounds: async (quiet) => {
      noteCall('quiet sounds', quiet);
      wantedQuietSounds.value = quiet;
    },
    reopen: async () => undefined,
    acquire: async () => undefined,
    setCamera: async (on) => {
      cameraOn.value = on;
    },
    setMicrophone: async (on) => {
      microphoneOn.value = on;
    },
    chooseCamera: async () => undefined,
    chooseMicrophone: async () => undefined,
    release: () => undefined,
  };
}

type LineTrouble =
  | 'own-picture-held'
  | 'their-picture-held'
  | 'own-silent'
  | 'they-do-not-hear'
  | 'theirs-missing';

export interface FakeCallState extends FakeMediaState {
  readonly state?: ReturnType<ParticipantView['state']['peek']>;
  readonly theirCameraOff?: boolean;
  readonly theirMicrophoneOff?: boolean;
  readonly route?: Partial<RouteMeasurement> | null;
  /** Null: not known yet. */
  readonly words?: WordList | null;
  readonly noRelay?: boolean;
  /** What is wrong with line or sound. */
  readonly line?: LineTrouble | readonly LineTrouble[];
  /** Who shows a screen. */
  readonly screen?: 'us' | 'them' | 'nobody-can';
  /** Who has asked for a moment of nothing but writing. */
  readonly chatOnly?: 'us' | 'them';
  /** The other person's device has no room left. */
  readonly theirsIsFull?: boolean;
}

export function fakeCall(call: FakeCallState = {}): CallView {
  const wordsAreSame = signal(false);
  const state = signal(call.state ?? 'connected');
  const participant: ParticipantView = {
    userId: '@somebody:example.org',
    deviceId: 'DEVICE',
    state,
    stream: paintedStream('#b98f63', '#2d3a33'),
    microphoneOn: signal(!call.theirMicrophoneOff),
    cameraOn: signal(!call.theirCameraOff),
    screenOn: signal(call.screen === 'them'),
    writingArrives: signal(call.theirsIsFull !== true),
    screen: paintedSlide(),
    words: signal(
      call.words === null ? undefined : { list: call.words ?? 'de', indexes: [3, 1466, 700, 2031] },
    ),
    wordsAreSame,
    compared: (result) => {
      noteCall('compared', result);
      wordsAreSame.value = result === 'same';
    },
    line: fakeLine(call.line),
    route: signal(call.route === null ? undefined : { ...measured, ...call.route }),
  };
  const alarm = signal<CallAlarm | undefined>(call.noRelay ? { kind: 'no-relay' } : undefined);
  const view: CallView = {
    media: fakeMedia(call),
    participants: signal([participant]),
    alarm,
    screen: fakeScreen(call.screen),
    chatOnly: fakeChatOnly(call.chatOnly),
    soundRepair: {
      repairing: signal(false),
      repairs: signal(0),
      repairSound: async () => noteCall('repair sound'),
    },
  };
  callStates.set(view, state);
  return view;
}

function fakeLine(troubles: FakeCallState['line']): ParticipantView['line'] {
  const has = (trouble: LineTrouble) => [troubles].flat().includes(trouble);
  return {
    ownPictureHeld: signal(has('own-picture-held')),
    theirPictureHeld: signal(has('their-picture-held')),
    ownSoundMissing: signal(has('own-silent')),
    theyDoNotHear: signal(has('they-do-not-hear')),
    theirSoundMissing: signal(has('theirs-missing')),
    rung: signal('full'),
    loss: signal({ out: 0.004, in: 0.12 }),
  };
}

function fakeScreen(who: FakeCallState['screen']): CallView['screen'] {
  const on = signal(who === 'us');
  return {
    supported: who !== 'nobody-can',
    on,
    failed: signal(false),
    start: async () => {
      noteCall('show screen');
      on.value = true;
    },
    stop: () => {
      noteCall('stop screen');
      on.value = false;
    },
  };
}

function fakeChatOnly(begins: FakeCallState['chatOnly']): CallView['chatOnly'] {
  const askedBy = signal(begins);
  return {
    askedBy,
    set: (on) => {
      noteCall('chat only', String(on));
      askedBy.value = on ? 'us' : undefined;
    },
  };
}

const measured: RouteMeasurement = {
  path: 'direct',
  localCandidate: 'host',
  remoteCandidate: 'srflx',
  dtlsState: 'connected',
  dtlsCipher: 'TLS_AES_128_GCM_SHA256',
  srtpCipher: 'AEAD_AES_128_GCM',
  tlsVersion: 'FEFC',
  roundTripMs: 23.4,
  fingerprint: 'verified',
};

/** Frames to go on at a time: none for whoever wants nothing to move. */
const step = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1;

/** A head and shoulders against a wall. */
function paintedStream(wall: string, figure: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const paint = canvas.getContext('2d');
  let frame = 0;
  const draw = () => {
    if (!paint) return;
    const sway = Math.sin(frame / 20) * 6;
    frame += step;
    paint.fillStyle = wall;
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.fillStyle = figure;
    paint.beginPath();
    paint.ellipse(320 + sway, 210, 80, 105, 0, 0, 2 * Math.PI);
    paint.ellipse(320, 500, 210, 180, 0, 0, 2 * Math.PI);
    paint.fill();
  };
  return painted(canvas, draw);
}

/** A page with a few lines, as somebody would show it. */
function paintedSlide(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 800;
  const paint = canvas.getContext('2d');
  let frame = 0;
  const draw = () => {
    if (!paint) return;
    frame += step;
    paint.fillStyle = '#f4f4f0';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.fillStyle = '#39424e';
    paint.fillRect(90, 90, 620, 46);
    for (let line = 0; line < 9; line += 1) paint.fillRect(90, 200 + line * 58, 900 - (line % 3) * 160, 16);
    paint.fillRect(90 + (frame % 40), 740, 120, 10);
  };
  return painted(canvas, draw);
}

/** Painted only while somebody looks: there are dozens of them behind the scenes. */
function painted(canvas: HTMLCanvasElement, draw: () => void): MediaStream {
  const stream = canvas.captureStream(10);
  const isSeen = () => [...document.querySelectorAll('video')].some(({ srcObject }) => srcObject === stream);
  draw();
  setInterval(() => {
    if (isSeen()) draw();
  }, 100);
  return stream;
}

function device(kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: '', toJSON: () => ({}) };
}
