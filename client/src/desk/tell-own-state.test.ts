import { signal } from '@preact/signals';
import { DeskWordContentSchema, deskWordType } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { OwnStateNow } from './own-state.ts';
import { type StateTeller, tellOwnState } from './tell-own-state.ts';
import { provenGuest } from './testing/paper-patient.ts';

const [anna, ben] = [guest('a'), guest('b')];
const state = signal<OwnStateNow>({ kind: 'free' });
const waiting = signal<readonly ProvenGuest[]>([]);
let said: { to: unknown; state: string; at: number; h: string; rule: unknown }[];
let refuses: boolean;
let tries: number;
let recognised: Promise<void>;
let teller: StateTeller;

beforeEach(() => {
  said = [];
  refuses = false;
  tries = 0;
  recognised = Promise.resolve();
  state.value = { kind: 'free' };
  waiting.value = [];
  teller = tellOwnState({
    channel: {
      send: async (type, content, devices, rule) => {
        tries += 1;
        if (refuses) throw new Error('not taken');
        expect(type).toBe(deskWordType);
        const word = v.parse(DeskWordContentSchema, content);
        said.push({ to: devices[0]?.deviceId, state: word.state, at: word.at, h: word.h, rule });
      },
    },
    state,
    waiting,
    recognised: () => recognised,
    nowMs: () => 1000,
  });
});

afterEach(() => teller.close());

const states = () => said.map(({ to, state }) => `${to} ${state}`);

describe('what those who wait are told of the clinician', () => {
  test('goes to each of them by themselves, under their own proof, and to verified devices only', async () => {
    waiting.value = [anna, ben];
    await vi.waitFor(() => expect(states()).toEqual(['A free', 'B free']));
    expect(said.map(({ h }) => h)).toEqual([anna.h, ben.h]);
    expect(new Set(said.map(({ rule }) => rule))).toEqual(new Set(['verified']));
  });

  test('is said when it changes, once, however often the lists are drawn anew', async () => {
    waiting.value = [anna];
    await vi.waitFor(() => expect(said).toHaveLength(1));
    state.value = { kind: 'busy' };
    waiting.value = [{ ...anna }];
    state.value = { kind: 'busy' };
    await vi.waitFor(() => expect(states()).toEqual(['A free', 'A busy']));
    const [one, other] = said;
    expect(other?.at).toBeGreaterThan(one?.at ?? 0);
  });

  test('is said again to a page that was loaded anew, and to nobody else', async () => {
    waiting.value = [anna, ben];
    await vi.waitFor(() => expect(said).toHaveLength(2));
    teller.again(anna);
    await vi.waitFor(() => expect(states()).toEqual(['A free', 'B free', 'A free']));
  });

  test('goes to nobody before their key has been signed, and is then what is the case by then', async () => {
    const signed = Promise.withResolvers<void>();
    recognised = signed.promise;
    waiting.value = [anna];
    state.value = { kind: 'busy' };
    await Promise.resolve();
    expect(said).toEqual([]);
    signed.resolve();
    await vi.waitFor(() => expect(states()).toEqual(['A busy']));
  });

  test('that could not be said is said with the next change', async () => {
    refuses = true;
    waiting.value = [anna];
    await vi.waitFor(() => expect(tries).toBe(1));
    refuses = false;
    state.value = { kind: 'back', atMs: 60_000 };
    await vi.waitFor(() => expect(states()).toEqual(['A back']));
  });

  test('is said to nobody after the desk was closed', async () => {
    waiting.value = [anna];
    teller.close();
    waiting.value = [ben];
    await new Promise((resolve) => setTimeout(resolve));
    expect(tries).toBe(0);
  });
});

function guest(name: string): ProvenGuest {
  return provenGuest({
    id: name.repeat(32),
    roomId: `!${name}:practice.test`,
    guest: `@guest-${name}:practice.test`,
    guestDevice: name.toUpperCase(),
    h: name.repeat(64),
  });
}
