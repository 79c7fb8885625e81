/**
 * Guests whose link is in no notebook this device can read: there is nothing to check their proof with, so the
 * clinician may compare pictures with them, on the telephone or face to face. `docs/reference/trust-protocol.md`,
 * section *Without the secret*. Nothing here is believed before both have said that the pictures are the same.
 */

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type Bytes,
  type CompareContent,
  compareType,
  equalBytes,
  type ProofContent,
  type RoomId,
  type UserId,
} from '@sprechzimmer/protocol';
import { pauseFor } from '../api/retry.ts';
import type { ComparisonState, ComparisonView } from '../crypto/comparison-view.ts';
import {
  deviceOf,
  isPinnedAndSigned,
  type KnownDevice,
  masterKeyOf,
  refreshKeys,
} from '../crypto/identity.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { followComparison, type SasComparison, type SasEnd } from '../crypto/sas.ts';
import type { VisitHint } from './proven-guests.ts';

/** A proof with nothing to check it by. Everything but the tag and the id is what this device has seen itself. */
export interface UncheckedProof extends VisitHint {
  readonly roomId: RoomId;
  readonly from: KnownDevice;
  readonly proof: ProofContent;
  readonly guestMasterKey: Bytes;
  /** `SHA-256(T)`, hexadecimal. */
  readonly h: string;
}

export interface ComparisonDeskOptions {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  /** Both have said that the pictures are the same, and it was this guest's key behind them. */
  readonly onSame: (guest: UncheckedProof) => void;
  /** They were not the same: whoever this is cannot be let in. */
  readonly onDiffer: (guest: UserId) => void;
}

export interface ComparisonDesk {
  readonly uncompared: ReadonlySignal<readonly UncheckedProof[]>;
  /** Tells the guest that their link cannot be checked here. Nobody is asked to compare before the clinician says so. */
  add(guest: UncheckedProof): Promise<void>;
  remove(guest: UserId): void;
  hasDiffered(guest: UserId): boolean;
  of(hint: VisitHint): ComparisonView | undefined;
  close(): void;
}

/** More guests than ever wait at once. The one known longest makes room. */
const guestsAtMost = 64;
/** A signature is made on this device, and counts once the homeserver has given it back. */
const signatureTries = 20;
const signatureEveryMs = 500;

export function comparisonDesk({ open, channel, onSame, onDiffer }: ComparisonDeskOptions): ComparisonDesk {
  const known = signal<readonly { readonly guest: UncheckedProof; readonly course: Course }[]>([]);
  const uncompared = computed(() => known.value.map(({ guest }) => guest));
  const closing = new AbortController();

  const remove = (userId: UserId) => {
    known.value = known.value.filter(({ guest }) => guest.guestUserId !== userId);
  };

  /** The pictures were of this guest's key and of no other: it is the one that now carries our signature. */
  const isSigned = async ({ guestUserId, guestMasterKey, from }: UncheckedProof): Promise<boolean> => {
    for (let tries = 0; tries < signatureTries; tries += 1) {
      const shown = await masterKeyOf(open, guestUserId);
      if (!shown || !equalBytes(shown, guestMasterKey)) return false;
      const device = await deviceOf(open, guestUserId, from.deviceId);
      const isSame =
        device && equalBytes(device.ed25519, from.ed25519) && equalBytes(device.curve25519, from.curve25519);
      if (!isSame) return false;
      if (device.verified && (await isPinnedAndSigned(open, guestUserId, guestMasterKey))) return true;
      await refreshKeys(open, guestUserId).catch(() => undefined);
      await pauseFor(signatureEveryMs, closing.signal);
    }
    return false;
  };

  const settle = async (guest: UncheckedProof): Promise<'same' | 'differ'> => {
    if (!(await isSigned(guest))) return 'differ';
    remove(guest.guestUserId);
    onSame(guest);
    return 'same';
  };

  return {
    uncompared,
    async add(guest) {
      const same = known.peek().find((other) => isSame(other.guest, guest));
      if (!same) {
        const course = courseOf(open, guest, () => settle(guest), onDiffer);
        const others = known.peek().filter((other) => other.guest.guestUserId !== guest.guestUserId);
        known.value = [...others.slice(1 - guestsAtMost), { guest, course }];
      }
      const word: CompareContent = { v: 1, h: guest.h, state: 'needed' };
      await channel.send(compareType, word, [guest.from], { signedUnder: guest.guestMasterKey });
    },
    remove,
    hasDiffered: (userId) =>
      known
        .peek()
        .some(({ guest, course }) => guest.guestUserId === userId && course.state.peek().state === 'differ'),
    of: (hint) =>
      known.value.find(({ guest }) => guest.guestUserId === hint.guestUserId && guest.roomId === hint.roomId)
        ?.course,
    close() {
      closing.abort();
      for (const { course } of known.peek()) void course.cancel().catch(() => undefined);
    },
  };
}

type Course = ComparisonView;

/** One guest's comparison, begun as often as the clinician likes until it has come to an end. */
function courseOf(
  open: OpenClient,
  { guestUserId, from }: UncheckedProof,
  settle: () => Promise<'same' | 'differ'>,
  onDiffer: (guest: UserId) => void,
): Course {
  const current = signal<SasComparison | undefined>(undefined);
  const last = signal<SasEnd | undefined>(undefined);
  const differs = signal(false);

  const giveUp = () => {
    differs.value = true;
    onDiffer(guestUserId);
  };

  const lead = async (sas: SasComparison) => {
    const stop = effect(() => {
      if (sas.state.value.state === 'preparing') void sas.begin().catch(() => undefined);
    });
    const ending = await sas.ended;
    stop();
    if (ending.state === 'done') {
      if ((await settle()) === 'differ') giveUp();
      return;
    }
    last.value = ending.why;
    current.value = undefined;
    if (ending.why === 'mismatch') giveUp();
  };

  const state = computed<ComparisonState>(() => {
    if (differs.value) return { state: 'differ' };
    const now = current.value?.state.value;
    if (now && now.state !== 'over') return now;
    return { state: 'needed', ...(last.value === undefined ? {} : { last: last.value }) };
  });

  return {
    state,
    async begin() {
      if (current.peek() || differs.peek()) return;
      last.value = undefined;
      const sas = followComparison(await open.crypto.requestDeviceVerification(guestUserId, from.deviceId));
      current.value = sas;
      void lead(sas).catch(() => {
        last.value = 'failed';
        current.value = undefined;
      });
    },
    async theyMatch() {
      await current.peek()?.theyMatch();
    },
    async theyDiffer() {
      current.peek()?.theyDiffer();
    },
    async cancel() {
      await current.peek()?.cancel();
    },
  };
}

function isSame(a: UncheckedProof, b: UncheckedProof): boolean {
  return a.guestUserId === b.guestUserId && a.h === b.h && a.proof.tag === b.proof.tag;
}
