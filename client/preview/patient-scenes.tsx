/** Every state of the patient's screens and of the front page. */

import { signal } from '@preact/signals';
import type { LinkFault } from '@sprechzimmer/protocol';
import {
  type DoorAnswer,
  type Kind,
  type PracticeAnswer,
  PracticeAnswerSchema,
  type ProblemCode,
  problemCodes,
  questionNames,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import type { VNode } from 'preact';
import * as v from 'valibot';
import { ApiProblem } from '../src/api/call-api.ts';
import type { CallView } from '../src/call/call-view.ts';
import type { ChatView } from '../src/crypto/chat-view.ts';
import type { ComparisonView } from '../src/crypto/comparison-view.ts';
import type { Alarm } from '../src/crypto/roster-view.ts';
import type { GuestStage, GuestView, StopReason } from '../src/guest/guest-view.ts';
import { type HeardDesk, nothingHeard } from '../src/guest/heard-desk.ts';
import type { ExposureReport } from '../src/guest/report-exposure.ts';
import { stopFor } from '../src/guest/stop-reason.ts';
import type { Talked } from '../src/guest/talked-before.ts';
import { Mirror } from '../src/ui/patient/mirror.tsx';
import { NameStep } from '../src/ui/patient/name-step.tsx';
import { PatientApp } from '../src/ui/patient/patient-app.tsx';
import { PracticePage } from '../src/ui/practice-page.tsx';
import { beginsFor } from './begins.ts';
import { handOver, noteCall } from './calls.ts';
import { fakeAddress } from './fake-address.ts';
import { everyQuestion, type FakeBefore, fakeBefore } from './fake-before.ts';
import { fakeChat, saidLater, someMessages } from './fake-chat.ts';
import { fakeComparisons } from './fake-comparison.ts';
import { fakeChatWithFiles } from './fake-files.ts';
import { heardFrom } from './fake-heard.ts';
import { fakeCall, fakeMedia } from './fake-media.ts';
import { fakeSign } from './fake-sign.ts';
import { type FakeWindow, fakeWindow } from './fake-window.ts';
import { tellable } from './telling.ts';

export type Scenes = Readonly<Record<string, () => VNode>>;

const clinician = 'Dr. Mira Sommerfeld';
const hour = 3600;
const nowSeconds = Math.floor(Date.now() / 1000);

const practice: PracticeAnswer = v.parse(PracticeAnswerSchema, {
  name: 'Praxis am Lindenhof',
  phone: '+49 (0)30 1234567',
  email: 'praxis@lindenhof.example',
  address: 'Lindenweg 4\n12345 Berlin',
  language: 'de',
  homeserver: { baseUrl: 'http://localhost:8480', serverName: 'sprechzimmer.localhost' },
  botUserId: '@sprechzimmer:sprechzimmer.localhost',
  call: { route: 'direct', connectWhileWaiting: true },
  crisisNumbers: [
    { name: 'Notruf', phone: '112' },
    { name: 'Ärztlicher Bereitschaftsdienst', phone: '116 117' },
    { name: 'Telefonseelsorge', phone: '0800 111 0 111' },
  ],
});

interface FakeVisit {
  readonly stage: GuestStage;
  readonly kind?: Kind;
  readonly chat?: ChatView;
  readonly call?: CallView;
  readonly comparison?: ComparisonView;
  readonly offline?: boolean;
  /** This device has no room left. */
  readonly full?: boolean;
  readonly withoutPractice?: boolean;
  readonly address?: Parameters<typeof fakeAddress>[0];
  readonly exposure?: ExposureReport;
  readonly heard?: HeardDesk;
  readonly before?: FakeBefore;
  readonly place?: FakeWindow;
  readonly earlyMinutes?: number;
  readonly talked?: Talked;
}

function fakeVisit({
  stage,
  kind = 'video',
  chat,
  call,
  comparison,
  offline,
  full = false,
  withoutPractice,
  address,
  exposure,
  heard = nothingHeard,
  before,
  place,
  earlyMinutes,
  talked,
}: FakeVisit): GuestView {
  const current = signal(stage);
  const online = signal(!offline);
  window.previewStage = current;
  handOver(online, chat, call);
  return {
    practice: signal(withoutPractice ? undefined : practice),
    stage: current,
    clinicianName: signal(clinician),
    kind: signal(kind),
    ...beginsFor(stage, earlyMinutes),
    online,
    full: signal(full),
    waitsSince: signal(undefined),
    talked: signal(talked),
    ...tellable(chat, heard),
    call: signal(call),
    address: fakeAddress(address),
    comparison: signal(comparison),
    exposure: signal(exposure),
    before: fakeBefore(before),
    window: fakeWindow(place),
    preload: () => noteCall('preload'),
    enter: async (name) => {
      noteCall('enter', name);
      current.value = { stage: 'waiting', clinicianKnows: false, preparing: false };
    },
    retry: async () => noteCall('retry'),
    goOnHere: async () => noteCall('goOnHere'),
    isBack: async () => false,
    sign: fakeSign(),
    leaveQuickly: () => noteCall('leaveQuickly'),
    leave: async () => {
      noteCall('leave');
      current.value = { stage: 'ended', why: 'left' };
    },
  };
}

export function patient(visit: FakeVisit, media = fakeMedia()) {
  return () => <PatientApp visit={fakeVisit(visit)} media={media} />;
}

function door(change: Partial<DoorAnswer> = {}): DoorAnswer {
  return {
    state: 'open',
    clinician: { userId: v.parse(UserIdSchema, '@sommerfeld:sprechzimmer.localhost'), name: clinician },
    kind: 'video',
    notBefore: nowSeconds - 600,
    notAfter: nowSeconds + hour,
    startsAt: (change.notBefore ?? nowSeconds - 600) + 1800,
    serverTimeMs: Date.now(),
    ...change,
  };
}

const early = { state: 'too-early', notAfter: nowSeconds + 30 * hour } as const;
const step = (name: string, draw: () => VNode): Scenes => ({ [name]: draw });
export const doorVisit = () => fakeVisit({ stage: { stage: 'door', door: door() } });
const nothing = () => undefined;

export function mirror(name: string, media: () => ReturnType<typeof fakeMedia>): Scenes {
  return step(name, () => <Mirror visit={doorVisit()} media={media()} onNext={nothing} onBack={nothing} />);
}

function stop(name: string, reason: StopReason, canRetry = false): Scenes {
  return step(`patient-stop-${name}`, patient({ stage: { stage: 'stopped', reason, canRetry } }));
}

const waiting = { stage: 'waiting', clinicianKnows: true, preparing: false } as const;
const talking = { stage: 'conversation' } as const;
const linkFaults: readonly LinkFault[] = ['missing', 'cut-short', 'damaged', 'exposed', 'other-version'];
const alarms: readonly Alarm[] = [
  { kind: 'stranger', userId: '@x:y', how: 'joined' },
  { kind: 'unconfirmed-device', userId: '@x:y', deviceId: 'NEW' },
  { kind: 'told', cause: 'stranger' },
  { kind: 'identity-changed', userId: '@x:y' },
  { kind: 'not-encrypted' },
  { kind: 'fingerprint-differs' },
  { kind: 'words-differ' },
  { kind: 'no-relay' },
];

export const patientScenes: Scenes = {
  practice: () => <PracticePage answer={signal(practice)} />,
  'practice-unavailable': () => <PracticePage answer={signal('unavailable' as const)} />,
  'patient-opening': patient({ stage: { stage: 'opening' }, withoutPractice: true }),
  'patient-door': patient({ stage: { stage: 'door', door: door() } }),
  'patient-door-no-beginning': patient({ stage: { stage: 'door', door: door({ startsAt: undefined }) } }),
  'patient-door-opened': patient({ stage: { stage: 'door', door: door({ state: 'opened', kind: 'chat' }) } }),
  'patient-door-no-media': patient({
    stage: { stage: 'door', door: door() },
    place: { lacksMedia: true },
  }),
  'patient-door-inside-app': patient({
    stage: { stage: 'door', door: door() },
    place: { isInsideApp: true },
  }),
  'patient-early': patient({
    stage: { stage: 'door', door: door({ ...early, notBefore: nowSeconds + 754 }) },
  }),
  'patient-early-days': patient({
    stage: { stage: 'door', door: door({ ...early, notBefore: nowSeconds + 26 * hour }) },
  }),
  'patient-door-cancelled': patient({ stage: { stage: 'door', door: door({ state: 'cancelled' }) } }),
  ...mirror('patient-mirror-asking', () => fakeMedia({ asking: true })),
  ...mirror('patient-mirror', () => fakeMedia()),
  ...mirror('patient-mirror-denied', () => fakeMedia({ cameraFault: 'denied', microphoneFault: 'denied' })),
  ...mirror('patient-mirror-no-camera', () => fakeMedia({ cameraFault: 'busy' })),
  ...step('patient-name', () => <NameStep visit={doorVisit()} onBack={nothing} />),
  ...step('patient-name-no-relay', () => (
    <NameStep visit={{ ...doorVisit(), address: fakeAddress('no', false) }} onBack={nothing} />
  )),
  ...step('patient-name-address-hidden', () => (
    <NameStep visit={{ ...doorVisit(), address: fakeAddress('by-wish', false) }} onBack={nothing} />
  )),
  'patient-name-private': patient({
    stage: { stage: 'door', door: door() },
    before: { draft: { step: 'name' } },
    place: { forgets: true },
  }),
  'patient-door-too-late': patient({ stage: { stage: 'door', door: door({ state: 'too-late' }) } }),
  ...Object.fromEntries(
    questionNames.map((question) => [
      `patient-question-${question}`,
      patient({
        stage: { stage: 'door', door: door() },
        before: {
          questions: everyQuestion,
          draft: { step: question, ...(question === 'company' ? { alone: false } : {}) },
        },
      }),
    ]),
  ),
  'patient-asked-again': patient({
    stage: waiting,
    chat: fakeChat(),
    before: { questions: everyQuestion, askedAgain: true },
  }),
  'patient-returned': patient({ stage: { stage: 'returned' } }),
  'patient-ended-next': patient({
    stage: { stage: 'ended', why: 'ended', next: 'Montag, 30. November, 10 Uhr, wieder per Video' },
  }),
  'patient-entering': patient({ stage: { stage: 'entering' } }),
  'patient-waiting-notified': patient({ stage: { ...waiting, clinicianKnows: false } }),
  'patient-waiting-early': patient({
    stage: { ...waiting, clinicianKnows: false },
    chat: fakeChat(),
    earlyMinutes: 29,
  }),
  'patient-waiting': patient({ stage: waiting, chat: fakeChat() }),
  ...Object.fromEntries(
    Object.entries(fakeComparisons).map(([name, comparison]) => [
      `patient-compare-${name}`,
      patient({ stage: { ...waiting, clinicianKnows: false }, chat: fakeChat(), comparison }),
    ]),
  ),
  ...stop('pictures-differ', { kind: 'pictures-differ' }),
  'patient-waiting-message': patient({ stage: waiting, chat: fakeChat(someMessages, 1) }),
  'patient-waiting-free': patient({ stage: waiting, chat: fakeChat(), heard: heardFrom('free') }),
  'patient-waiting-busy': patient({ stage: waiting, chat: fakeChat(), heard: heardFrom('busy') }),
  'patient-waiting-back': patient({ stage: waiting, chat: fakeChat(), heard: heardFrom('back') }),
  'patient-waiting-said': patient({
    stage: waiting,
    chat: fakeChat(saidLater, 1),
    heard: heardFrom('busy'),
  }),
  'patient-waiting-sent-back': patient({
    stage: waiting,
    chat: fakeChat(saidLater),
    talked: { heardUntil: saidLater.at(-1)?.id },
    heard: heardFrom('busy'),
  }),
  'patient-waiting-preparing': patient({ stage: { ...waiting, preparing: true }, chat: fakeChat() }),
  'patient-waiting-offline': patient({ stage: waiting, chat: fakeChat(), offline: true }),
  'patient-talk': patient({ stage: talking, chat: fakeChat(someMessages, 2), call: fakeCall() }),
  'patient-talk-reconnecting': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ state: 'reconnecting', theirMicrophoneOff: true, microphoneFault: 'busy' }),
    offline: true,
  }),
  'patient-talk-cameras-off': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ theirCameraOff: true, cameraOff: true }),
  }),
  ...Object.fromEntries(
    (
      ['own-picture-held', 'their-picture-held', 'own-silent', 'they-do-not-hear', 'theirs-missing'] as const
    ).map((line) => [
      `patient-talk-${line}`,
      patient({ stage: talking, chat: fakeChat(), call: fakeCall({ line, filtersAnyway: true }) }),
    ]),
  ),
  'patient-talk-microphone-taken': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ microphoneFault: 'busy' }),
  }),
  'patient-talk-their-screen': patient({
    stage: talking,
    chat: fakeChat(),
    call: fakeCall({ screen: 'them' }),
  }),
  'patient-talk-own-screen': patient({ stage: talking, chat: fakeChat(), call: fakeCall({ screen: 'us' }) }),
  'patient-talk-no-screens': patient({ stage: talking, call: fakeCall({ screen: 'nobody-can' }) }),
  'patient-talk-only-writing': patient({
    stage: talking,
    chat: fakeChat(someMessages),
    call: fakeCall({ chatOnly: 'us' }),
  }),
  'patient-talk-without-words': patient({ stage: talking, call: fakeCall({ words: null, route: null }) }),
  'patient-talk-files': patient({ stage: talking, chat: fakeChatWithFiles(), call: fakeCall() }),
  'patient-talk-text-files': patient({ stage: talking, kind: 'chat', chat: fakeChatWithFiles() }),
  'patient-talk-text': patient({ stage: talking, kind: 'chat', chat: fakeChat(someMessages) }),
  'patient-waiting-address-hidden': patient({
    stage: waiting,
    chat: fakeChat(),
    call: fakeCall({ noRelay: true }),
    address: 'by-wish',
  }),
  'patient-halted-address-hidden': patient({
    stage: { stage: 'halted', alarm: { kind: 'no-relay' } },
    address: 'by-wish',
  }),
  'patient-talk-connecting': patient({ stage: talking }),
  ...Object.assign(
    {},
    ...alarms.map((alarm) =>
      step(`patient-halted-${alarm.kind}`, patient({ stage: { stage: 'halted', alarm } })),
    ),
  ),
  ...Object.assign(
    {},
    ...(['ended', 'declined', 'left', 'window-closed', 'exposed'] as const).map((why) =>
      step(`patient-ended-${why}`, patient({ stage: { stage: 'ended', why } })),
    ),
  ),
  ...Object.assign({}, ...linkFaults.map((fault) => stop(`link-${fault}`, { kind: 'link', fault }))),
  ...Object.assign(
    {},
    ...codes().map((code) =>
      stop(code, { kind: 'problem', code }, stopFor(new ApiProblem({ code }), true).canRetry),
    ),
  ),
  ...Object.assign(
    {},
    ...(['webrtc', 'webcrypto', 'indexeddb', 'webassembly', 'recent'] as const).map((missing) =>
      stop(`browser-${missing}`, { kind: 'browser', missing }),
    ),
  ),
  ...Object.assign(
    {},
    ...(['telling', 'told', 'over', 'untold'] as const).map((exposure) =>
      step(
        `patient-stop-link-exposed-${exposure}`,
        patient({
          stage: { stage: 'stopped', reason: { kind: 'link', fault: 'exposed' }, canRetry: false },
          exposure,
        }),
      ),
    ),
  ),
  ...stop('other-tab', { kind: 'other-tab' }, true),
  ...stop('other-tab-silent', { kind: 'other-tab', isSilent: true }, true),
  ...stop('taken-over', { kind: 'taken-over' }),
  ...stop('offline', { kind: 'offline' }, true),
  ...stop('no-answer', { kind: 'no-answer' }, true),
  ...stop('storage-full', { kind: 'storage', trouble: 'full' }, true),
  ...stop('storage-refused', { kind: 'storage', trouble: 'refused' }, true),
  ...stop('clinician-key-differs', { kind: 'clinician-key-differs' }),
};

function codes(): readonly ProblemCode[] {
  return Object.keys(problemCodes).filter((code): code is ProblemCode => Object.hasOwn(problemCodes, code));
}
