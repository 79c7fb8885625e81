/** Whose link has become known: who is out by it, and about whom the clinician decides. */

import { signal } from '@preact/signals';
import {
  type BookEntryContent,
  type DeskAnswer,
  DeskAnswerSchema,
  type DeskVisit,
  type InvitationId,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { type ExposedLink, type ExposedLinks, watchExposedLinks } from './exposed-links.ts';
import { provenFor } from './proven-guests.ts';
import { id, provenGuest, visitIn } from './testing/paper-patient.ts';

const guest = provenGuest();
const entry: BookEntryContent = {
  v: 1,
  id,
  book: '2026-11',
  nonce: 'A'.repeat(22),
  kind: 'video',
  not_before: 1,
  not_after: 7_200,
  label: '',
  closed: false,
  mac: '0'.repeat(64),
};

let did: string[];
let storageIsFull: boolean;
let watched: ExposedLinks | undefined;
beforeEach(() => {
  did = [];
  storageIsFull = false;
});
afterEach(() => watched?.close());

/** A desk that is given these answers of the server, one after the other. */
function desk(guests: readonly ProvenGuest[], known: readonly InvitationId[] = []) {
  const answer = signal<DeskAnswer | undefined>(undefined);
  const living = signal<readonly DeskVisit[]>([]);
  const proven = signal(guests);
  const shown = signal<readonly ExposedLink[]>([]);
  const guestOf = (visit: DeskVisit) => provenFor(proven.value, visit);
  const entries = signal(new Map(known.map((link) => [link, { ...entry, id: link }])));
  const remembered = new Map<InvitationId, number | undefined>();
  watched = watchExposedLinks({
    answer,
    living,
    shown,
    guestOf,
    notebook: {
      entries,
      formerEntries: signal(new Map()),
      closeEntry: async () => void did.push('link closed'),
    },
    keeper: {
      isExposed: (link) => remembered.has(link),
      keepExposed: async (link, until) => {
        did.push('remembered');
        remembered.set(link, until);
        if (storageIsFull) throw new Error('full');
      },
    },
    proofs: { decideAgainst: async () => void did.push('proof over') },
    end: async () => void did.push('ended'),
  });
  const links = watched;
  return {
    shown,
    remembered,
    /** What the clinician is asked about the one visit that is there. */
    asked: () => living.value.map((visit) => links.of(visit))[0],
    hears: (link: 'redeemed' | 'exposed', phase: DeskVisit['phase'] | 'over') => {
      const next = answerWith(link, phase);
      living.value = next.visits;
      answer.value = next;
    },
  };
}

test('whoever has never been let in is out, and nothing is proven with the link any more', () => {
  const { hears, asked, shown } = desk([guest]);
  hears('exposed', 'waiting');
  expect(did).toEqual(['ended', 'link closed', 'proof over']);
  expect(asked()).toBeUndefined();
  expect(shown.value).toHaveLength(1);
});

test.each([
  ['is in conversation', [guest]],
  ['is in conversation, and has yet to show this desk their proof', []],
])(
  'whoever %s is not cut off by somebody who has found the used link: the clinician is asked',
  (_, guests) => {
    const { hears, asked, shown } = desk(guests);
    hears('redeemed', 'in-session');
    expect(asked()).toBeUndefined();
    hears('exposed', 'in-session');
    expect(asked()).toBeDefined();
    expect(did).toEqual([]);
    // Nobody is told that whoever had come in by it is out.
    expect(shown.value).toEqual([]);
  },
);

test('whoever this desk has let in and who waits once more is not put out', () => {
  const { hears, asked } = desk([{ ...guest, wasLetIn: true }]);
  hears('exposed', 'waiting');
  expect(asked()).toBeDefined();
  expect(did).toEqual([]);
});

test('a server that says once that somebody is in conversation keeps nobody there with a link that is known to others', () => {
  const { hears, asked } = desk([guest]);
  hears('redeemed', 'in-session');
  hears('exposed', 'waiting');
  expect(asked()).toBeUndefined();
  expect(did).toEqual(['ended', 'link closed', 'proof over']);
});

test('that a link of this notebook was called exposed is remembered, also while its visit goes on', () => {
  const { hears, remembered } = desk([guest], [id]);
  hears('redeemed', 'in-session');
  expect(remembered.size).toBe(0);
  hears('exposed', 'in-session');
  expect([...remembered]).toEqual([[id, entry.not_after]]);
});

test('that it was called exposed is stored once there is room again, and not over and over', async () => {
  const { hears } = desk([guest], [id]);
  storageIsFull = true;
  hears('exposed', 'in-session');
  await Promise.resolve();
  storageIsFull = false;
  hears('exposed', 'in-session');
  await Promise.resolve();
  hears('exposed', 'in-session');
  expect(did).toEqual(['remembered', 'remembered']);
});

test('a server fills no memory with links that were never made', () => {
  const { hears, remembered } = desk([guest]);
  hears('exposed', 'in-session');
  expect(remembered.size).toBe(0);
});

test('a decision to go on is not asked for again, and the link is closed when they have gone', () => {
  const { hears, asked, shown } = desk([guest]);
  hears('exposed', 'in-session');
  asked()?.goOn();
  expect(asked()).toBeUndefined();
  hears('exposed', 'in-session');
  expect(asked()).toBeUndefined();
  expect(did).toEqual([]);
  hears('exposed', 'over');
  expect(did).toEqual(['link closed', 'proof over']);
  expect(shown.value).toHaveLength(1);
});

test('of whoever was compared with, the link is their own word: nobody is asked about them', () => {
  const { hears, asked } = desk([{ ...guest, comparedAt: 1 }]);
  hears('exposed', 'in-session');
  expect(asked()).toBeUndefined();
  expect(did).toEqual(['link closed', 'proof over']);
});

function answerWith(link: 'redeemed' | 'exposed', phase: DeskVisit['phase'] | 'over'): DeskAnswer {
  const invitation = {
    id,
    guestName: 'Guest 7Q2',
    bookName: '2026-11',
    nonce: 'A'.repeat(22),
    kind: 'video',
    notBefore: 1,
    notAfter: 2,
    state: link,
  };
  return v.parse(DeskAnswerSchema, {
    revision: 1,
    serverTimeMs: 0,
    invitations: [invitation],
    visits: phase === 'over' ? [] : [visitIn(phase)],
  });
}
