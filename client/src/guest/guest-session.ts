/**
 * A guest's visit from the button to the end: the heavy half of `openGuestVisit`, loaded while the patient looks
 * at their own picture. It owns the Matrix client, the room, the lease and the record, and ends them together.
 */

import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type DoorContent, fromBase64, type PracticeAnswer, type VisitAnswer } from '@sprechzimmer/protocol';
import { ClientEvent, HttpApiEvent, SyncState } from 'matrix-js-sdk';
import { ApiProblem } from '../api/call-api.ts';
import { follow } from '../api/follow.ts';
import { lease, visit } from '../api/public-api.ts';
import { isPassing, retrying } from '../api/retry.ts';
import { settledWithin } from '../api/settled-within.ts';
import { unlessAborted } from '../api/unless-aborted.ts';
import type { CallView } from '../call/call-view.ts';
import type { LocalMedia } from '../call/media.ts';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import { MasterKeyDiffers, masterKeyOf } from '../crypto/identity.ts';
import { type OpenClient, openClient } from '../crypto/open-client.ts';
import { publishIdentity } from '../crypto/publish-identity.ts';
import { isLasting } from '../crypto/roster-view.ts';
import type { SignGiver } from '../crypto/signs.ts';
import { mark, marks } from '../marks.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { type Arrival, arrive } from './arrive.ts';
import { type EndReason, nothingYet, type SessionFacts } from './guest-stage.ts';
import type { HeardDesk } from './heard-desk.ts';
import { keepLease } from './leases.ts';
import { namedRoom, nextRoom } from './named-room.ts';
import { stayInRoom } from './room-stay.ts';
import type { RoomStay } from './stay.ts';
import { stopFor } from './stop-reason.ts';
import { watchRoom } from './watch-room.ts';
import { endFor, endOf } from './why-ended.ts';

export interface GuestHost {
  readonly keeper: VisitKeeper;
  readonly practice: PracticeAnswer;
  readonly media: LocalMedia;
  /** Nothing but a relay may be used: the patient's wish, or the practice's rule. */
  readonly relayOnly: ReadonlySignal<boolean>;
  readonly facts: Signal<SessionFacts>;
  readonly chat: Signal<ChatView | undefined>;
  readonly heardDesk: Signal<HeardDesk>;
  readonly call: Signal<CallView | undefined>;
  readonly comparison: Signal<ComparisonView | undefined>;
  readonly online: Signal<boolean>;
  /** The key store of this visit is full. */
  readonly full: Signal<boolean>;
  readonly onAppointment: (appointment: Arrival['appointment']) => void;
  /** The clinician asks for answers once more. */
  readonly onAsk: () => void;
}

/** There from the first moment: whoever wants to leave waits for no server. */
export interface GuestSession {
  /**
   * Resolves in the waiting room, or when the visit was over before.
   * @throws ApiProblem, Unreachable, MasterKeyDiffers when the patient could not get as far as the waiting room
   */
  readonly arrived: Promise<void>;
  /** What the record holds of answers goes to the clinician's devices. */
  tellAnswers(): Promise<void>;
  /** The silent sign; undefined where there is nobody to give it to yet. */
  sign(): SignGiver | undefined;
  /** Tells the clinician's devices that the page is being left in a hurry. */
  sayLeft(): Promise<void>;
  /** For good, wanted by the patient: tells the server, wipes this browser. */
  leave(): Promise<void>;
  /** Stops without wiping: the same visit can be resumed. */
  stop(): Promise<void>;
  /** The same, and nothing uses the key store any more: another window may open it. As long as that takes. */
  stopWhole(): Promise<void>;
  /** The same for a page that is being left: the server hears that nobody is there. */
  vanish(): Promise<void>;
}

const firstLeaseSeconds = 30;
const logoutPatienceMs = 2_000;
/** So long the connection stays for a last word that the homeserver does not take. */
const goodbyePatienceMs = 2_000;

/** Runs until the visit has ended. */
export function runGuestSession(host: GuestHost): GuestSession {
  const { keeper, practice, facts } = host;
  const ending = new AbortController();
  const answer = signal<VisitAnswer | undefined>(undefined);
  const reachable = { api: signal(true), homeserver: signal(true) };
  const cleanUp: (() => void)[] = [];
  let opening: Promise<OpenClient> | undefined;
  let stay: RoomStay | undefined;
  let finished: Promise<void> | undefined;

  const know = (part: Partial<SessionFacts>) => {
    facts.value = { ...facts.peek(), ...part };
  };

  /** Nothing is sent, shown or captured any more; the homeserver can still be told. */
  const fallSilent = async () => {
    ending.abort();
    for (const undo of cleanUp.splice(0)) undo();
    host.media.release();
    await stay?.close().catch(() => undefined);
  };

  /** However late it is up, it does not stay. */
  const stopClient = async () => {
    const open = await opening?.catch(() => undefined);
    open?.stop();
  };

  const stop = async () => {
    await fallSilent();
    void stopClient();
  };

  const stopWhole = async () => {
    await fallSilent();
    await stopClient();
  };

  const vanish = () => {
    void lease(keeper.record.claim, 'gone').catch(() => undefined);
    return stop();
  };

  const logOut = async () => {
    const open = await opening?.catch(() => undefined);
    await open?.client.logout().catch(() => undefined);
  };

  /** Once, whoever says it first: the clinician's device, the server, the patient. */
  const finish = (why: EndReason, next?: string) => {
    finished ??= (async () => {
      // The page may be closed at any moment from now on, and nobody must find a visit there to go on with.
      const buried = keeper.bury().catch(() => undefined);
      batch(() => {
        know({ ended: why, next });
        host.chat.value = undefined;
        host.call.value = undefined;
        host.comparison.value = undefined;
      });
      if (why === 'left') {
        // Nothing is captured or heard while the last word leaves.
        host.media.release();
        await settledWithin(stay?.sayGone() ?? Promise.resolve(), goodbyePatienceMs);
      }
      const silent = fallSilent();
      await buried;
      if (why === 'left') void lease(keeper.record.claim, 'gone').catch(() => undefined);
      await silent;
      await settledWithin(logOut(), logoutPatienceMs);
      // Before its keys are deleted; one that does not get up is swept away by the page that comes next.
      await settledWithin(stopClient(), logoutPatienceMs);
      await keeper.wipe();
    })();
    return finished;
  };

  const alarmNow = () => stay?.alarm.peek() ?? facts.peek().alarm;
  const isHalted = () => {
    const alarm = alarmNow();
    return facts.peek().stopped !== undefined || (alarm !== undefined && isLasting(alarm));
  };
  /** Held for a while: what the door says is kept, and nothing is captured until it goes on. */
  const isHeld = () => alarmNow() !== undefined;
  const backToWaiting = () => {
    know({ door: 'waiting', preparing: false });
    void stay?.call.close().catch(() => undefined);
    host.media.release();
  };
  const goingOn = signal(0);
  /** Also for a guest who was never stopped: the clinician was, and has to let them in anew. */
  const goOn = async () => {
    if (!isHalted()) return backToWaiting();
    if (!stay?.canGoOn()) return;
    await keeper.change({ halted: undefined });
    know({ door: 'waiting', preparing: false });
    goingOn.value += 1;
  };

  const onDoor = (door: DoorContent['door'], next: DoorContent['next']) => {
    // Over already, while the last word is still on its way.
    if (finished !== undefined) return;
    if (door === 'declined' || door === 'ended') void finish(door, next);
    else if (door === 'go-on') void goOn().catch(() => undefined);
    // Nothing is captured or opened any more, whoever asks for it. Going back to waiting only closes.
    else if (door !== 'waiting' && isHalted()) return;
    else if (door === 'prepare') {
      know({ preparing: true });
      if (keeper.record.visit?.kind !== 'chat' && !isHeld()) void host.media.acquire();
    } else if (door === 'admitted') {
      mark(marks.admitted);
      if (!isHeld()) void stay?.talk().catch(() => undefined);
      know({ door: 'admitted', preparing: false });
    } else backToWaiting();
  };

  const followVisit = () => {
    const { claim } = keeper.record;
    follow({
      ask: (since, signal) => visit(claim, since, signal),
      onAnswer: (news) => {
        answer.value = news;
        const why = endOf(news.phase);
        if (why) void finish(why);
      },
      onReachable: (is) => {
        reachable.api.value = is;
      },
      signal: ending.signal,
    }).catch((error: unknown) => {
      // The server no longer knows this visit: whatever the reason, it is over.
      if (error instanceof ApiProblem) void finish(endFor(error.code));
    });
  };

  const watchHomeserver = (client: OpenClient['client']) => {
    client.on(ClientEvent.Sync, (state) => {
      const lost = state === SyncState.Reconnecting || state === SyncState.Error;
      reachable.homeserver.value = !lost;
    });
    // The guest account is gone: `followVisit` learns why. Nothing is wiped on the homeserver's word alone.
    client.on(HttpApiEvent.SessionLoggedOut, () => {
      reachable.homeserver.value = false;
    });
  };

  const beginStay = (
    roomId: NonNullable<VisitAnswer['roomId']>,
    arrival: Arrival,
    identity: Promise<Uint8Array<ArrayBuffer>>,
    client: OpenClient,
  ) => {
    const begun = stayInRoom({
      open: client,
      keeper,
      appointment: arrival.appointment,
      roomId,
      bot: practice.botUserId,
      identity,
      media: host.media,
      relayOnly: host.relayOnly,
      connectWhileWaiting: practice.call.connectWhileWaiting,
      onDoor,
      onAsk: host.onAsk,
      onPicturesDiffer() {
        know({ stopped: { reason: { kind: 'pictures-differ' }, canRetry: false } });
        void stop();
      },
    });
    stay = begun;
    cleanUp.push(
      effect(() => {
        if (stay !== begun) return;
        know({ confirmed: begun.confirmed.value, alarm: begun.alarm.value });
        if (begun.alarm.value) host.media.release();
        host.chat.value = begun.chat.value;
        host.heardDesk.value = begun.heardDesk.value;
        host.call.value = begun.call.mesh.value;
        host.comparison.value = begun.comparison.value;
      }),
    );
    return begun;
  };

  /** To the waiting room. Nothing of it goes on once the visit is over, however long a server is silent. */
  const comeIn = async () => {
    know({ ...nothingYet, door: keeper.record.door?.state ?? 'waiting' });
    const resumed = keeper.record.proof !== undefined;
    const arrival = await unlessOver(arrive(keeper));
    host.onAppointment(arrival.appointment);
    followVisit();
    cleanUp.push(
      effect(() => {
        host.online.value = reachable.api.value && reachable.homeserver.value;
      }),
    );
    opening = openClient({
      baseUrl: practice.homeserver.baseUrl,
      credentials: arrival.credentials,
      keys: { prefix: keeper.record.cryptoPrefix, key: fromBase64(keeper.record.cryptoKey) },
      role: 'guest',
    });
    const client = await unlessOver(opening);
    mark(marks.cryptoUp);
    watchHomeserver(client.client);
    cleanUp.push(watchRoom(client.keeping, keeper, host.full));
    const identity = retrying(() => ownIdentity(client, resumed), { signal: ending.signal });
    identity.catch(() => undefined);

    const firstRoom = await namedRoom(answer, ending.signal);
    await arriveIn(beginStay(firstRoom, arrival, identity, client));
    know({ arrived: true });
    mark(marks.waiting);
    cleanUp.push(
      keepLease({
        send: (presence) => lease(keeper.record.claim, presence),
        leaseSeconds: () => answer.value?.leaseSeconds ?? firstLeaseSeconds,
      }),
    );
    void liveIn(firstRoom, arrival, identity, client).catch(fail);
  };

  const arrived = comeIn().catch(async (error: unknown) => {
    // The visit was over before the waiting room was reached: nothing went wrong.
    if (finished !== undefined) return finished;
    await stop();
    throw error;
  });
  const tellAnswers = async () => stay?.tellAnswers();
  const sign = () => stay?.sign;
  const sayLeft = async () => stay?.sayLeft();
  return { arrived, tellAnswers, sign, sayLeft, leave: () => finish('left'), stop, stopWhole, vanish };

  function unlessOver<T>(work: Promise<T>): Promise<T> {
    return unlessAborted(work, ending.signal);
  }

  function arriveIn(begun: RoomStay): Promise<void> {
    return unlessOver(retrying(() => begun.arrive(), { signal: ending.signal }));
  }

  /** Settles in the room, and moves on when the server names another. */
  async function liveIn(
    firstRoom: NonNullable<VisitAnswer['roomId']>,
    arrival: Arrival,
    identity: Promise<Uint8Array<ArrayBuffer>>,
    client: OpenClient,
  ): Promise<void> {
    let roomId = firstRoom;
    await stay?.recognise();
    await client.start();
    for (;;) {
      const settled = stay;
      // A conversation that was going on before a reload goes on, once everything queued has been heard.
      await settled?.caughtUp();
      if (facts.value.door === 'admitted') void settled?.talk().catch(() => undefined);
      // What cannot be written into the room is a loss for devices that come later, and none for this visit.
      void settled?.settle().catch((error: unknown) => {
        if (error instanceof MasterKeyDiffers) fail(error);
      });
      roomId = await nextRoom(answer, goingOn, roomId, ending.signal);
      await settled?.close();
      const next = beginStay(roomId, arrival, identity, client);
      await arriveIn(next);
      await next.recognise();
    }
  }

  function fail(error: unknown): void {
    if (ending.signal.aborted) return;
    if (error instanceof MasterKeyDiffers) {
      know({ stopped: { reason: { kind: 'clinician-key-differs' }, canRetry: false } });
      void stop();
    } else if (!isPassing(error)) {
      know({ stopped: stopFor(error, navigator.onLine) });
      void stop();
    }
  }
}

async function ownIdentity(open: OpenClient, resumed: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const known = resumed ? await masterKeyOf(open, open.userId) : undefined;
  const masterKey = known ?? (await publishIdentity(open));
  mark(marks.identityUp);
  return masterKey;
}
