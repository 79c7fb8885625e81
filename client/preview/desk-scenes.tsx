/** Every state of the desk. */

import { InvitationIdSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { ChoicesPage } from '../src/ui/desk/choices-page.tsx';
import { CompareDialog } from '../src/ui/desk/compare-dialog.tsx';
import { KeysDialog } from '../src/ui/desk/desk-keys.tsx';
import { LaterDialog } from '../src/ui/desk/later.tsx';
import { StartOver } from '../src/ui/desk/start-over.tsx';
import { KnownLost } from '../src/ui/trouble/line-lost.ts';
import { noteCall } from './calls.ts';
import { checkScenes, unlocking } from './check-scenes.tsx';
import {
  aDay,
  afterNewKeys,
  answered,
  compared,
  everybody,
  hurried,
  lacking,
  leftForGood,
  proven,
  someDue,
  stranger,
  twoTexts,
  undecided,
  visit,
} from './desk-people.ts';
import { DeskScene, desk } from './desk-scene.tsx';
import { fakeChat, saidLater } from './fake-chat.ts';
import { fakeComparisons } from './fake-comparison.ts';
import { fakeDesk, invitation, visitId } from './fake-desk.ts';
import { fakeCall } from './fake-media.ts';
import type { Scenes } from './patient-scenes.tsx';

const notAlone = { atMs: new Date(2026, 10, 23, 10, 31).getTime() };

const recoveryKey = 'EsTC LWJh 6jXB vGVS 4XjH sPGk 3Aqg nPTM 8QdD 2rzk 7SeF 1mNo';

const noteBack = () => noteCall('back');

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
          guestName: 'Guest 9XT',
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
  'desk-waiting-left': desk({ patients: [leftForGood], due: someDue }),
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
  'desk-waiting-full': desk({
    patients: [proven, { ...compared, theirsIsFull: true }],
    due: someDue,
    full: true,
  }),
  'desk-talk-full': desk({
    patients: [{ ...proven, theirsIsFull: true }],
    current: 1,
    call: fakeCall(),
    full: true,
  }),
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
  'desk-talk-not-alone-mistaken': desk({
    patients: everybody.slice(0, 1),
    current: 1,
    call: fakeCall({}),
    sign: { ...notAlone, mistakenAtMs: notAlone.atMs + 4_000 },
  }),
  'desk-talk-not-alone-gone': desk({
    patients: [{ ...answered, visit: visit(1, { presence: 'gone', phase: 'in-session' }) }],
    current: 1,
    call: fakeCall({ state: 'reconnecting' }),
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
    patients: [{ ...answered, visit: visit(1, { presence: 'gone', phase: 'in-session' }) }],
    current: 1,
    call: fakeCall({ state: 'reconnecting' }),
  }),
  'desk-talk-line-lost': () => (
    <KnownLost.Provider value={true}>
      {desk({
        patients: [{ ...answered, visit: visit(1, { phase: 'in-session' }) }],
        current: 1,
        call: fakeCall({ state: 'reconnecting' }),
      })()}
    </KnownLost.Provider>
  ),
  'desk-stopped-other-tab': desk({ stage: { stage: 'stopped', fault: { kind: 'other-tab' } } }),
  'desk-stopped-not-a-clinician': desk({ stage: { stage: 'stopped', fault: { kind: 'not-a-clinician' } } }),
  'desk-stopped-problem': desk({ stage: { stage: 'stopped', fault: { kind: 'problem', code: 'internal' } } }),
};
