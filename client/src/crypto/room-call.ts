/** The call of one room: a mesh over Olm with the practice's relays, made when it is first needed. */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { DeviceId, DoorContent, RoomId, SignContent, UserId } from '@sprechzimmer/protocol';
import { type IceSettings, lacksRelay } from '../call/ice.ts';
import { thisPage } from '../call/line-doubt.ts';
import type { LocalMedia } from '../call/media.ts';
import { createMesh, type Mesh } from '../call/mesh.ts';
import type { Participant, Peer } from '../call/participant.ts';
import type { WordList } from '../call/words.ts';
import type { CallFloor } from './call-floor.ts';
import { callSignalling } from './call-signalling.ts';
import { conferenceOf } from './conference.ts';
import type { OlmChannel } from './olm-channel.ts';
import type { OpenClient } from './open-client.ts';
import { askForTurn } from './turn.ts';

export interface RoomCallOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly roomId: RoomId;
  /** Everybody of this visit. */
  readonly members: ReadonlySet<string>;
  readonly role: 'clinician' | 'guest';
  readonly media: LocalMedia;
  /** May change while it goes on. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** Where one device has calls in several rooms. */
  readonly floor?: CallFloor;
  /** In which language the four words are read; the clinician's side says it. */
  readonly wordList?: ReadonlySignal<WordList>;
  /** Words of the door that came on a connection whose certificate has been compared. */
  readonly onDoor: (from: Peer, content: DoorContent) => void;
  /** Silent signs that came the same way; only guests have any. */
  readonly onSign?: (from: Peer, content: SignContent) => void;
}

export interface RoomCall {
  /** Undefined until the first `connect`. */
  readonly mesh: ReadonlySignal<Mesh | undefined>;
  /** Sound and picture are wanted, whether or not there is a connection. */
  isOpen(): boolean;
  /** Connects without sound and picture. Safe to repeat. */
  connect(participant: Participant): Promise<void>;
  /**
   * Sends our sound and picture, and shows theirs.
   * @param to the only device to do so with; everybody's when there is none
   */
  open(to?: Peer): Promise<void>;
  /** Sends and shows nothing any more; the connection stays. */
  close(): Promise<void>;
  /** Says a word of the door on the connection. False when there is none. */
  sendDoor(to: { userId: UserId; deviceId: DeviceId }, content: DoorContent): boolean;
  /** Gives a silent sign on the connection. False when there is none. */
  sendSign(to: { userId: UserId; deviceId: DeviceId }, content: SignContent): boolean;
  /** For good. Safe to repeat. */
  leave(): Promise<void>;
}

/** How long until a relay that is needed and not there is asked for once more. */
const askAgainMs = 15_000;

export function roomCall(options: RoomCallOptions): RoomCall {
  const { open, channel, roomId, members, role, media, relayOnly, onDoor } = options;
  const mesh = signal<Mesh | undefined>(undefined);
  let making: Promise<Mesh | undefined> | undefined;
  /** The last time we asked for a relay nobody answered. */
  let unanswered = false;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  /** Wanted even before there is a connection: after a reload the word comes first. */
  let opened = false;
  let talksWith: Peer | undefined;

  const apply = async (made: Mesh) => {
    made.talkWith(talksWith);
    made.allowRemote(opened);
    await (opened ? made.openMedia() : made.closeMedia());
  };

  const writingArrives = computed(() => open.keeping?.full.value !== true);

  let ice: IceSettings = { servers: [], relayOnly: true };

  const renewIn = (ms: number | undefined) => {
    clearTimeout(renewal);
    // Without a relay where only a relay will do: it may be there soon.
    const next = ms ?? (lacksRelay(ice) ? askAgainMs : undefined);
    if (next === undefined || left) return;
    renewal = setTimeout(() => void renew(), next);
  };

  /** Back in a network: credentials that ran out meanwhile are renewed before the relay is needed. */
  const onOnline = () => {
    if (unanswered && !left) void renew();
  };
  thisPage.addEventListener('online', onOnline);

  /** What is at hand stays in use while nobody can be asked: it may be good for a while yet. */
  const renew = async () => {
    const answer = await askForTurn(open, relayOnly.peek());
    if (left) return;
    if (answer.answered) ice = { ...answer.ice, relayOnly: relayOnly.peek() };
    mesh.value?.renewIce(ice);
    // A connection that is being mended may need them.
    if (answer.answered && unanswered) mesh.value?.restartIce();
    unanswered = !answer.answered;
    renewIn(answer.answered ? answer.renewInMs : askAgainMs);
  };

  /** Kept to at once, with what is at hand; fresh credentials follow. */
  const stopFollowing = effect(() => {
    const wanted = relayOnly.value;
    untracked(() => {
      if (!mesh.value || ice.relayOnly === wanted) return;
      ice = { ...ice, relayOnly: wanted };
      mesh.value.renewIce(ice);
      void renew();
    });
  });

  const make = async () => {
    const [turn, confId] = await Promise.all([askForTurn(open, relayOnly.peek()), conferenceOf(roomId)]);
    // What is wished by now counts, not what was when the question left.
    ice = { ...turn.ice, relayOnly: relayOnly.peek() };
    const made = await createMesh({
      self: { userId: open.userId, deviceId: open.deviceId, role },
      confId,
      signalling: callSignalling(open, channel, roomId, members),
      media,
      ice,
      ...(options.wordList ? { wordList: options.wordList } : {}),
      writingArrives,
    });
    if (left) {
      await made.leave();
      return undefined;
    }
    made.onDoor(onDoor);
    if (options.onSign) made.onSign(options.onSign);
    mesh.value = made;
    if (ice.relayOnly !== relayOnly.peek()) {
      ice = { ...ice, relayOnly: relayOnly.peek() };
      made.renewIce(ice);
    }
    unanswered = !turn.answered;
    renewIn(turn.answered ? turn.renewInMs : askAgainMs);
    if (opened) void apply(made).catch(() => undefined);
    return made;
  };

  const close = async () => {
    opened = false;
    if (mesh.value) await apply(mesh.value);
  };
  const onFloor = { close };

  return {
    mesh,
    isOpen: () => opened && !left,
    async connect(participant) {
      if (left) return;
      making ??= make().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      (await making)?.connect(participant);
    },
    async open(to) {
      options.floor?.take(onFloor);
      opened = true;
      talksWith = to;
      if (mesh.value) await apply(mesh.value);
    },
    close,
    sendDoor: (to, content) => mesh.value?.sendDoor(to, content) ?? false,
    sendSign: (to, content) => mesh.value?.sendSign(to, content) ?? false,
    async leave() {
      left = true;
      stopFollowing();
      thisPage.removeEventListener('online', onOnline);
      clearTimeout(renewal);
      await mesh.value?.leave();
    },
  };
}
