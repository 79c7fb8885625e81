/**
 * Where proofs arrive: to-device from the guest, or as the copy in the room. Each is judged by what this device
 * knows; a valid one is signed and confirmed, two for one link are held until the clinician has decided.
 */

import { type Signal, signal } from '@preact/signals';
import {
  type Bytes,
  confirmType,
  fromBase64,
  type HelloContent,
  HelloContentSchema,
  helloType,
  type ProofContent,
  ProofContentSchema,
  proofType,
  RoomIdSchema,
  toBase64Url,
  type UserId,
} from '@sprechzimmer/protocol';
import { ClientEvent, EventType, RoomStateEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { retrying } from '../api/retry.ts';
import { confirmProof, judgeProof, type NotebookLink } from '../crypto/clinician-proof.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import { deviceOf, followDevices, type KnownDevice, masterKeyOf, signMasterKey } from '../crypto/identity.ts';
import type { BookLink, Notebook } from '../crypto/notebook.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { membersOf } from '../crypto/room-guard.ts';
import type { DeskKeeper, ProvenGuest } from '../storage/desk-record.ts';
import { heldProofs } from './held-proofs.ts';
import { addFailed, addProof, isSameProof, prune, rivalsOf, supersede } from './proven-guests.ts';

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
  /** A copy found in a room, already known to come from this device. */
  judge(from: KnownDevice, proof: ProofContent): Promise<void>;
  greet(from: KnownDevice, hello: HelloContent): void;
  /** Resolves when this guest's key has been signed and their proof confirmed, or could not be. */
  recognised(guest: UserId): Promise<void>;
  /** The clinician has decided against these guests; whoever is left for their link is confirmed now. */
  decideAgainst(isOut: (guest: ProvenGuest) => boolean): Promise<void>;
  /** Calls back when a guest who is proven has shown their proof again. */
  onReturn(listener: (guest: ProvenGuest) => void): () => void;
  change(guest: ProvenGuest, part: Partial<Pick<ProvenGuest, 'door' | 'name'>>): ProvenGuest;
  close(): void;
}

export function openProofDesk(options: ProofDeskOptions): ProofDesk {
  const { open, channel, notebook, keeper, masterKey, bot } = options;
  const nowMs = options.nowMs ?? Date.now;
  const proven = signal<readonly ProvenGuest[]>(
    prune(keeper.proven, (id) => notebook.entries.value.get(id)?.not_after, nowMs() / 1000),
  );
  const failed = signal<ReadonlySet<UserId>>(new Set());
  const returning = new Set<(guest: ProvenGuest) => void>();
  const held = heldProofs(open.userId);
  for (const { guest, guestMasterKey, superseded } of proven.value)
    if (!superseded) channel.pin(guest, fromBase64(guestMasterKey));

  const keep = (next: readonly ProvenGuest[]) => {
    proven.value = next;
    void keeper.keepProven(next).catch(() => undefined);
  };

  /** The room we share with this guest: made by the bot, and nobody in it but the two of us and, still, the bot. */
  const roomWith = (guest: UserId) => {
    const rooms = open.client.getRooms().filter((room) => {
      const present = membersOf(room)
        .filter(({ membership }) => membership === 'join' || membership === 'invite')
        .map(({ userId }) => userId);
      return (
        room.getMyMembership() === 'join' &&
        room.currentState.getStateEvents(EventType.RoomCreate, '')?.getSender() === bot &&
        present.includes(guest) &&
        present.every((userId) => userId === guest || userId === open.userId || userId === bot)
      );
    });
    return rooms.map(({ roomId }) => v.parse(RoomIdSchema, roomId));
  };

  const recognising = new Map<UserId, Promise<void>>();
  const recognise = (guest: UserId, work: Promise<void>) => {
    const done = work
      .catch(() => undefined)
      .finally(() => {
        if (recognising.get(guest) === done) recognising.delete(guest);
      });
    recognising.set(guest, done);
    return work;
  };

  const confirm = async (guest: ProvenGuest, link: BookLink, from: KnownDevice) => {
    const guestMasterKey = fromBase64(guest.guestMasterKey);
    await retrying(
      () => reaching('recognising the guest', () => signMasterKey(open, guest.guest, guestMasterKey)),
      { tries: 6 },
    );
    channel.pin(guest.guest, guestMasterKey);
    const own = {
      deviceId: open.deviceId,
      ed25519: fromBase64(open.machine.identityKeys.ed25519.toBase64()),
    };
    const facts = {
      id: guest.id,
      roomId: guest.roomId,
      clinician: open.userId,
      clinicianMasterKey: masterKey,
      guest: guest.guest,
      guestMasterKey,
      guestDevice: from.deviceId,
      guestEd25519: from.ed25519,
      guestCurve25519: from.curve25519,
    };
    const confirmation = await confirmProof({ facts, link: notebookLink(link) }, guest.tag, own);
    await channel.send(confirmType, confirmation, [from], 'verified');
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
    if (!verdict.valid || !link) {
      if (!known) failed.value = addFailed(failed.value, from.userId);
      return;
    }
    const guest: ProvenGuest = {
      id: proof.id,
      roomId,
      guest: from.userId,
      guestDevice: from.deviceId,
      guestMasterKey: toBase64Url(verdict.facts.guestMasterKey),
      tag: proof.tag,
      h: verdict.h,
      superseded: false,
      door: { seq: 0, state: 'waiting' },
    };
    if (proven.value.some((other) => other.superseded && isSameProof(other, guest))) return;
    keep(addProof(proven.value, guest));
    const cleared = new Set(failed.value);
    if (cleared.delete(from.userId)) failed.value = cleared;
    // Two different guests with the secret of one link: neither is confirmed before the clinician has decided.
    if (rivalsOf(proven.value, guest).length > 0) return;
    await recognise(guest.guest, confirm(guest, link, from));
    if (known) for (const listener of returning) listener(known);
  };

  const tryHeld = () => {
    for (const { from, proof } of held.take((guest) => roomWith(guest).length > 0))
      void judge(from, proof).catch(() => undefined);
  };

  const greet = (from: KnownDevice, hello: HelloContent) => {
    const guest = proven.value.find(({ guest, h }) => guest === from.userId && h === hello.h);
    if (guest) change(guest, { name: hello.name });
  };

  const change: ProofDesk['change'] = (guest, part) => {
    const next = { ...guest, ...part };
    keep(proven.value.map((other) => (isSameProof(other, guest) ? { ...other, ...part } : other)));
    return next;
  };

  channel.receive(proofType, ProofContentSchema, 'owner-signed', judge);
  channel.receive(helloType, HelloContentSchema, 'verified', greet);
  open.client.on(RoomStateEvent.Members, tryHeld);
  open.client.on(ClientEvent.Room, tryHeld);

  return {
    proven,
    failed,
    judge,
    greet,
    recognised: async (guest) => recognising.get(guest),
    onReturn(listener) {
      returning.add(listener);
      return () => void returning.delete(listener);
    },
    change,
    async decideAgainst(isOut) {
      const out = proven.value.filter((guest) => !guest.superseded && isOut(guest));
      keep(supersede(proven.value, isOut));
      for (const gone of out) {
        channel.unpin(gone.guest);
        for (const left of proven.value) {
          if (left.id !== gone.id || left.superseded || rivalsOf(proven.value, left).length > 0) continue;
          const confirmOnly = async () => {
            const [link, from] = await Promise.all([
              notebook.linkOf(left.id),
              deviceOf(open, left.guest, left.guestDevice),
            ]);
            if (link && from && !link.entry.closed) await confirm(left, link, from);
          };
          await recognise(left.guest, confirmOnly());
        }
      }
    },
    close() {
      open.client.off(RoomStateEvent.Members, tryHeld);
      open.client.off(ClientEvent.Room, tryHeld);
    },
  };
}

function notebookLink({ entry, keys }: BookLink): NotebookLink {
  return { keys, notBefore: entry.not_before, notAfter: entry.not_after, closed: entry.closed };
}
