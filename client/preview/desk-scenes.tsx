/** Every state of the desk. */

import { type Signal, signal } from '@preact/signals';
import {
  type DeskVisit,
  DeskVisitSchema,
  InvitationIdSchema,
  InvitationSchema,
  questionNames,
  UserIdSchema,
  VisitIdSchema,
} from '@sprechzimmer/protocol';
import type { ComponentChildren } from 'preact';
import * as v from 'valibot';
import type { CallView } from '../src/call/call-view.ts';
import type { ChatView } from '../src/crypto/chat-view.ts';
import type { ComparisonView } from '../src/crypto/comparison-view.ts';
import type { DeviceCheck, DeviceCheckState } from '../src/crypto/device-check.ts';
import type { SasPicture } from '../src/crypto/sas.ts';
import type { SilentSign } from '../src/crypto/signs.ts';
import type { Appointment } from '../src/desk/appointments.ts';
import type { DeskPatient, DeskStage, DeskView, DueInvitation, NewLink } from '../src/desk/desk-view.ts';
import type { ExposedLink } from '../src/desk/exposed-links.ts';
import { ChoicesPage } from '../src/ui/desk/choices-page.tsx';
import { CompareDialog } from '../src/ui/desk/compare-dialog.tsx';
import { DeskApp } from '../src/ui/desk/desk-app.tsx';
import { KeysDialog } from '../src/ui/desk/desk-keys.tsx';
import { LaterDialog } from '../src/ui/desk/later.tsx';
import { StartOver } from '../src/ui/desk/start-over.tsx';
import { handOver, noteCall } from './calls.ts';
import { fakeAddress } from './fake-address.ts';
import { everyQuestion } from './fake-before.ts';
import { fakeChat, saidLater, someMessages } from './fake-chat.ts';
import { fakeComparisons } from './fake-comparison.ts';
import { type FakeDay, fakeAppointment, fakeDay } from './fake-day.ts';
import { fakeCall } from './fake-media.ts';
import type { Scenes } from './patient-scenes.tsx';

const minuteMs = 60_000;
const nowMs = Date.now();

interface FakeDesk {
  readonly stage?: DeskStage;
  readonly patients?: readonly DeskPatient[];
  readonly due?: readonly DueInvitation[];
  readonly day?: FakeDay;
  readonly preparedTexts?: readonly string[];
  readonly unlisted?: readonly string[];
  readonly exposed?: readonly ExposedLink[];
  readonly current?: number;
  readonly call?: CallView;
  readonly chat?: ChatView;
  readonly check?: DeviceCheck;
  readonly offline?: boolean;
  readonly comparison?: ComparisonView;
  /** The patient has told silently that they are not alone. */
  readonly sign?: Pick<SilentSign, 'atMs'>;
  /** Signing in is refused. */
  readonly failing?: boolean;
}

function fakeDesk(state: FakeDesk): DeskView {
  const patients = signal(state.patients ?? []);
  window.previewPatients = patients;
  const current = signal(state.current === undefined ? undefined : visitId(state.current));
  const sign: Signal<SilentSign | undefined> = signal(
    state.sign && {
      ...state.sign,
      dismiss: () => {
        noteCall('sign seen');
        sign.value = undefined;
      },
    },
  );
  const online = signal(!state.offline);
  const chat = state.chat ?? fakeChat(someMessages, 2);
  const chats = new Map([[visitId(1), signal<ChatView | undefined>(chat)]]);
  handOver(online, chat, state.call);
  return {
    stage: signal(state.stage ?? { stage: 'ready' }),
    clinicianName: signal('Dr. Mira Sommerfeld'),
    practiceName: signal('Praxis am Lindenhof'),
    practice: signal(undefined),
    online,
    patients,
    unlisted: signal(state.unlisted ?? []),
    exposed: signal(state.exposed ?? []),
    due: signal(state.due ?? []),
    day: fakeDay(state.day, current),
    preparedTexts: signal(state.preparedTexts ?? []),
    current,
    call: signal(state.call),
    address: fakeAddress(),
    deviceCheck: signal(state.check),
    chatOf: (visit) => chats.get(visit) ?? signal(undefined),
    signOf: () => sign,
    comparisonOf: () => signal(state.comparison),
    signIn: async () => {
      noteCall('signIn');
      if (state.failing) throw Object.assign(new Error('refused'), { code: 'too-many-tries' });
    },
    confirmNewKeys: async () => noteCall('confirmNewKeys'),
    unlock: async () => undefined,
    askOtherDevice: async () => noteCall('askOtherDevice'),
    dismissDeviceCheck: async () => noteCall('dismissDeviceCheck'),
    startOver: async () => noteCall('startOver'),
    takeOver: () => noteCall('takeOver'),
    sendAnew: async (_id, label) => ({ ...link, label }),
    signOut: async () => noteCall('signOut'),
    invite: async ({ label, kind, startsAt, minutes }) => ({
      ...link,
      label,
      kind,
      notBefore: startsAt - 600,
      notAfter: startsAt + minutes * 60,
    }),
    linkAgain: async () => link,
    cancel: async () => undefined,
    prepare: (visit) => noteCall('prepare', Number(visit)),
    notYet: (visit) => noteCall('notYet', Number(visit)),
    admit: async (visit) => {
      noteCall('admit', Number(visit));
      current.value = visit;
    },
    goOn: async () => undefined,
    sendBack: async () => {
      current.value = undefined;
    },
    decline: async (visit) => noteCall('decline', Number(visit)),
    end: async (visit) => {
      noteCall('end', Number(visit));
      current.value = undefined;
    },
    askAgain: async (visit) => noteCall('askAgain', Number(visit)),
    decideOther: async () => undefined,
  };
}

const undecided = { goOn: () => noteCall('exposed go on') };
const notAlone = { atMs: new Date(2026, 10, 23, 10, 31).getTime() };

function visitId(number: number) {
  return v.parse(VisitIdSchema, String(number).padStart(22, '0'));
}

const invitation = v.parse(InvitationSchema, {
  id: '0'.repeat(32),
  guestName: 'Gast 4KM',
  bookName: '2026-11',
  nonce: 'A'.repeat(22),
  kind: 'video',
  notBefore: Math.floor(nowMs / 1000) + 3600,
  notAfter: Math.floor(nowMs / 1000) + 7800,
  state: 'invited',
});

const link: NewLink = {
  id: invitation.id,
  link: `https://praxis.example/j/#1${'Q7mZ4vB2xKp9'.repeat(8).slice(0, 90)}z`,
  label: 'A. B.',
  kind: 'video',
  notBefore: invitation.notBefore,
  notAfter: invitation.notAfter,
};

function visit(number: number, change: Partial<DeskVisit> = {}): DeskVisit {
  return {
    ...v.parse(DeskVisitSchema, {
      visitId: visitId(number),
      invitationId: invitation.id,
      guestName: `Gast ${number}Q2`,
      guestUserId: `@guest-${'a'.repeat(20)}:sprechzimmer.localhost`,
      roomId: '!room:sprechzimmer.localhost',
      phase: 'waiting',
      presence: 'here',
      presenceSinceMs: nowMs - 4 * minuteMs,
      waitingSinceMs: nowMs - (10 - number) * minuteMs,
      otherBrowser: false,
    }),
    ...change,
  };
}

const proven: DeskPatient = {
  visit: visit(1),
  trust: 'proven',
  link: fakeAppointment(3, 0).id,
  label: 'Paar Donnerstag',
  name: 'Kim',
  connected: true,
};

const consented = { version: '2026-11', language: 'de', text: everyQuestion.consentText?.de ?? '' } as const;
const answered: DeskPatient = {
  ...proven,
  before: {
    asked: questionNames,
    given: {
      company: { alone: false, who: 'Meine Schwester, in der Küche' },
      callback: '0170 1234567',
      place: 'Lindenweg 4, 12345 Berlin',
      consent: { version: '2026-11', language: 'de', hash: '7f'.repeat(32), at: nowMs - 5 * minuteMs },
    },
    missing: [],
    consented,
    otherConsent: false,
    twoTexts: false,
  },
};
const lacking: DeskPatient = {
  visit: visit(2),
  trust: 'proven',
  name: 'Robin',
  connected: true,
  before: {
    asked: ['callback', 'place', 'consent'],
    given: {
      callback: '030 1234',
      consent: { version: '2025-01', language: 'de', hash: '11'.repeat(32), at: nowMs - minuteMs },
    },
    missing: ['place', 'consent'],
    consented: undefined,
    otherConsent: true,
    twoTexts: false,
  },
};
/** The server shows another text under the name of the version this desk knows. */
const twoTexts: DeskPatient = {
  ...answered,
  before: {
    asked: ['callback', 'consent'],
    given: {
      callback: '0170 1234567',
      consent: { version: '2026-11', language: 'de', hash: '5c'.repeat(32), at: nowMs - 3 * minuteMs },
    },
    missing: ['consent'],
    consented: undefined,
    otherConsent: true,
    twoTexts: true,
  },
};
const hurried: DeskPatient = {
  visit: visit(3, { presence: 'gone' }),
  trust: 'proven',
  name: 'Alex',
  connected: false,
  leftQuicklyAtMs: nowMs - 2 * minuteMs,
};

const intruder = { kind: 'stranger', userId: '@fremd:sprechzimmer.localhost', how: 'joined' } as const;

const everybody: readonly DeskPatient[] = [
  proven,
  {
    visit: visit(2, { presence: 'away' }),
    trust: 'proven',
    name: 'Sascha Ölçer-Blumenthal',
    connected: false,
  },
  { visit: visit(3, { phase: 'arriving', waitingSinceMs: null }), trust: 'unproven', connected: false },
  { visit: visit(4, { presence: 'gone' }), trust: 'failed', connected: false },
  { visit: visit(5), trust: 'two-proofs', connected: false },
  {
    visit: visit(6, { otherBrowser: true, phase: 'in-session' }),
    trust: 'proven',
    elsewhere: true,
    label: 'C. D.',
    connected: false,
  },
  {
    visit: visit(7),
    trust: 'proven',
    label: 'E. F.',
    alarm: intruder,
    sightings: [{ alarm: intruder, atMs: nowMs - minuteMs }],
    connected: false,
  },
];

const stranger: DeskPatient = { visit: visit(8), trust: 'uncompared', connected: false };
const compared: DeskPatient = {
  visit: visit(9),
  trust: 'proven',
  compared: true,
  name: 'Robin',
  connected: false,
};

const someDue: readonly DueInvitation[] = [
  { invitation, label: 'A. B.', lost: false },
  { invitation: { ...invitation, guestName: 'Gast 9XT', state: 'redeemed' }, lost: false },
  {
    invitation: {
      ...invitation,
      guestName: 'Gast 3FR',
      notBefore: invitation.notBefore + 90_000,
      notAfter: invitation.notAfter + 90_000,
    },
    label: '',
    lost: false,
  },
];

/** One appointment of each state, as far as the hour allows for it. */
function aDay(): readonly Appointment[] {
  return [
    fakeAppointment(1, -300, { label: 'M. N.', link: 'closed' }),
    fakeAppointment(2, -200, { label: 'O. P.', notAfter: Math.floor(nowMs / 1000) - 3600 }),
    fakeAppointment(3, -12, { label: 'Paar Donnerstag', link: 'came' }),
    fakeAppointment(4, -8, { label: 'Q. R.' }),
    { ...fakeAppointment(0, 90, { label: 'A. B.' }), id: invitation.id },
    fakeAppointment(5, 3 * 24 * 60, { label: 'S. T.' }),
  ];
}

const afterNewKeys: readonly DueInvitation[] = [
  { invitation, label: 'A. B.', lost: true },
  { invitation: { ...invitation, guestName: 'Gast 9XT' }, lost: true },
  { invitation: { ...invitation, guestName: 'Gast 3FR' }, label: 'Neu', lost: false },
];

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

const unlocking = { stage: 'unlock', recoveryKey: true } as const;

/** The same steps on the device that wants in and on the one that lets it in. */
function checkScenes(): Scenes {
  return Object.fromEntries(
    Object.entries(checkSteps).flatMap(([name, step]) => [
      [`desk-check-new-${name}`, desk({ stage: unlocking, check: fakeCheck(step) })],
      [`desk-check-holder-${name}`, desk({ due: someDue, check: fakeCheck(step) })],
    ]),
  );
}

const recoveryKey = 'EsTC LWJh 6jXB vGVS 4XjH sPGk 3Aqg nPTM 8QdD 2rzk 7SeF 1mNo';

const desk = (state: FakeDesk) => () => <DeskApp desk={fakeDesk(state)} />;
const noteBack = () => noteCall('back');

function DeskScene({ state, children }: { state: FakeDesk; children: ComponentChildren }) {
  return (
    <>
      <DeskApp desk={fakeDesk(state)} />
      {children}
    </>
  );
}

export const deskScenes: Scenes = {
  'desk-opening': desk({ stage: { stage: 'opening' } }),
  'desk-sign-in': desk({ stage: { stage: 'signed-out' } }),
  'desk-sign-in-wrong': desk({ stage: { stage: 'signed-out', fault: { kind: 'wrong-password' } } }),
  'desk-session-ended': desk({
    stage: {
      stage: 'signed-out',
      fault: { kind: 'session-ended' },
      keptFor: v.parse(UserIdSchema, '@sommerfeld:sprechzimmer.localhost'),
    },
  }),
  'desk-failing': desk({ stage: { stage: 'signed-out' }, failing: true }),
  'desk-signing-in': desk({ stage: { stage: 'signing-in' } }),
  'desk-new-keys': desk({ stage: { stage: 'new-keys', recoveryKey } }),
  'desk-unlock': desk({ stage: unlocking }),
  'desk-unlock-wrong': desk({ stage: { ...unlocking, fault: { kind: 'wrong-recovery-key' } } }),
  'desk-unlock-no-recovery-key': desk({ stage: { stage: 'unlock', recoveryKey: false } }),
  'desk-unlock-keys-not-sent': desk({ stage: { ...unlocking, fault: { kind: 'keys-not-sent' } } }),
  'desk-receiving-keys': desk({ stage: { stage: 'receiving-keys' } }),
  'desk-start-over': () => (
    <StartOver desk={fakeDesk({ stage: unlocking })} fault={{ kind: 'wrong-password' }} onBack={noteBack} />
  ),
  'desk-exposed-links': desk({
    exposed: [
      { invitation: { ...invitation, state: 'exposed' }, label: 'A. B.' },
      {
        invitation: {
          ...invitation,
          id: v.parse(InvitationIdSchema, '1'.repeat(32)),
          guestName: 'Gast 9XT',
          state: 'exposed',
        },
      },
    ],
    patients: [proven, { ...answered, exposed: undecided }],
    due: someDue,
  }),
  'desk-lost-links': desk({
    due: afterNewKeys,
    patients: [{ visit: visit(3), trust: 'unproven', lostLink: true, connected: false }],
  }),
  'desk-unlock-keys-replaced': desk({ stage: { ...unlocking, fault: { kind: 'keys-replaced' } } }),
  ...checkScenes(),
  'desk-empty': desk({}),
  'desk-day': desk({ patients: [proven], due: someDue, day: { appointments: aDay(), backInMinutes: 10 } }),
  'desk-said-later': desk({
    patients: [proven],
    chat: fakeChat(saidLater.map((said) => ({ ...said, own: true }))),
    day: { choices: { chime: true, notify: true } },
  }),
  'desk-later': () => (
    <DeskScene state={{ patients: [proven] }}>
      <LaterDialog
        desk={fakeDesk({ day: { choices: { texts: ['Nehmen Sie sich ein Glas Wasser.'] } } })}
        visitId={visitId(1)}
        chat={fakeChat()}
        who="Paar Donnerstag"
        onClose={noteBack}
      />
    </DeskScene>
  ),
  'desk-choices': () => (
    <div class="desk">
      <ChoicesPage desk={fakeDesk({})} onBack={noteBack} />
    </div>
  ),
  'desk-keys': () => (
    <DeskScene state={{}}>
      <KeysDialog desk={fakeDesk({ day: { choices: { keys: false } } })} onClose={noteBack} />
    </DeskScene>
  ),
  'desk-waiting': desk({ patients: [proven], due: someDue }),
  'desk-answers': desk({ patients: [answered, lacking, hurried], due: someDue }),
  'desk-answers-two-texts': desk({ patients: [twoTexts], due: someDue }),
  'desk-answers-talk': desk({ patients: [answered], current: 1, call: fakeCall() }),
  'desk-unlisted': desk({ unlisted: ['A. B.'], due: someDue }),
  'desk-uncompared': desk({ patients: [stranger, compared], comparison: fakeComparisons.needed }),
  ...Object.fromEntries(
    Object.entries(fakeComparisons).map(([name, comparison]) => [
      `desk-compare-${name}`,
      () => (
        <DeskScene state={{ patients: [stranger], comparison }}>
          <CompareDialog comparison={comparison} who="Gast 8Q2" onClose={() => undefined} />
        </DeskScene>
      ),
    ]),
  ),
  'desk-everybody': desk({ patients: everybody, due: someDue, offline: true }),
  'desk-talk': desk({
    patients: everybody.slice(0, 3),
    current: 1,
    call: fakeCall({ route: { path: 'relayed' } }),
  }),
  'desk-talk-chime': desk({
    patients: everybody.slice(0, 2),
    current: 1,
    call: fakeCall({}),
    day: { choices: { chime: true, notify: true } },
  }),
  'desk-talk-locked': desk({
    patients: [{ ...proven, visit: visit(1, { phase: 'in-session', otherBrowser: true }) }],
    current: 1,
    call: fakeCall({}),
    day: { locked: true, refused: 1 },
  }),
  'desk-talk-exposed': desk({
    patients: [{ ...proven, visit: visit(1, { phase: 'in-session' }), exposed: undecided }],
    current: 1,
    call: fakeCall({}),
  }),
  'desk-talk-not-alone': desk({
    patients: everybody.slice(0, 1),
    current: 1,
    call: fakeCall({}),
    sign: notAlone,
  }),
  'desk-talk-not-alone-overlooked': desk({
    patients: everybody.slice(0, 1),
    current: 1,
    call: fakeCall({ screen: 'us' }),
    sign: notAlone,
  }),
  'desk-talk-only-writing': desk({
    patients: everybody.slice(0, 1),
    current: 1,
    call: fakeCall({ chatOnly: 'them' }),
  }),
  'desk-talk-alarm': desk({
    patients: [
      { ...proven, alarm: { kind: 'fingerprint-differs' }, visit: visit(1, { otherBrowser: true }) },
    ],
    current: 1,
    call: fakeCall({ state: 'failed', route: { fingerprint: 'differs' } }),
  }),
  'desk-talk-gone': desk({
    patients: [{ ...proven, visit: visit(1, { presence: 'gone', phase: 'in-session' }) }],
    current: 1,
    call: fakeCall({ state: 'reconnecting' }),
  }),
  'desk-stopped-other-tab': desk({ stage: { stage: 'stopped', fault: { kind: 'other-tab' } } }),
  'desk-stopped-not-a-clinician': desk({ stage: { stage: 'stopped', fault: { kind: 'not-a-clinician' } } }),
  'desk-stopped-problem': desk({ stage: { stage: 'stopped', fault: { kind: 'problem', code: 'internal' } } }),
};
