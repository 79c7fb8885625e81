/** The clinician's way in: account, keys, and then the desk. */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { PracticeAnswer, VisitId } from '@sprechzimmer/protocol';
import { practice as askPractice } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import { settledWithin } from '../api/settled-within.ts';
import { addressChoice } from '../call/address-choice.ts';
import type { CallView } from '../call/call-view.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import type { SilentSign } from '../crypto/signs.ts';
import { type DeskKeeper, openDeskKeeper } from '../storage/desk-record.ts';
import { noChoices } from '../storage/own-choices.ts';
import { deskDay } from './desk-day.ts';
import type { DeskFault, DeskPatient, DeskStage, DeskView, DueInvitation } from './desk-view.ts';
import type { ExposedLink } from './exposed-links.ts';
import { faultOf, isAskingToSignIn } from './fault-of.ts';
import { oneTab } from './one-tab.ts';
import type { RunningDesk } from './running-desk.ts';
import type { SignedInDesk } from './signed-in.ts';

/** Signing out waits no longer for servers: this browser is wiped whatever they do. */
const logOutPatienceMs = 2_000;

export interface DeskOptions {
  readonly media: LocalMedia;
}

/** Begins at once; watch `stage`. */
export function openDesk({ media }: DeskOptions): DeskView {
  const stage = signal<DeskStage>({ stage: 'opening' });
  const practice = signal<PracticeAnswer | undefined>(undefined);
  const clinicianName = signal('');
  const patients = signal<readonly DeskPatient[]>([]);
  const unlisted = signal<readonly string[]>([]);
  const due = signal<readonly DueInvitation[]>([]);
  const exposed = signal<readonly ExposedLink[]>([]);
  const current = signal<VisitId | undefined>(undefined);
  const call = signal<CallView | undefined>(undefined);
  const apiReachable = signal(true);
  const homeserverReachable = signal(true);
  let keeper: DeskKeeper | undefined;
  let signedIn: SignedInDesk | undefined;
  /** The same as a signal, for what comes from other devices. */
  const checked = signal<SignedInDesk | undefined>(undefined);
  const running = signal<RunningDesk | undefined>(undefined);
  let starting: Promise<RunningDesk> | undefined;
  let startedOver = false;

  const address = addressChoice(
    computed(() => practice.value?.call),
    async (hides) => keeper?.keepHidesAddress(hides),
  );
  const day = deskDay(current, async (choices) => keeper?.keepChoices(choices));
  const kept = (): DeskKeeper => {
    if (!keeper) throw new Error('the desk is not open yet');
    return keeper;
  };

  const knowPractice = async () => {
    practice.value ??= await retrying(askPractice, {
      tries: 6,
      onReachable: (is) => {
        apiReachable.value = is;
      },
    });
    return practice.value;
  };

  /** With the account known: client, session, keys. */
  const bringUp = async (device: 'new' | 'kept') => {
    const { bringUpDesk } = await import('./signed-in.ts');
    const up = await bringUpDesk({
      keeper: kept(),
      practice: await knowPractice(),
      homeserverReachable,
      device,
    });
    signedIn = up;
    checked.value = up;
    clinicianName.value = up.session.about.name;
    up.onKeysReplaced(() => {
      // Behind the recovery key that is being written down the desk is up already.
      const runs = stage.value.stage === 'ready' || stage.value.stage === 'new-keys';
      if (signedIn === up && runs) lock().catch((error: unknown) => void halt(faultOf(error)));
    });
    up.onStorageChanged(() => void lookForRecoveryKey(up).catch(() => undefined));
    up.onLoggedOut(() => {
      if (signedIn === up) void halt({ kind: 'session-ended' });
    });
    await showKeys();
  };

  /** Nothing goes on under an identity that is no longer the account's. */
  const lock = async () => {
    await stopAll();
    await bringUp('kept');
    const locked = stage.value;
    if (locked.stage === 'unlock') stage.value = { ...locked, fault: { kind: 'keys-replaced' } };
  };

  const showKeys = async () => {
    if (!signedIn) return;
    const state = await signedIn.keys();
    if (state === 'locked') return showUnlock();
    await goOn(state === 'none' ? await signedIn.setUp() : kept().account?.newRecoveryKey);
  };

  /** The keys are here. A new recovery key is shown before anything else. */
  const goOn = async (recoveryKey: string | undefined) => {
    if (recoveryKey === undefined) return goReady();
    stage.value = { stage: 'new-keys', recoveryKey };
    // While the recovery key is being written down, the desk already gets up behind it.
    void start().catch(() => undefined);
  };

  /** Another device makes new keys: the identity comes a moment before what its recovery key opens. */
  const lookForRecoveryKey = async (up: SignedInDesk) => {
    const recoveryKey = await up.hasRecoveryKey();
    const shown = stage.value;
    if (signedIn === up && shown.stage === 'unlock' && recoveryKey) stage.value = { ...shown, recoveryKey };
  };

  const showUnlock = async (fault?: DeskFault) => {
    if (!signedIn) return;
    const recoveryKey = await signedIn.hasRecoveryKey();
    stage.value = { stage: 'unlock', recoveryKey, ...(fault ? { fault } : {}) };
  };

  /** Another device has recognised this one: what it sends opens the desk. */
  const receiveKeys = async (up: SignedInDesk) => {
    stage.value = { stage: 'receiving-keys' };
    try {
      const recoveryKey = await up.receiveKeys();
      await up.checks.dismiss();
      await goOn(recoveryKey);
    } catch (error) {
      await up.checks.dismiss();
      if (signedIn === up) await showUnlock(faultOf(error));
    }
  };
  effect(() => {
    const up = checked.value;
    const isDone = up?.checks.current.value?.state.value.step === 'done';
    if (up && isDone && stage.peek().stage === 'unlock') void untracked(() => receiveKeys(up));
  });

  const start = () => {
    starting ??= (async () => {
      const up = signedIn;
      if (!up) throw new Error('nobody is signed in');
      const [{ runDesk }, material] = await Promise.all([import('./desk-session.ts'), up.material()]);
      const desk = await runDesk({
        open: up.open,
        channel: up.channel,
        session: up.session,
        keeper: kept(),
        practice: await knowPractice(),
        askPractice: () => retrying(askPractice, { tries: 4 }),
        media,
        relayOnly: address.relayOnly,
        ...material,
        startedOver,
        publicUrl: location.origin,
        patients,
        unlisted,
        due,
        exposed,
        day,
        current,
        call,
        apiReachable,
        onLost: (problem) => {
          if (signedIn === up) void halt(faultOf(problem));
        },
      });
      if (signedIn !== up) {
        await desk.stop();
        throw new Error('the desk was stopped while it was being opened');
      }
      running.value = desk;
      return desk;
    })().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  const goReady = async () => {
    stage.value = { stage: 'ready' };
    await retrying(start, { tries: 6 });
  };

  /** Nothing is sent, shown or captured any more. */
  const stopAll = async () => {
    const [desk, up] = [running.value, signedIn];
    running.value = undefined;
    starting = undefined;
    signedIn = undefined;
    checked.value = undefined;
    await desk?.stop().catch(() => undefined);
    await up?.stop();
    patients.value = [];
    unlisted.value = [];
    due.value = [];
    exposed.value = [];
    day.forget();
    current.value = undefined;
    call.value = undefined;
  };

  /**
   * Stops on the servers' word. Their word deletes nothing: keys, proofs and a recovery key that is not confirmed yet
   * stay, and signing in again goes on with them.
   */
  const halt = async (fault: DeskFault) => {
    await stopAll();
    stage.value = isAskingToSignIn(fault)
      ? { stage: 'signed-out', fault, ...keptFor() }
      : { stage: 'stopped', fault };
  };

  const keptFor = () => {
    const userId = keeper?.account?.userId;
    return userId === undefined ? {} : { keptFor: userId };
  };

  const tab = oneTab('sprechzimmer-desk', {
    async giveWay() {
      // A conversation stays where it is, and so does whatever is half done.
      if (current.value !== undefined || !givesWay.includes(stage.value.stage)) return false;
      await stopAll();
      stage.value = { stage: 'stopped', fault: { kind: 'other-tab' } };
      return true;
    },
    onGiven: () => void begin().catch((error: unknown) => void halt(faultOf(error))),
  });

  const begin = async () => {
    await tab.hold(() => {
      stage.value = { stage: 'stopped', fault: { kind: 'other-tab' } };
    });
    stage.value = { stage: 'opening' };
    keeper = await openDeskKeeper();
    address.recall(keeper.hidesAddress);
    day.choices.recall(keeper.choices);
    if (!keeper.account) {
      await knowPractice().catch(() => undefined);
      stage.value = { stage: 'signed-out' };
      return;
    }
    await bringUp('kept');
  };

  begin().catch((error: unknown) => void halt(faultOf(error)));

  const desk = async (): Promise<RunningDesk> => running.value ?? start();

  return {
    stage,
    clinicianName,
    practiceName: computed(() => practice.value?.name ?? ''),
    practice,
    online: computed(() => apiReachable.value && homeserverReachable.value),
    full: computed(() => checked.value?.open.keeping?.full.value === true),
    patients,
    unlisted,
    due,
    exposed,
    day,
    preparedTexts: computed(() => practice.value?.waitingRoom?.messages ?? []),
    current,
    call,
    address,
    deviceCheck: computed(() => checked.value?.checks.current.value),
    takeOver: tab.ask,
    chatOf: (visit): ReadonlySignal<ChatView | undefined> =>
      computed(() => running.value?.chatOf(visit).value),
    signOf: (visit): ReadonlySignal<SilentSign | undefined> =>
      computed(() => running.value?.signOf(visit).value),
    comparisonOf: (visit): ReadonlySignal<ComparisonView | undefined> =>
      computed(() => running.value?.comparisonOf(visit).value),

    async signIn(user, password) {
      stage.value = { stage: 'signing-in' };
      let device: 'new' | 'kept' = 'kept';
      try {
        const { homeserver } = await knowPractice();
        const { isNameOf, signIn } = await import('./sign-in.ts');
        const before = kept().account;
        const again = before && isNameOf(user, before.userId) ? before : undefined;
        const account = await signIn(homeserver.baseUrl, user, password, again);
        if (!again) {
          device = 'new';
          // What was kept belonged to another account.
          await kept().wipe();
          address.recall(false);
          day.choices.recall(noChoices);
        }
        await kept().keepAccount(account);
        await bringUp(device);
      } catch (error) {
        // A device that got no further than its sign-in has nothing to lose.
        if (device === 'new' && !signedIn) await kept().wipe();
        await stopAll();
        stage.value = { stage: 'signed-out', fault: faultOf(error), ...keptFor() };
      }
    },
    async confirmNewKeys() {
      const { account } = kept();
      if (!account) return;
      const { newRecoveryKey: _, ...rest } = account;
      await kept().keepAccount(rest);
      await goReady();
    },
    async unlock(recoveryKey) {
      if (!signedIn) return;
      try {
        await signedIn.unlock(recoveryKey);
      } catch (error) {
        return showUnlock(faultOf(error));
      }
      await goReady();
    },
    async askOtherDevice() {
      await signedIn?.checks.ask();
    },
    async dismissDeviceCheck() {
      await signedIn?.checks.dismiss();
    },
    async startOver(password) {
      if (!signedIn) return;
      try {
        const recoveryKey = await signedIn.startOver(password);
        startedOver = true;
        await goOn(recoveryKey);
      } catch (error) {
        await showUnlock(faultOf(error));
      }
    },
    async signOut() {
      const up = signedIn;
      await stopAll();
      if (up) await settledWithin(up.logOut(), logOutPatienceMs);
      await kept().wipe();
      address.recall(false);
      day.choices.recall(noChoices);
      stage.value = { stage: 'signed-out' };
    },

    invite: async (appointment) => (await desk()).invite(appointment),
    linkAgain: async (id) => (await desk()).linkAgain(id),
    sendAnew: async (id, label, when) => (await desk()).sendAnew(id, label, when),
    plannedFor: (invitation) =>
      running.peek()?.plannedFor(invitation) ?? { startsMs: invitation.notBefore * 1000, minutes: 50 },
    cancel: async (id) => (await desk()).cancel(id),
    prepare: (visit) => running.value?.prepare(visit),
    notYet: (visit) => running.value?.notYet(visit),
    admit: async (visit) => (await desk()).admit(visit),
    sendBack: async (visit) => (await desk()).sendBack(visit),
    goOn: async (visit) => (await desk()).goOn(visit),
    decline: async (visit) => (await desk()).decline(visit),
    end: async (visit, next) => (await desk()).end(visit, next),
    askAgain: async (visit) => (await desk()).askAgain(visit),
    decideOther: async (visit, decision) => (await desk()).decideOther(visit, decision),
  };
}

/** Where another tab of this browser may take the desk over. */
const givesWay: readonly DeskStage['stage'][] = ['ready', 'stopped', 'signed-out', 'unlock'];
