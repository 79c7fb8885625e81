/**
 * The patient's way in: reads the link, asks the door, and hands over to the session when the button is pressed.
 * This half is small, so that the door can be used at once; the SDK and its crypto are loaded by `preload`.
 */

import { computed, effect, signal } from '@preact/signals';
import {
  type DoorAnswer,
  deriveLinkKeys,
  type Kind,
  type LinkKeys,
  type LinkSecret,
  type PracticeAnswer,
  readFragment,
} from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { door as askDoor, practice as askPractice } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import { addressChoice } from '../call/address-choice.ts';
import type { CallView } from '../call/call-view.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import { mark, marks } from '../marks.ts';
import { cryptoDatabases, deleteDatabases } from '../storage/databases.ts';
import { everyWindow } from '../storage/leave-together.ts';
import { tryStorage } from '../storage/try-storage.ts';
import { sweepDrafts } from '../storage/visit-draft.ts';
import {
  findLastVisit,
  findVisit,
  findVisitOfTab,
  keepVisit,
  prepareVisit,
  sweepOrphans,
  type VisitKeeper,
} from '../storage/visit-record.ts';
import { openBefore } from './before.ts';
import { missingFeature } from './browser-check.ts';
import type { GuestSession } from './guest-session.ts';
import { nothingYet, type SessionFacts, stageOf } from './guest-stage.ts';
import type { GuestStage, GuestView, StopReason } from './guest-view.ts';
import { nothingHeard } from './heard-desk.ts';
import { leaveQuickly } from './leave-quickly.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';
import { type ExposureReport, reportExposure } from './report-exposure.ts';
import { isFinal, type Stop, stopFor } from './stop-reason.ts';
import { forgetFragment, showFragment, type TakenLink } from './take-fragment.ts';
import { lookAround } from './this-window.ts';
import { visitHold } from './visit-hold.ts';

export interface GuestVisitOptions {
  /** From `takeFragment()`, which ran before everything else. */
  readonly taken: TakenLink;
  /** Shared with the mirror, so that the devices chosen there are the ones used later. */
  readonly media: LocalMedia;
}

interface OpenLink {
  readonly link: LinkSecret;
  readonly keys: LinkKeys;
}

/** Before the session begins: opening, door, or a stop. Then the session's facts decide. */
type Lobby =
  | { readonly stage: 'opening' }
  | { readonly stage: 'door'; readonly door: DoorAnswer }
  | ({ readonly stage: 'stopped' } & Stop)
  /** Left in a hurry before: nothing goes on until a person has pressed the button. */
  | { readonly stage: 'returned' }
  | { readonly stage: 'session' };

/** Begins at once; watch `stage`. */
export function openGuestVisit(options: GuestVisitOptions): GuestView {
  const { media } = options;
  let { taken } = options;
  const practice = signal<PracticeAnswer | undefined>(undefined);
  const lobby = signal<Lobby>({ stage: 'opening' });
  const facts = signal<SessionFacts>(nothingYet);
  const clinicianName = signal('');
  const kind = signal<Kind>('video');
  const online = signal(true);
  const chat = signal<ChatView | undefined>(undefined);
  const heardDesk = signal(nothingHeard);
  const call = signal<CallView | undefined>(undefined);
  const comparison = signal<ComparisonView | undefined>(undefined);
  const stage = computed<GuestStage>(() =>
    lobby.value.stage === 'session' ? stageOf(facts.value) : lobby.value,
  );
  const address = addressChoice(
    computed(() => practice.value?.call.route === 'relay'),
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
  let openLink: OpenLink | undefined;
  let keeper: VisitKeeper | undefined;
  let session: GuestSession | undefined;
  let preloaded: Promise<unknown> | undefined;
  let busy: Promise<void> | undefined;
  let hasLeftQuickly = false;
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
    await session?.stopWhole();
    session = undefined;
    await dropPrepared();
  });
  /** An empty key store that this tab has made ahead of time, and that nobody needs. */
  const dropPrepared = async () => {
    if (keeper?.record.cryptoPrefix !== secrets.cryptoPrefix)
      await deleteDatabases(cryptoDatabases(secrets.cryptoPrefix), 1_000).catch(() => undefined);
  };
  const holdTab = async (id: string) => {
    if (await hold.take(id)) return true;
    stopWith({ kind: 'other-tab' }, true);
    return false;
  };

  const runSession = async (kept: VisitKeeper) => {
    lobby.value = { stage: 'session' };
    facts.value = nothingYet;
    address.recall(kept.record.hidesAddress === true);
    forgetFragment(kept.record.id);
    // Two openings of one new key store at the same time would get in each other's way.
    await preloaded;
    const [{ runGuestSession }, known] = await Promise.all([import('./guest-session.ts'), knowPractice()]);
    // Left meanwhile, or wanted elsewhere: there is nothing to go on with.
    if (keeper !== kept || hasLeftQuickly || isElsewhere) return;
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

  /** From here on the record has what is still needed of the link. Bytes are overwritten; of texts only our hold is let go. */
  const forgetLink = () => {
    if (openLink) {
      const { link, keys } = openLink;
      for (const bytes of [link.secret, keys.redeem, keys.guestKey, keys.clinicianKey]) bytes.fill(0);
    }
    openLink = undefined;
    taken = { fragment: '', pathname: '/j/', visit: keeper?.record.id };
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
    const { exposedPath, ...rest } = taken;
    taken = rest;
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

  const begin = async () => {
    lobby.value = { stage: 'opening' };
    if (taken.pathname !== '/j/') return stopExposed();
    const missing = missingFeature();
    if (missing) return stopWith({ kind: 'browser', missing }, false);
    const reading = taken.fragment === '' ? undefined : await readFragment(taken.fragment, taken.pathname);
    if (reading && !reading.ok) return stopWith({ kind: 'link', fault: reading.fault }, false);
    openLink = reading && { link: reading.link, keys: await deriveLinkKeys(reading.link) };
    keeper = openLink
      ? await findVisit(openLink.keys.id)
      : taken.visit
        ? await findVisitOfTab(taken.visit)
        : await findLastVisit();
    if (keeper) {
      forgetLink();
      if (await holdTab(keeper.record.id)) await comeBack(keeper);
      // Of a window that only stands there nobody learns the link.
      else forgetFragment(keeper.record.id);
      return;
    }
    if (!openLink) return stopWith({ kind: 'link', fault: 'missing' }, false);
    const { id } = openLink.keys;
    const asking = retrying(() => askDoor(id), { tries: 4 });
    const [door, trouble] = await Promise.all([asking, tryStorage(), knowPractice(), before.recall(id)]);
    clinicianName.value = door.clinician.name;
    kind.value = door.kind;
    if (isShut(door)) {
      forgetFragment(undefined);
      void before.forget().catch(() => undefined);
    } else if (trouble) return stopWith({ kind: 'storage', trouble }, true);
    lobby.value = { stage: 'door', door };
  };

  const preload = () => {
    preloaded ??= (async () => {
      const { prefetchVersions, preloadCrypto } = await import('./preload.ts');
      const known = await knowPractice();
      prefetchVersions(known.homeserver.baseUrl);
      await import('./guest-session.ts');
      await sweepDrafts(openLink?.keys.id);
      await sweepOrphans([secrets.cryptoPrefix, ...(keeper ? [keeper.record.cryptoPrefix] : [])]);
      if (openLink && !keeper && !isElsewhere) {
        await hold.take(openLink.keys.id);
        await prepareVisit(openLink.keys.id);
      }
      await preloadCrypto({ prefix: secrets.cryptoPrefix, key: secrets.cryptoKey });
    })().catch(() => {
      // A slow network is no reason to stop anybody: the button loads what is missing.
      preloaded = undefined;
    });
  };

  const visitId = () => keeper?.record.id ?? openLink?.keys.id ?? taken.visit;
  /** The record, where this window may write it: one that has the visit hears of the hurry itself. */
  const ownKeeper = async () => {
    if (hold.isOurs()) return keeper;
    const id = visitId();
    return id !== undefined && (await hold.take(id, markPatienceMs)) ? findVisit(id) : undefined;
  };
  const leaveNow = () => {
    hasLeftQuickly = true;
    const screen = call.peek()?.screen;
    void leaveQuickly({ practice: practice.peek(), media, screen, before, keeper: ownKeeper, session });
  };
  const windows = everyWindow((left) => {
    if (left === visitId()) leaveNow();
  });

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
    online,
    chat,
    heardDesk,
    call,
    address,
    comparison,
    before: before.view,
    exposure,
    window: lookAround(navigator, () => {
      if (taken.fragment === '') return undefined;
      showFragment();
      return `${location.origin}/j/${taken.fragment}`;
    }),
    preload,
    enter: (name) =>
      alone(async () => {
        if (lobby.value.stage !== 'door' || !openLink) return;
        mark(marks.enter);
        lobby.value = { stage: 'session' };
        facts.value = nothingYet;
        if (!(await holdTab(openLink.keys.id)) || hasLeftQuickly || isElsewhere) return;
        const hidesAddress = address.hidden.peek() === 'by-wish' ? { hidesAddress: true } : {};
        const record = beginRecord(secrets, openLink.link, openLink.keys, name);
        const given = before.given();
        const answers = given ? { answers: { seq: 1, given } } : {};
        keeper = await keepVisit({ ...record, ...hidesAddress, ...answers });
        // Not waited for: whatever is left of it is old by the next page.
        void before.forget().catch(() => undefined);
        forgetLink();
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
        const id = keeper?.record.id ?? openLink?.keys.id;
        if (id !== undefined && !(await hold.takeOver(id)))
          return stopWith({ kind: 'other-tab', isSilent: true }, true);
        await dropPrepared();
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
    giveSign: () => session?.giveSign(),
    leaveQuickly: () => {
      const id = visitId();
      if (id !== undefined) windows.tell(id);
      leaveNow();
    },
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

/** For a lock that nobody has any more: the page that is being left waits for no other window. */
const markPatienceMs = 100;

/** The link will never open this door again: there is no reason to keep it for a reload. */
function isShut({ state }: DoorAnswer): boolean {
  return state === 'too-late' || state === 'cancelled' || state === 'exposed' || state === 'ended';
}
