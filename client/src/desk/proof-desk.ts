/**
 * Where proofs arrive: to-device from the guest, or as the copy in the room. Each is judged by what this device
 * knows; a valid one is signed and confirmed, two for one link are held until the clinician has decided.
 */

import { effect, type Signal, signal } from '@preact/signals';
import {
  type AnswersContent,
  AnswersContentSchema,
  answersType,
  type Bytes,
  type CompareContent,
  compareType,
  fromBase64,
  type HelloContent,
  HelloContentSchema,
  helloType,
  type ProofContent,
  ProofContentSchema,
  proofType,
  type UserId,
} from '@sprechzimmer/protocol';
import { ClientEvent, RoomStateEvent } from 'matrix-js-sdk';
import {
  isWithinWindow,
  judgeProof,
  type NotebookLink,
  type ProofVerdict,
} from '../crypto/clinician-proof.ts';
import { deviceOf, followDevices, type KnownDevice, masterKeyOf } from '../crypto/identity.ts';
import type { BookLink, Notebook } from '../crypto/notebook.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { DeskKeeper, ProvenGuest } from '../storage/desk-record.ts';
import { type ComparisonDesk, comparisonDesk, type UncheckedProof } from './comparison-desk.ts';
import { guestConfirmer } from './confirm-guest.ts';
import { heldProofs } from './held-proofs.ts';
import {
  addFailed,
  addProof,
  isDecidedAgainst,
  isLateForLink,
  isSameProof,
  provenAs,
  prune,
  rivalsOf,
  supersede,
} from './proven-guests.ts';
import { sharedRooms } from './shared-rooms.ts';

export interface ProofDeskOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  readonly notebook: Notebook;
  readonly keeper: DeskKeeper;
  /** Our own master key. */
  readonly masterKey: Bytes;
  readonly bot: UserId;
  readonly nowMs?: () => number;
}

export interface ProofDesk {
  readonly proven: Signal<readonly ProvenGuest[]>;
  /** Guests whose proof did not hold. */
  readonly failed: Signal<ReadonlySet<UserId>>;
  /** Guests whose link is in no notebook this device can read. */
  readonly comparisons: ComparisonDesk;
  /** A copy found in a room, already known to come from this device. */
  judge(from: KnownDevice, proof: ProofContent): Promise<void>;
  greet(from: KnownDevice, hello: HelloContent): void;
  /** What a proven guest has answered; an older answer than the one that is known counts for nothing. */
  hearAnswers(from: KnownDevice, answers: AnswersContent): void;
  /** Resolves when this guest's key has been signed and their proof confirmed, or could not be. */
  recognised(guest: UserId): Promise<void>;
  /**
   * The clinician has decided against these guests. Whoever is left for their link is confirmed now; where the link is
   * closed by then, they are out as well, and shown as somebody who could not prove it.
   */
  decideAgainst(isOut: (guest: ProvenGuest) => boolean): Promise<void>;
  /** Calls back when a guest who is proven has shown their proof again. `ask`: what a word to them has to carry. */
  onReturn(listener: (guest: ProvenGuest, ask: string | undefined) => void): () => void;
  /** Calls back when a guest has been told that the clinician knows, each time. */
  onKnown(listener: (guest: ProvenGuest) => void): void;
  change(
    guest: ProvenGuest,
    part: Partial<
      Pick<
        ProvenGuest,
        'door' | 'name' | 'answers' | 'halted' | 'leftQuicklyAtMs' | 'leftAtMs' | 'saidUntil' | 'wasLetIn'
      >
    >,
  ): ProvenGuest;
  close(): void;
}

export function openProofDesk(options: ProofDeskOptions): ProofDesk {
  const { open, channel, notebook, keeper, masterKey, bot } = options;
  const nowMs = options.nowMs ?? Date.now;
  const proven = signal<readonly ProvenGuest[]>(
    prune(keeper.proven, (id) => notebook.entries.value.get(id)?.not_after, nowMs() / 1000),
  );
  const failed = signal<ReadonlySet<UserId>>(new Set());
  /** Guests whose proof did not hold for a link that this device knows. */
  let failedKnownLink: ReadonlySet<UserId> = new Set();
  const returning = new Set<(guest: ProvenGuest, ask: string | undefined) => void>();
  const held = heldProofs(open.userId);
  for (const { guest, guestMasterKey, superseded } of proven.value)
    if (!superseded) channel.pin(guest, fromBase64(guestMasterKey));

  const keep = (next: readonly ProvenGuest[]) => {
    proven.value = next;
    void keeper.keepProven(next).catch(() => undefined);
  };

  const roomWith = (guest: UserId) => sharedRooms(open, guest, bot);

  const recognising = new Map<UserId, Promise<void>>();
  const recognise = <T>(guest: UserId, work: Promise<T>) => {
    const done = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        if (recognising.get(guest) === done) recognising.delete(guest);
      });
    recognising.set(guest, done);
    return work;
  };

  const isStillIn = (guest: ProvenGuest) =>
    proven.value.some((other) => !other.superseded && isSameProof(other, guest)) &&
    rivalsOf(proven.value, guest).length === 0;
  const confirm = guestConfirmer({ open, channel, masterKey, isStillIn });

  const addFailure = (guest: UserId) => {
    failed.value = addFailed(failed.value, guest);
  };

  const clearFailure = (guest: UserId) => {
    const cleared = new Set(failed.value);
    if (cleared.delete(guest)) failed.value = cleared;
  };

  const greetCompared = async (from: KnownDevice, h: string) => {
    const word: CompareContent = { v: 1, h, state: 'done' };
    await channel.send(compareType, word, [from], 'verified');
  };

  const onSame = ({ proof, roomId, from, guestUserId, guestMasterKey, h }: UncheckedProof) => {
    const guest: ProvenGuest = {
      ...provenAs(proof, from, roomId, guestMasterKey, h),
      comparedAt: Math.floor(nowMs() / 1000),
    };
    channel.pin(guestUserId, guestMasterKey);
    keep(addProof(proven.value, guest));
    clearFailure(guestUserId);
    void greetCompared(from, h).catch(() => undefined);
  };

  const knownTo = new Set<(guest: ProvenGuest) => void>();
  const tellKnown = (guest: ProvenGuest) => {
    for (const listener of knownTo) listener(guest);
  };

  const comparisons = comparisonDesk({ open, channel, onSame, onDiffer: addFailure });

  /** By everything this device knows, although it has not the key of this link: there is nothing to compare any more. */
  const isOver = (id: ProofContent['id']) => {
    const entry = notebook.entries.value.get(id);
    if (keeper.isClosed(id) || entry?.closed) return true;
    const window = entry && { notBefore: entry.not_before, notAfter: entry.not_after };
    return window !== undefined && !isWithinWindow(window, Math.floor(nowMs() / 1000));
  };

  /** A proof whose link is in no notebook: of somebody already compared with, or of somebody to compare with. */
  const judgeWithoutLink = async (
    from: KnownDevice,
    proof: ProofContent,
    { facts, h }: Extract<ProofVerdict, { why: 'unknown-link' }>,
    known: ProvenGuest | undefined,
  ) => {
    const guest = provenAs(proof, from, facts.roomId, facts.guestMasterKey, h);
    if (known && isSameProof(known, guest)) {
      await greetCompared(from, h);
      for (const listener of returning) listener(known, proof.ask);
      return;
    }
    // A guest has one link: who could not prove one that is known does not wash that off by naming another.
    const isRefused = failedKnownLink.has(from.userId);
    if (known || isRefused || isOver(proof.id) || isDecidedAgainst(proven.value, guest, true))
      return addFailure(from.userId);
    // Whoever had other pictures once is not asked again before the page is loaded anew.
    if (comparisons.hasDiffered(from.userId)) return;
    clearFailure(from.userId);
    const { roomId, guestMasterKey } = facts;
    await comparisons.add({ roomId, guestUserId: from.userId, from, proof, guestMasterKey, h });
  };

  const judge = async (from: KnownDevice, proof: ProofContent) => {
    const rooms = roomWith(from.userId);
    const roomId = rooms.find((room) => room === proof.room_id) ?? rooms[0];
    if (!roomId) return held.hold({ from, proof });
    let guestMasterKey = await masterKeyOf(open, from.userId);
    if (!guestMasterKey) {
      await followDevices(open, from.userId);
      guestMasterKey = await masterKeyOf(open, from.userId);
    }
    const link = await notebook.linkOf(proof.id);
    const known = proven.value.find(
      ({ guest, guestDevice, tag, superseded }) =>
        guest === from.userId && guestDevice === from.deviceId && tag === proof.tag && !superseded,
    );
    const verdict = await judgeProof(proof, link && notebookLink(link), {
      clinician: open.userId,
      clinicianMasterKey: masterKey,
      roomId,
      device: from,
      guestMasterKey,
      nowSeconds: Math.floor(nowMs() / 1000),
      alreadyProven: known !== undefined,
    });
    if (!verdict.valid && verdict.why === 'unknown-link')
      return judgeWithoutLink(from, proof, verdict, known);
    const guest =
      verdict.valid && link && provenAs(proof, from, roomId, verdict.facts.guestMasterKey, verdict.h);
    // Whoever comes with a secret that has become known is no rival of the one who came before: anybody may have it.
    if (!guest || (keeper.isExposed(guest.id) && isLateForLink(proven.value, guest))) {
      if (known) return;
      if (link) failedKnownLink = addFailed(failedKnownLink, from.userId);
      addFailure(from.userId);
      return;
    }
    comparisons.remove(from.userId);
    if (isDecidedAgainst(proven.value, guest, false)) return addFailure(from.userId);
    keep(addProof(proven.value, guest));
    clearFailure(from.userId);
    // Two different guests with the secret of one link: neither is confirmed before the clinician has decided.
    if (rivalsOf(proven.value, guest).length > 0) return;
    if (!(await recognise(guest.guest, confirm(guest, notebookLink(link), from)))) return;
    tellKnown(guest);
    if (known) for (const listener of returning) listener(known, proof.ask);
  };

  const tryHeld = () => {
    for (const { from, proof } of held.take((guest) => roomWith(guest).length > 0))
      void judge(from, proof).catch(() => undefined);
  };

  const greet = (from: KnownDevice, hello: HelloContent) => {
    const guest = proven.value.find(({ guest, h }) => guest === from.userId && h === hello.h);
    if (guest) change(guest, { name: hello.name });
  };

  const hearAnswers: ProofDesk['hearAnswers'] = (from, { v: _, h, seq, ...given }) => {
    const guest = proven.value.find((other) => other.guest === from.userId && other.h === h);
    if (guest && seq > (guest.answers?.seq ?? 0)) change(guest, { answers: { seq, given } });
  };

  const change: ProofDesk['change'] = (guest, part) => {
    const next = { ...guest, ...part };
    keep(proven.value.map((other) => (isSameProof(other, guest) ? { ...other, ...part } : other)));
    return next;
  };

  const judgeIfReadable = async (from: KnownDevice, proof: ProofContent) => {
    if (await notebook.linkOf(proof.id)) await judge(from, proof);
  };
  /** A notebook that is still being read: what could not be checked a moment ago perhaps can now. */
  const stopReading = effect(() => {
    const { value: entries } = notebook.entries;
    for (const { from, proof } of comparisons.uncompared.peek())
      if (entries.has(proof.id)) void judgeIfReadable(from, proof).catch(() => undefined);
  });

  channel.receive(proofType, ProofContentSchema, 'owner-signed', judge);
  channel.receive(helloType, HelloContentSchema, 'verified', greet);
  channel.receive(answersType, AnswersContentSchema, 'verified', hearAnswers);
  open.client.on(RoomStateEvent.Members, tryHeld);
  open.client.on(ClientEvent.Room, tryHeld);

  return {
    proven,
    failed,
    comparisons,
    judge,
    greet,
    hearAnswers,
    recognised: async (guest) => recognising.get(guest),
    onReturn(listener) {
      returning.add(listener);
      return () => void returning.delete(listener);
    },
    onKnown: (listener) => void knownTo.add(listener),
    change,
    async decideAgainst(isOut) {
      const out = proven.value.filter((guest) => !guest.superseded && isOut(guest));
      const left = out
        .flatMap((gone) => rivalsOf(proven.value, gone))
        .filter((guest, at, all) => !isOut(guest) && all.indexOf(guest) === at);
      const late = left.filter(({ id }) => keeper.isClosed(id) || notebook.entries.value.get(id)?.closed);
      keep(supersede(proven.value, (guest) => isOut(guest) || late.includes(guest)));
      for (const { guest } of [...out, ...late]) channel.unpin(guest);
      for (const { guest } of late) addFailure(guest);
      for (const guest of left) {
        if (late.includes(guest) || rivalsOf(proven.value, guest).length > 0) continue;
        const confirmOnly = async () => {
          const [link, from] = await Promise.all([
            notebook.linkOf(guest.id),
            deviceOf(open, guest.guest, guest.guestDevice),
          ]);
          if (link && from && !link.entry.closed) await confirm(guest, notebookLink(link), from);
        };
        await recognise(guest.guest, confirmOnly());
      }
    },
    close() {
      stopReading();
      comparisons.close();
      open.client.off(RoomStateEvent.Members, tryHeld);
      open.client.off(ClientEvent.Room, tryHeld);
    },
  };
}

function notebookLink({ entry, keys }: BookLink): NotebookLink {
  return { keys, notBefore: entry.not_before, notAfter: entry.not_after, closed: entry.closed };
}
