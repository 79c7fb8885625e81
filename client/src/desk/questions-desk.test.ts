import { signal } from '@preact/signals';
import type { DeskAnswer, Questions } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { questionsDesk } from './questions-desk.ts';

const questions: Questions = {
  company: 'off',
  callback: 'off',
  place: 'required',
  crisis: 'off',
  consent: 'off',
};

function guestWho(h: string, place?: string): ProvenGuest {
  return {
    guest: `@guest-${h}:practice.test`,
    guestDevice: 'GUESTDEV',
    h: h.repeat(64),
    ...(place === undefined ? {} : { answers: { seq: 1, given: { place } } }),
  } as ProvenGuest;
}

function desk(begun: readonly ProvenGuest[]) {
  const proven = signal(begun);
  const answer = signal<DeskAnswer | undefined>(undefined);
  const present = signal<readonly string[]>([]);
  const sent: unknown[] = [];
  const running = questionsDesk({
    channel: { send: async (...message) => void sent.push(message) },
    proofs: {
      proven,
      change: (guest, part) => {
        const next = { ...guest, ...part };
        proven.value = proven.value.map((other) => (other.h === guest.h ? next : other));
        return next;
      },
      recognised: async () => undefined,
    },
    practice: { before: questions },
    askPractice: async () => ({ before: questions }),
    keeper: { seenConsents: [], keepSeenConsents: async () => undefined },
    answer,
    present: () => proven.value.filter(({ h }) => present.value.includes(h)),
  });
  const kept = () => proven.value.map(({ answers }) => answers?.given.place);
  const listed = (...guests: readonly ProvenGuest[]) => {
    present.value = guests.map(({ h }) => h);
    answer.value = { revision: 1 } as DeskAnswer;
  };
  return { running, proven, kept, listed, sent };
}

describe('the desk and what patients have answered', () => {
  it('lets nobody in while something required is missing', () => {
    const { running } = desk([]);
    expect(() => running.expectAnswers(guestWho('a'))).toThrow();
    expect(() => running.expectAnswers(guestWho('a', 'Lindenweg 1'))).not.toThrow();
    running.close();
  });

  it('asks the patient’s proven device once more, and nobody else', async () => {
    const { running, sent } = desk([]);
    const guest = guestWho('a');
    await running.askAgain(guest);
    const device = { userId: guest.guest, deviceId: 'GUESTDEV' };
    expect(sent).toEqual([['de.sprechzimmer.ask', { v: 1, h: guest.h }, [device], 'verified']]);
    running.close();
  });

  it('keeps nothing of it once the visit is over', () => {
    const [kim, robin] = [guestWho('a', 'Lindenweg 1'), guestWho('b', 'Eichenweg 2')];
    const { running, kept, listed } = desk([kim, robin]);
    listed(kim, robin);
    expect(kept()).toEqual(['Lindenweg 1', 'Eichenweg 2']);
    listed(robin);
    expect(kept()).toEqual([undefined, 'Eichenweg 2']);
    running.close();
  });

  it('keeps nothing of a visit that has ended while the desk was closed', () => {
    const { running, kept, listed } = desk([guestWho('a', 'Lindenweg 1')]);
    expect(kept()).toEqual(['Lindenweg 1']);
    listed();
    expect(kept()).toEqual([undefined]);
    running.close();
  });

  it('does not lose what came before the server had named the visit', () => {
    const { running, proven, kept, listed } = desk([]);
    listed();
    const kim = guestWho('a', 'Lindenweg 1');
    proven.value = [kim];
    expect(kept()).toEqual(['Lindenweg 1']);
    listed(kim);
    expect(kept()).toEqual(['Lindenweg 1']);
    running.close();
  });
});
