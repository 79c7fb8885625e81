/** One visit at the desk: its room, its chat, its connection, and the clinician's words about its door. */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import {
  type DoorContent,
  doorType,
  fromBase64,
  helloType,
  proofType,
  type RoomId,
  type SignContent,
  type UserId,
} from '@sprechzimmer/protocol';
import { EventType, type MatrixEvent, MatrixEventEvent, Method, type Room, RoomEvent } from 'matrix-js-sdk';
import { retrying } from '../api/retry.ts';
import type { LocalMedia } from '../call/media.ts';
import type { Peer } from '../call/participant.ts';
import type { CallFloor } from '../crypto/call-floor.ts';
import { type Chat, openChat } from '../crypto/chat.ts';
import { sayConference } from '../crypto/conference.ts';
import { tellHalts } from '../crypto/halts.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { quietWhileAlarmed } from '../crypto/quiet-while.ts';
import { type RoomCall, roomCall } from '../crypto/room-call.ts';
import { roomFiles } from '../crypto/room-files.ts';
import { guardRoom } from '../crypto/room-guard.ts';
import { roomSender } from '../crypto/room-sender.ts';
import { type Alarm, afterAlarm, isLasting, isSameAlarm, type Sighting } from '../crypto/roster-view.ts';
import { type SilentSign, signHearer } from '../crypto/signs.ts';
import { waitFor } from '../crypto/wait-for.ts';
import { wholeTimeline } from '../crypto/whole-timeline.ts';
import { language } from '../i18n/language.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';
import { NotPutRight, putRight } from './put-right.ts';
import { readRoomCopy } from './room-copy.ts';

export interface VisitRoomOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly proofs: ProofDesk;
  readonly media: LocalMedia;
  readonly floor: CallFloor;
  readonly roomId: RoomId;
  readonly guest: UserId;
  readonly bot: UserId;
  /** Our own master key. */
  readonly masterKey: Uint8Array;
  readonly relayOnly: ReadonlySignal<boolean>;
  /** On the connection: the patient has left the page in a hurry. */
  readonly onLeft: (from: Peer, content: SignContent) => void;
}

export interface VisitRoom {
  readonly roomId: RoomId;
  readonly alarm: ReadonlySignal<Alarm | undefined>;
  /** Everything that was wrong here, oldest first. */
  readonly sightings: ReadonlySignal<readonly Sighting[]>;
  /**
   * The clinician has looked and wants to go on: shows out whoever does not belong here, and forgets what was.
   * Another `VisitRoom` then looks anew.
   * @throws NotPutRight when this visit cannot go on, or something is still wrong
   */
  putRight(guest: ProvenGuest): Promise<void>;
  readonly chat: ReadonlySignal<Chat | undefined>;
  readonly call: RoomCall;
  /** The patient is not alone. */
  readonly sign: ReadonlySignal<SilentSign | undefined>;
  /** ICE, DTLS and data channel are up. */
  readonly connected: ReadonlySignal<boolean>;
  /** False while their device is full. */
  readonly writingArrives: ReadonlySignal<boolean>;
  /** The guest's key has been proven: from now on things may be sent to it. */
  admitKey(guest: ProvenGuest): void;
  connect(guest: ProvenGuest): Promise<void>;
  /**
   * Says a word about the door, on the connection where there is one and always to-device.
   * @param more `answers`: what a proof shown again has asked for; the word is known to be new by it, whatever the two
   *   clocks say. `next`: the next appointment, for the last screen
   */
  say(
    guest: ProvenGuest,
    door: DoorContent['door'],
    more?: Pick<DoorContent, 'answers' | 'next'>,
  ): Promise<void>;
  /** Lets go of it. Safe to repeat. */
  close(): Promise<void>;
}

export function openVisitRoom(options: VisitRoomOptions): VisitRoom {
  const { open, channel, proofs, roomId, guest, bot } = options;
  const members = new Set([open.userId, guest]);
  const guard = guardRoom(open, roomId, {
    roster: { members, bot },
    rules: { bot, clinician: open.userId },
  });
  guard.pin(open.userId, options.masterKey);
  const closing = new AbortController();
  const sender = roomSender(open, roomId, guard, closing.signal);
  const files = roomFiles(open, roomId, guard, 'clinician', closing.signal);
  const chat = signal<Chat | undefined>(undefined);
  const pinned = signal(false);
  const recognised = signal(false);
  const call = roomCall({
    open,
    channel,
    roomId,
    members,
    role: 'clinician',
    media: options.media,
    floor: options.floor,
    relayOnly: options.relayOnly,
    wordList: language,
    // A guest has no word about the door.
    onDoor: () => undefined,
    onSign(from, content) {
      signs.hear(from, content);
      options.onLeft(from, content);
    },
  });
  const alarm = computed(() => guard.alarm.value ?? call.mesh.value?.alarm.value);
  /** Whom this visit is with, once that is proven. */
  const proven = signal<ProvenGuest | undefined>(undefined);
  /** What the clinician has looked at and decided to go on after. Anything else that is found still counts. */
  let forgiven: Alarm | undefined;
  const isToKeep = (halt: Alarm | undefined, kept: Alarm | undefined) =>
    halt && isLasting(halt) && ![kept, forgiven].some((known) => known && isSameAlarm(known, halt))
      ? halt
      : undefined;
  const halts = tellHalts({
    channel,
    guard,
    ownHash: () => proven.value?.h,
    canHear: recognised,
    devices: async () => (proven.value ? [{ userId: guest, deviceId: proven.value.guestDevice }] : []),
  });
  const signs = signHearer({
    channel,
    guest,
    ownHash: () => proven.value?.h,
    nowMs: Date.now,
  });
  const watches = [
    signs.close,
    effect(() => {
      const found = call.mesh.value?.alarm.value;
      if (found && found.kind !== 'no-relay') guard.halt(found);
    }),
    effect(() => {
      const known = proven.value;
      const halt = isToKeep(guard.alarm.value, known?.halted);
      if (halt && known)
        untracked(() => {
          proven.value = proofs.change(known, { halted: halt });
        });
    }),
    quietWhileAlarmed(guard, call, (wasOpen) => {
      if (wasOpen) void call.open().catch(() => undefined);
    }),
    halts.close,
  ];
  let conferenceSaid = false;
  /** After the bot has left: what is written while it leaves can make the homeserver list it once more. */
  const stopConference = effect(() => {
    if (conferenceSaid || !call.mesh.value || guard.roster.value !== 'complete') return;
    conferenceSaid = true;
    void sayConference(open, roomId).catch(() => undefined);
  });
  const stopChat = effect(() => {
    if (pinned.value && guard.roster.value === 'complete' && !chat.peek())
      chat.value = openChat(open, roomId, sender, members, files);
  });

  /** Copies in the room, for proofs that were sent before this device was there. */
  const readCopy = async (event: MatrixEvent) => {
    if (event.getRoomId() !== roomId || event.getSender() !== guest || event.isState()) return;
    await open.client.decryptEventIfNeeded(event);
    if (event.isDecryptionFailure()) event.once(MatrixEventEvent.Decrypted, () => enqueue(event));
    const copy = await readRoomCopy(open, guest, event);
    if (copy?.type === proofType) await proofs.judge(copy.from, copy.content);
    else if (copy?.type === helloType) proofs.greet(copy.from, copy.content);
    else if (copy) proofs.hearAnswers(copy.from, copy.content);
  };
  /** One after the other: a name is believed only once the proof before it has been judged. */
  let reading: Promise<void> = Promise.resolve();
  const enqueue = (event: MatrixEvent) => {
    reading = reading.then(() => readCopy(event)).catch(() => undefined);
  };
  const onTimeline = (event: MatrixEvent, room: Room | undefined) => {
    if (room?.roomId === roomId) enqueue(event);
  };
  open.client.on(RoomEvent.Timeline, onTimeline);

  /** Synapse usually accepts the invite for us; only an invite by the bot is followed. */
  const join = async () => {
    const room = await waitFor(open.client, () => open.client.getRoom(roomId) ?? undefined, closing.signal);
    if (room.getMyMembership() === 'invite') {
      const inviter = room.currentState.getStateEvents(EventType.RoomMember, open.userId)?.getSender();
      if (inviter !== bot) return;
      await retrying(
        () =>
          reaching('joining the room', () =>
            open.client.http.authedRequest(Method.Post, `/join/${encodeURIComponent(roomId)}`, {}, {}),
          ),
        { signal: closing.signal },
      );
    }
    const isJoined = () => (room.getMyMembership() === 'join' ? true : undefined);
    await waitFor(open.client, isJoined, closing.signal);
    for (const event of await wholeTimeline(open, room)) enqueue(event);
  };
  void join().catch(() => undefined);

  /** A proof shows here in the very moment in which the signing of its key begins. */
  const awaitRecognition = async () => {
    await Promise.resolve();
    await proofs.recognised(guest);
    recognised.value = true;
  };

  const latest = (known: ProvenGuest) =>
    proofs.proven.value.find(({ h, guest: of }) => h === known.h && of === known.guest) ?? known;

  /** The last word was that it may go on. */
  let goingOn = false;
  const say: VisitRoom['say'] = async (proven, door, more = {}) => {
    // The number is taken at once: two words said quickly keep their order.
    const current = latest(proven);
    const seq = current.door.seq + 1;
    const state = door === 'prepare' ? current.door.state : door === 'admitted' ? door : 'waiting';
    proofs.change(current, { door: { seq, state }, ...(door === 'admitted' ? { wasLetIn: true } : {}) });
    goingOn = door === 'go-on';
    const word: DoorContent = { v: 1, h: proven.h, seq, at: Date.now(), door, ...more };
    const device = { userId: proven.guest, deviceId: proven.guestDevice };
    if (!guard.alarm.value) call.sendDoor(device, word);
    // A guest who is turned away may never have been confirmed: the key they have proven is what they are known by.
    const isGoodbye = door === 'declined' || door === 'ended';
    const rule = isGoodbye ? { signedUnder: fromBase64(proven.guestMasterKey) } : 'verified';
    // The proof shows at the desk a moment before their key is signed, and nothing goes to them before that.
    if (!isGoodbye) await proofs.recognised(proven.guest);
    await channel.send(doorType, word, [device], rule);
  };
  /**
   * Who asks has heard a word that is too old for them by now, and is told whether it still stands. Nobody is let in
   * unasked: whoever was in conversation knows it by themselves, and whoever comes back without knowing it has left in a
   * hurry, or talks with another desk.
   */
  const stopReturning = proofs.onReturn((back, ask) => {
    if (back.guest !== guest || back.roomId !== roomId) return;
    if (guard.alarm.value) halts.repeatTo({ userId: guest, deviceId: back.guestDevice });
    else if (ask === undefined) return;
    else if (call.isOpen()) void say(back, 'admitted', { answers: ask }).catch(() => undefined);
    else if (goingOn) void say(back, 'go-on', { answers: ask }).catch(() => undefined);
  });

  return {
    roomId,
    alarm,
    sightings: guard.sightings,
    chat,
    call,
    sign: signs.current,
    writingArrives: computed(
      () => !call.mesh.value?.participants.value.some(({ writingArrives }) => !writingArrives.value),
    ),
    connected: computed(() =>
      Boolean(call.mesh.value?.participants.value.some(({ state }) => state.value === 'connected')),
    ),
    admitKey(known) {
      guard.pin(known.guest, fromBase64(known.guestMasterKey), known.guestDevice);
      if (known.halted) guard.halt(known.halted);
      proven.value = known;
      if (!pinned.value) void awaitRecognition();
      pinned.value = true;
    },
    async connect({ guest: userId, guestDevice: deviceId, h }) {
      if (guard.alarm.value) return;
      await call.connect({ userId, deviceId, role: 'guest', transcriptHash: h });
    },
    say,
    async putRight(known) {
      if (!isCurable(alarm.value)) throw new NotPutRight();
      await putRight(open, roomId, members, guard, closing.signal);
      // Something worse may have come meanwhile. From this look to forgetting nothing can.
      if (!isCurable(alarm.value)) throw new NotPutRight();
      forgiven = alarm.value;
      const { door } = latest(known);
      // Back in the waiting room before another room object can see them as let in.
      proofs.change(known, { halted: undefined, door: { ...door, state: 'waiting' } });
    },
    async close() {
      closing.abort();
      for (const stop of watches) stop();
      stopReturning();
      stopChat();
      stopConference();
      open.client.off(RoomEvent.Timeline, onTimeline);
      await call.leave();
      chat.value?.close();
      guard.close();
    },
  };
}

function isCurable(alarm: Alarm | undefined): boolean {
  return alarm !== undefined && afterAlarm(alarm) === 'when-clean';
}
