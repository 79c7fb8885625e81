/** A desk that does nothing but note what it is asked for. */

import { type Signal, signal } from '@preact/signals';
import { InvitationSchema, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { CallView } from '../src/call/call-view.ts';
import type { ChatView } from '../src/crypto/chat-view.ts';
import type { ComparisonView } from '../src/crypto/comparison-view.ts';
import type { DeviceCheck } from '../src/crypto/device-check.ts';
import type { SilentSign } from '../src/crypto/signs.ts';
import type { DeskPatient, DeskStage, DeskView, DueInvitation, NewLink } from '../src/desk/desk-view.ts';
import type { ExposedLink } from '../src/desk/exposed-links.ts';
import { handOver, noteCall } from './calls.ts';
import { fakeAddress } from './fake-address.ts';
import { fakeChat, someMessages } from './fake-chat.ts';
import { type FakeDay, fakeDay } from './fake-day.ts';

export const minuteMs = 60_000;

export const nowMs = Date.now();

export interface FakeDesk {
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
  /** This device has no room left. */
  readonly full?: boolean;
  readonly comparison?: ComparisonView;
  /** The patient has told silently that they are not alone. */
  readonly sign?: Omit<SilentSign, 'dismiss'>;
  /** Signing in is refused. */
  readonly failing?: boolean;
}

export function fakeDesk(state: FakeDesk): DeskView {
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
    full: signal(state.full ?? false),
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
    sendAnew: async (_id, label, when) => {
      noteCall('sendAnew', when ? new Date(when.startsAt * 1000).toISOString() : 'same', when?.minutes ?? '');
      return { ...link, label };
    },
    plannedFor: ({ notBefore }) => ({ startsMs: notBefore * 1000, minutes: 50 }),
    signOut: async () => noteCall('signOut'),
    invite: async ({ label, kind, startsAt, minutes }) => ({
      ...link,
      label,
      kind,
      startsAt,
      notBefore: startsAt - 1800,
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

export function visitId(number: number) {
  return v.parse(VisitIdSchema, String(number).padStart(22, '0'));
}

export const invitation = v.parse(InvitationSchema, {
  id: '0'.repeat(32),
  guestName: 'Guest 4KM',
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
  startsAt: invitation.notBefore + 1800,
  notBefore: invitation.notBefore,
  notAfter: invitation.notAfter,
};
