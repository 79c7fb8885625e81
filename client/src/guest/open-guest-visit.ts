/**
 * The patient's way in: reads the link, asks the door, and hands over to the session when the button is pressed.
 * This half is small, so that the door can be used at once; the SDK and its crypto are loaded by `preload`.
 */

import { computed, effect, signal } from '@preact/signals';
import type { DoorAnswer, Kind, PracticeAnswer } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { door as askDoor, practice as askPractice } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import { addressChoice } from '../call/address-choice.ts';
import type { CallView } from '../call/call-view.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import { mark, marks } from '../marks.ts';
import { tryStorage } from '../storage/try-storage.ts';
import {
  findLastVisit,
  findVisit,
  findVisitOfTab,
  keepVisit,
  type VisitKeeper,
} from '../storage/visit-record.ts';
import { openBefore } from './before.ts';
import { type Beginning, beginningOf } from './beginning.ts';
import { missingFeature } from './browser-check.ts';
import type { GuestSession } from './guest-session.ts';
import { type Lobby, nothingYet, type SessionFacts, stageOf } from './guest-stage.ts';
import type { GuestStage, GuestView, StopReason } from './guest-view.ts';
import { nothingHeard } from './heard-desk.ts';
import { hurry } from './hurry.ts';
import { keptQuiet } from './kept-quiet.ts';
import { linkInHand } from './link-in-hand.ts';
import { madeAhead } from './made-ahead.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';
import { ownSign } from './own-sign.ts';
import { type ExposureReport, reportExposure } from './report-exposure.ts';
import { isFinal, stopFor } from './stop-reason.ts';
import { forgetFragment, type TakenLink } from './take-fragment.ts';
import { talkedBefore } from './talked-before.ts';
import { lookAround } from './this-window.ts';
import { visitHold } from './visit-hold.ts';
import { waitsSince } from './waits-since.ts';

export interface GuestVisitOptions {
  /** From `takeFragment()`, which ran before everything else. */
  readonly taken: TakenLink;
  /** Shared with the mirror, so that the devices chosen there are the ones used later. */
  readonly media: LocalMedia;
}

/** Begins at once; watch `stage`. */
export function openGuestVisit(options: GuestVisitOptions): GuestView {
  const { media } = options;
  const link = linkInHand(options.taken);
  const practice = signal<PracticeAnswer | undefined>(undefined);
  const lobby = signal<Lobby>({ stage: 'opening' });
  const facts = signal<SessionFacts>(nothingYet);
  const clinicianName = signal('');
  const kind = signal<Kind>('video');
  const online = signal(true);
  const full = signal(false);
  const chat = signal<ChatView | undefined>(undefined);
  const heardDesk = signal(nothingHeard);
  const begins = signal<Beginning | undefined>(undefined);
  const call = signal<CallView | undefined>(undefined);
  const comparison = signal<ComparisonView | undefined>(undefined);
  const stage = computed<GuestStage>(() =>
    lobby.value.stage === 'session' ? stageOf(facts.value) : lobby.value,
  );
  const address = addressChoice(
    computed(() => practice.value?.call),
    async (hidesAddress) => keeper?.change({ hidesAddress: hidesAddress || undefined }),
  );
  const before = openBefore({
    practice,
    askAnew: async () => {
      practice.value = await retrying(askPractice, { tries: 4 });
    },
  });
  const exposure = signal<ExposureReport | undefined>(undefined);
  const secrets = makeVisitSecrets();
  let keeper: VisitKeeper | undefined;
  const quiet = keptQuiet(media, () => keeper);
  /** The first writing of the record, from the press of *Enter* on. */
  let keeping: Promise<VisitKeeper> | undefined;
  let session: GuestSession | undefined;
  let busy: Promise<void> | undefined;
  /** From then on and for good, also while another tab has the visit. */
  let isInRecord = false;
  /** Another tab has the visit. */
  let isElsewhere = false;
  let isHalfLoaded = false;

  const stopWith = (reason: StopReason, canRetry: boolean) => {
    lobby.value = { stage: 'stopped', reason, canRetry };
    // Whatever the reason: the screen says how to reach the practice.
    if (!practice.peek()) void knowPractice().catch(() => undefined);
  };

  const stopAfter = (error: unknown) => {
    // Whatever was still under way here when the visit went to another tab.
    if (isElsewhere) return;
    if (error instanceof ApiProblem && isFinal(error)) forgetFragment(undefined);
    // A part of the page that once did not come is not asked for again before the page is.
    isHalfLoaded = error instanceof TypeError;
    const { reason, canRetry } = stopFor(error, navigator.onLine);
    stopWith(reason, canRetry);
  };

  /** One thing at a time: a second press of a button joins the first. */
  const alone = (act: () => Promise<void>) => {
    busy ??= act()
      .catch(stopAfter)
      .finally(() => {
        busy = undefined;
      });
    return busy;
  };

  const knowPractice = async () => {
    practice.value ??= await retrying(askPractice, {
      tries: 4,
      onReachable: (is) => {
        online.value = is;
      },
    });
    return practice.value;
  };

  /** This visit, in this tab alone: taken while the patient looks at their own picture, kept until the end. */
  const hold = visitHold(async () => {
    isElsewhere = true;
    stopWith({ kind: 'taken-over' }, false);
    media.release();
    await session?.stop();
    // Whatever was under way ends here, and what it writes is found by the other tab.
    await busy;
    const given = keeper;
    await session?.stopWhole();
    session = undefined;
    // The other tab writes the record now; whatever is pressed here changes nothing of it.
    if (keeper === given) keeper = undefined;
    await ahead.drop();
  });
  const holdTab = async (id: string) => {
    if (await hold.take(id)) return true;
    stopWith({ kind: 'other-tab' }, true);
    return false;
  };

  const ahead = madeAhead({
    secrets,
    knowPractice,
    hold,
    id: () => link.opened()?.keys.id,
    keeper: () => keeper,
    isElsewhere: () => isElsewhere,
    isInRecord: () => isInRecord,
  });
  const visitId = () => keeper?.record.id ?? link.opened()?.keys.id ?? link.visitOfTab();
  const exit = hurry({
    hold,
    visitId,
    keeper: () => keeper ?? keeping,
    leaving: () => ({ practice: practice.peek(), media, screen: call.peek()?.screen, before, session }),
  });

  const runSession = async (kept: VisitKeeper) => {
    lobby.value = { stage: 'session' };
    facts.value = nothingYet;
    begins.value = kept.record.begins;
    address.recall(kept.record.hidesAddress === true);
    quiet.recall(kept);
    forgetFragment(kept.record.id);
    // Two openings of one new key store at the same time would get in each other's way.
    await ahead.settled();
    const [{ runGuestSession }, known] = await Promise.all([import('./guest-session.ts'), knowPractice()]);
    // Left meanwhile, or wanted elsewhere: there is nothing to go on with.
    if (keeper !== kept || exit.hasLeft() || isElsewhere) return;
    session = runGuestSession({
      keeper: kept,
      practice: known,
      media,
      relayOnly: address.relayOnly,
      facts,
      chat,
      heardDesk,
      call,
      comparison,
      online,
      full,
      onAsk: before.onAsk,
      onAppointment: (appointment) => {
        clinicianName.value = appointment.clinician.name;
        kind.value = appointment.kind;
      },
    });
    before.attach(kept, async () => session?.tellAnswers());
    try {
      await session.arrived;
    } catch (error) {
      session = undefined;
      if (error instanceof ApiProblem && isFinal(error)) await forget();
      throw error;
    }
  };

  /** Nothing of this visit is left in this browser. */
  const forget = async () => {
    const kept = keeper;
    keeper = undefined;
    await Promise.all([kept?.wipe(), before.forget()]);
    forgetFragment(undefined);
    hold.release();
  };

  /** Whatever this browser can do: this link is never used, and the practice has to know. */
  const stopExposed = () => {
    const exposedPath = link.takeExposedPath();
    if (exposedPath !== undefined) void reportExposure(exposedPath, exposure);
    stopWith({ kind: 'link', fault: 'exposed' }, false);
  };

  /** Somebody who has left in a hurry is asked whether it may go on, and nothing goes on before. */
  const comeBack = async (kept: VisitKeeper) => {
    if (kept.record.leftQuicklyAtMs === undefined) return runSession(kept);
    await knowPractice();
    clinicianName.value = kept.record.visit?.clinician.name ?? '';
    // The link stays with this entry until the button is pressed: without it a reload would find nothing.
    lobby.value = { stage: 'returned' };
  };

  /** By the link; without one as this tab knows it, or this browser. */
  const findKept = () => {
    const id = link.opened()?.keys.id;
    if (id !== undefined) return findVisit(id);
    const ofTab = link.visitOfTab();
    return ofTab ? findVisitOfTab(ofTab) : findLastVisit();
  };

  const begin = async () => {
    lobby.value = { stage: 'opening' };
    if (link.isExposed()) return stopExposed();
    const missing = missingFeature();
    if (missing) return stopWith({ kind: 'browser', missing }, false);
    const fault = await link.open();
    if (fault) return stopWith({ kind: 'link', fault }, false);
    keeper = await findKept();
    if (keeper) {
      link.forget(keeper.record.id);
      if (await holdTab(keeper.record.id)) await comeBack(keeper);
      // Of a window that only stands there nobody learns the link.
      else forgetFragment(keeper.record.id);
      return;
    }
    const id = link.opened()?.keys.id;
    if (id === undefined) return stopWith({ kind: 'link', fault: 'missing' }, false);
    const asking = retrying(() => askDoor(id), { tries: 4 });
    const [door, trouble] = await Promise.all([asking, tryStorage(), knowPractice(), before.recall(id)]);
    clinicianName.value = door.clinician.name;
    kind.value = door.kind;
    begins.value = beginningOf(door, Date.now());
    if (isShut(door)) {
      forgetFragment(undefined);
      void before.forget().catch(() => undefined);
    } else if (trouble) return stopWith({ kind: 'storage', trouble }, true);
    lobby.value = { stage: 'door', door };
  };

  // The end is also the end of this tab's hold on the visit.
  effect(() => {
    if (stage.value.stage !== 'ended') return;
    forgetFragment(undefined);
    hold.release();
  });

  void alone(begin);

  return {
    practice,
    stage,
    clinicianName,
    kind,
    begins,
    online,
    full,
    waitsSince: waitsSince(stage, () => keeper),
    talked: talkedBefore(stage, chat, () => keeper),
    chat,
    heardDesk,
    call,
    address,
    comparison,
    before: before.view,
    exposure,
    window: lookAround(navigator, link.handOn),
    preload: ahead.begin,
    enter: (name) =>
      alone(async () => {
        const opened = link.opened();
        if (lobby.value.stage !== 'door' || !opened) return;
        mark(marks.enter);
        lobby.value = { stage: 'session' };
        facts.value = nothingYet;
        if (!(await holdTab(opened.keys.id)) || exit.hasLeft() || isElsewhere) return;
        const hidesAddress = address.hidden.peek() === 'by-wish' ? { hidesAddress: true } : {};
        const record = { ...beginRecord(secrets, opened.link, opened.keys, name), begins: begins.peek() };
        const given = before.given();
        const answers = given ? { answers: { seq: 1, given } } : {};
        isInRecord = true;
        keeping = keepVisit({ ...record, ...hidesAddress, ...quiet.inRecord(), ...answers });
        keeper = await keeping.finally(() => {
          keeping = undefined;
        });
        // Not waited for: whatever is left of it is old by the next page.
        void before.forget().catch(() => undefined);
        link.forget(keeper.record.id);
        await runSession(keeper);
      }),
    retry: () =>
      alone(async () => {
        if (isHalfLoaded) return location.reload();
        await session?.stop();
        session = undefined;
        // Another window may have written since: the record is read anew.
        if (!hold.isOurs()) keeper = undefined;
        if (!keeper) return begin();
        // Whoever has come back after a hurry is asked first; the button there leads here.
        if (lobby.value.stage !== 'returned') return comeBack(keeper);
        await keeper.change({ onlyByLink: undefined });
        await runSession(keeper);
      }),
    goOnHere: () =>
      alone(async () => {
        const id = visitId();
        if (id !== undefined && !(await hold.takeOver(id)))
          return stopWith({ kind: 'other-tab', isSilent: true }, true);
        await ahead.drop();
        isElsewhere = false;
        before.recallAnew();
        // As the other tab has left it.
        keeper = undefined;
        await begin();
      }),
    isBack: () =>
      askPractice().then(
        () => true,
        () => false,
      ),
    sign: ownSign(() => session?.sign()),
    leaveQuickly: exit.leave,
    leave: async () => {
      await keeper?.bury().catch(() => undefined);
      if (session) await session.leave();
      else {
        facts.value = { ...facts.value, ended: 'left' };
        lobby.value = { stage: 'session' };
        await forget();
      }
      hold.release();
    },
  };
}

/** The link will never open this door again: there is no reason to keep it for a reload. */
function isShut({ state }: DoorAnswer): boolean {
  return state === 'too-late' || state === 'cancelled' || state === 'exposed' || state === 'ended';
}
