/** Tells whoever waits, by the word of this device and never by the server's, whether the clinician can come. */

import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { type DeskWordContent, deskWordType } from '@sprechzimmer/protocol';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { OwnStateNow } from './own-state.ts';

export interface StateTelling {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly state: ReadonlySignal<OwnStateNow>;
  /** Who waits and has proven who they are. Nobody else is told anything. */
  readonly waiting: ReadonlySignal<readonly ProvenGuest[]>;
  /** Resolves when this guest's key has been signed: before that nothing goes to them. */
  recognised(guest: ProvenGuest): Promise<void>;
  readonly nowMs?: () => number;
}

export interface StateTeller {
  /** This guest's browser has forgotten what it was told: a page that was loaded anew. */
  again(guest: ProvenGuest): void;
  close(): void;
}

/** Each is told once, and again when it changes. Best effort: what does not arrive is not shown. */
export function tellOwnState({ channel, state, waiting, recognised, nowMs }: StateTelling): StateTeller {
  /** By `h`: what they were told last. */
  const told = new Map<string, string>();
  let lastAt = 0;

  const tell = async (guest: ProvenGuest, now: OwnStateNow, key: string) => {
    told.set(guest.h, key);
    try {
      await recognised(guest);
      if (told.get(guest.h) !== key) return;
      const device = { userId: guest.guest, deviceId: guest.guestDevice };
      await channel.send(deskWordType, wordOf(guest.h, now, nextAt()), [device], 'verified');
    } catch {
      if (told.get(guest.h) === key) told.delete(guest.h);
    }
  };
  const tellWhoIsNotTold = (now: OwnStateNow, guests: readonly ProvenGuest[]) => {
    const key = JSON.stringify(now);
    for (const guest of guests) if (told.get(guest.h) !== key) void tell(guest, now, key);
  };
  /** Two words said in the same millisecond keep their order. */
  const nextAt = () => {
    lastAt = Math.max(lastAt + 1, (nowMs ?? Date.now)());
    return lastAt;
  };

  const stop = effect(() => {
    const [now, guests] = [state.value, waiting.value];
    untracked(() => tellWhoIsNotTold(now, guests));
  });
  return {
    again({ h }) {
      told.delete(h);
      untracked(() =>
        tellWhoIsNotTold(
          state.value,
          waiting.value.filter((guest) => guest.h === h),
        ),
      );
    },
    close() {
      stop();
      // Nor does what is under way leave any more.
      told.clear();
    },
  };
}

function wordOf(h: string, now: OwnStateNow, at: number): DeskWordContent {
  const said = { v: 1, h, at } as const;
  return now.kind === 'back' ? { ...said, state: 'back', back_at: now.atMs } : { ...said, state: now.kind };
}
