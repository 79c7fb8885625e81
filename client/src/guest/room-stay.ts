/**
 * The guest in one room: joins it, compares the clinician's key, proves itself, and only then listens and speaks.
 * If the server has to make the room anew, this one is left behind and another stay begins.
 */

import { computed, effect, signal, untracked } from '@preact/signals';
import {
  AskContentSchema,
  askType,
  type Bytes,
  ConfirmContentSchema,
  confirmType,
  DeskWordContentSchema,
  type DoorContent,
  DoorContentSchema,
  deskWordType,
  doorType,
  fromBase64,
} from '@sprechzimmer/protocol';
import { EventType } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { pauseFor, retrying } from '../api/retry.ts';
import type { Peer } from '../call/participant.ts';
import { type Chat, openChat } from '../crypto/chat.ts';
import { isConfirmed, meetClinician } from '../crypto/guest-proof.ts';
import { hearHalts, tellHalts } from '../crypto/halts.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import { devicesOf, type KnownDevice, signMasterKey } from '../crypto/identity.ts';
import { goneTeller, leftTeller } from '../crypto/left-sign.ts';
import { openOlmChannel } from '../crypto/olm-channel.ts';
import { quietWhileAlarmed } from '../crypto/quiet-while.ts';
import { roomCall } from '../crypto/room-call.ts';
import { roomFiles } from '../crypto/room-files.ts';
import { guardRoom, NotSafe } from '../crypto/room-guard.ts';
import { roomSender } from '../crypto/room-sender.ts';
import { afterAlarm } from '../crypto/roster-view.ts';
import { signGiver } from '../crypto/signs.ts';
import { waitFor } from '../crypto/wait-for.ts';
import { mark, marks } from '../marks.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { afterHurry, heardFrom } from './after-hurry.ts';
import { guestComparison } from './comparison.ts';
import { connectClinician } from './connect-clinician.ts';
import { hearDoorWord } from './door-words.ts';
import { freshAnswers } from './fresh-answers.ts';
import { hearDeskWord, nothingHeard } from './heard-desk.ts';
import { introduction } from './introduction.ts';
import { joinRoom } from './join-room.ts';
import { keepHalt } from './kept-halt.ts';
import { elsewhereTeller, leftBehind } from './left-behind.ts';
import { roomCopies } from './room-copies.ts';
import { roomProof } from './room-proof.ts';
import type { RoomStay, StayOptions } from './stay.ts';
import { until } from './until.ts';

export function stayInRoom(options: StayOptions): RoomStay {
  const { open, keeper, appointment, roomId, bot } = options;
  const clinician = appointment.clinician.userId;
  const pin = fromBase64(keeper.record.clinicianMasterKey);
  const channel = openOlmChannel(open);
  const members = new Set([clinician, open.userId]);
  const guard = guardRoom(open, roomId, { roster: { members, bot }, rules: { bot, clinician } });
  guard.pin(clinician, pin);
  const closing = new AbortController();
  const sender = roomSender(open, roomId, guard, closing.signal);
  const files = roomFiles(open, roomId, guard, 'guest', closing.signal);
  const confirmed = signal(false);
  const chat = signal<Chat | undefined>(undefined);
  const heardDesk = signal(nothingHeard);
  const answers = freshAnswers();
  let ownMasterKey: Bytes | undefined;
  /** The clinician's key is signed and pinned. */
  const recognised = signal(false);
  /** Of our proof in this room. */
  const ownHash = () => (keeper.record.proof?.roomId === roomId ? keeper.record.proof.h : undefined);
  const canGoOn = () => guard.alarm.value !== undefined && afterAlarm(guard.alarm.value) === 'when-clean';

  const tellElsewhere = elsewhereTeller({ channel, clinician, signal: closing.signal });

  const hear = ({ userId, deviceId: from }: Peer, word: DoorContent, live: boolean) => {
    if (userId !== clinician) return undefined;
    const { proof, door } = keeper.record;
    if (hurry.turnsAway(from, word, proof?.h)) return undefined;
    const heard = hearDoorWord(
      door ?? { seqs: {} },
      proof?.h,
      { from, live, nowMs: Date.now(), answersUs: answers.isAnswer(from, word.answers) },
      word,
    );
    if (!heard || heard === 'stale') return heard;
    const state = word.door === 'admitted' ? 'admitted' : word.door === 'prepare' ? door?.state : 'waiting';
    const behind = leftBehind(door, from, word.door);
    if (behind) tellElsewhere(behind, word.h);
    const by = word.door === 'admitted' ? from : word.door === 'prepare' ? door?.by : undefined;
    void keeper
      .change({ door: { state: state ?? 'waiting', ...(by ? { by } : {}), ...heard } })
      .catch(() => undefined);
    // Forgiven, and another stay looks anew; or the device that says this has not heard that we are stopped.
    if (word.door === 'go-on' && canGoOn()) halts.close();
    else if (['prepare', 'admitted', 'go-on'].includes(word.door)) halts.repeatTo({ userId, deviceId: from });
    options.onDoor(word.door, word.next);
    return heard;
  };

  const call = roomCall({
    open,
    channel,
    roomId,
    members,
    role: 'guest',
    media: options.media,
    relayOnly: options.relayOnly,
    onDoor: (from, word) => void hear(from, word, true),
  });
  const alarm = computed(() => guard.alarm.value ?? call.mesh.value?.alarm.value);
  let lackedRelay = false;
  const devices = async () => (await devicesOf(open, clinician)).filter(({ verified }) => verified);
  const giving = { channel, call, ownHash, devices, nowMs: Date.now, signal: closing.signal };
  const tellLeft = leftTeller({ ...giving, heardFrom: (device) => heardFrom(keeper, device) });
  const tellGone = goneTeller(giving);
  const hurry = afterHurry({ keeper, tellLeft, signal: closing.signal });
  const halts = tellHalts({
    channel,
    guard,
    ownHash,
    canHear: recognised,
    devices,
    // Not once more with each reload: the clinician may have put it right meanwhile. Whoever asks is told.
    saidBefore: keeper.record.proof?.confirmed ? keeper.record.halted : undefined,
  });
  // Whatever is wrong, nothing is sent and nothing is shown from that moment on.
  const watches = [
    keepHalt(guard, keeper),
    effect(() => {
      const found = call.mesh.value?.alarm.value;
      if (found && found.kind !== 'no-relay') guard.halt(found);
      const isBack = lackedRelay && !found;
      lackedRelay = found !== undefined;
      if (isBack && keeper.record.door?.state === 'admitted')
        untracked(() => void talk().catch(() => undefined));
    }),
    quietWhileAlarmed(guard, call, () => {
      if (keeper.record.door?.state === 'admitted') void talk().catch(() => undefined);
    }),
    halts.close,
    hearHalts(channel, ({ userId }, h, alarm) => {
      if (userId === clinician && h === ownHash()) guard.halt(alarm);
    }),
  ];

  const talk = async () => {
    const by = keeper.record.door?.by;
    if (by) await call.open({ userId: clinician, deviceId: by });
  };

  const proofs = roomProof({ open, keeper, roomId, clinician, pin });

  const patiently = { signal: closing.signal };

  const ownProof = () => ownMasterKey && proofs.kept(ownMasterKey);
  const { begin, tellDevices, tellNameAgain, showAgain, ...own } = introduction({
    open,
    channel,
    keeper,
    roomId,
    clinician,
    answers,
    proof: ownProof,
    signal: closing.signal,
  });

  const onDevices = (userIds: readonly string[]) => {
    if (!closing.signal.aborted && userIds.some((userId) => userId === clinician))
      void tellDevices().catch(() => undefined);
  };

  const { kind } = appointment;
  const connect = connectClinician({ keeper, kind, call, hurry, signal: closing.signal });

  /**
   * What was said before the clinician knew us is lost on them. Later it is not repeated unasked: that would stop a
   * visit once more that they have just put right.
   */
  const keepConfirmed = async (proof: NonNullable<VisitKeeper['record']['proof']>, by: KnownDevice) => {
    if (proof.confirmed) return;
    halts.repeatTo(by);
    await keeper.change({ proof: { ...proof, confirmed: true } });
  };

  channel.receive(confirmType, ConfirmContentSchema, 'verified', async (from, content) => {
    const { proof, clinicianKey } = keeper.record;
    if (!ownMasterKey || proof?.roomId !== roomId) return;
    const keys = { clinicianKey: fromBase64(clinicianKey) };
    if (!(await isConfirmed(open, keys, proofs.ground(ownMasterKey), proof.tag, from, content))) return;
    mark(marks.confirmed);
    confirmed.value = true;
    await keepConfirmed(proof, from);
    if (options.connectWhileWaiting || keeper.record.door?.state === 'admitted') connect(from);
  });
  const comparison = guestComparison({
    open,
    channel,
    clinician,
    pin,
    confirmed,
    ownHash,
    hasCompared: () => keeper.record.proof?.roomId === roomId && keeper.record.proof.compared === true,
    async keepCompared() {
      const { proof } = keeper.record;
      if (proof?.roomId === roomId) await keeper.change({ proof: { ...proof, compared: true } });
    },
    onKnown: (from) => void known(from).catch(() => undefined),
    onDiffer: options.onPicturesDiffer,
  });
  const known = async (from: KnownDevice) => {
    const { proof } = keeper.record;
    if (!proof) return;
    mark(marks.confirmed);
    confirmed.value = true;
    await keepConfirmed(proof, from);
    if (options.connectWhileWaiting || keeper.record.door?.state === 'admitted') connect(from);
    await tellNameAgain(from);
  };
  channel.receive(deskWordType, DeskWordContentSchema, 'verified', ({ userId, deviceId }, word) => {
    if (userId === clinician)
      heardDesk.value = hearDeskWord(heardDesk.value, ownHash(), deviceId, word, Date.now());
  });
  channel.receive(askType, AskContentSchema, 'verified', ({ userId }, { h }) => {
    if (userId === clinician && h === ownHash()) options.onAsk();
  });
  channel.receive(doorType, DoorContentSchema, 'verified', (from, content) => {
    const heard = hear(from, content, false);
    // Said while we were not there, or held back: whoever still means it says it again.
    if (heard === 'stale') {
      if (content.door !== 'go-on') halts.repeatTo(from);
      if (!hurry.isUntold()) void showAgain(from).catch(() => undefined);
    } else if (heard && content.door === 'admitted') connect(from);
  });

  const copies = roomCopies({ keeper, roomId, sender, own, proof: ownProof });

  /** Nothing goes into the room before the bot has left it. */
  const writeIntoRoom = async () => {
    await until(() => guard.roster.value === 'complete' || undefined, closing.signal);
    // The bot has left: nobody can make the room anew, so what is left of the link may go.
    await keeper.change({ guestKey: undefined });
    chat.value = openChat(open, roomId, sender, members, files);
    await copies.write();
  };

  return {
    confirmed,
    alarm,
    chat,
    heardDesk,
    comparison: comparison.view,
    call,
    async arrive() {
      // A proof for this room is made only in it: after a reload we are there already.
      if (keeper.record.proof?.roomId !== roomId) await joinRoom(open, roomId, closing.signal);
      mark(marks.joined);
      const devices = await meetClinician(open, clinician, pin);
      mark(marks.clinicianMet);
      ownMasterKey = await options.identity;
      guard.pin(open.userId, ownMasterKey, open.deviceId);
      const content = await proofs.begin(ownMasterKey);
      await begin(content, devices, { signedUnder: pin });
      mark(marks.proofSent);
    },
    async recognise() {
      await retrying(
        () => reaching('recognising the clinician', () => signMasterKey(open, clinician, pin)),
        patiently,
      );
      channel.pin(clinician, pin);
      recognised.value = true;
      open.client.on(CryptoEvent.DevicesUpdated, onDevices);
    },
    async settle() {
      void hurry.tell().catch(() => undefined);
      await retrying(tellDevices, patiently);
      const creator = await waitFor(
        open.client,
        () => open.client.getRoom(roomId)?.currentState.getStateEvents(EventType.RoomCreate, '')?.getSender(),
        closing.signal,
      );
      if (creator !== bot) {
        guard.halt({ kind: 'other-room' });
        return;
      }
      while (!closing.signal.aborted && !guard.alarm.value) {
        try {
          await retrying(writeIntoRoom, patiently);
          return;
        } catch (error) {
          // Somebody has just left or come back: it is written when the two are by themselves again.
          if (!(error instanceof NotSafe)) throw error;
          await pauseFor(1_000, closing.signal);
        }
      }
    },
    talk,
    sign: signGiver(giving),
    sayGone: () => tellGone(Date.now()),
    sayLeft: () => tellLeft(keeper.record.leftQuicklyAtMs ?? Date.now()),
    canGoOn,
    async tellAnswers() {
      await retrying(tellDevices, patiently);
      // Before that it is written with the rest.
      if (keeper.record.proof?.inRoom) await retrying(copies.writeAnswers, patiently);
    },
    caughtUp: () => channel.caughtUp(),
    async close() {
      closing.abort();
      for (const stop of watches) stop();
      comparison.close();
      open.client.off(CryptoEvent.DevicesUpdated, onDevices);
      await call.leave();
      chat.value?.close();
      channel.close();
      guard.close();
    },
  };
}
