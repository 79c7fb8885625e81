/** Whose link has become known: who is out by it, and about whom the clinician decides. */

import { signal } from '@preact/signals';
import {
  type BookEntryContent,
  type DeskAnswer,
  DeskAnswerSchema,
  type DeskVisit,
  InvitationIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProvenGuest, ProvenGuestSchema } from '../storage/desk-record.ts';
import { type ExposedLink, type ExposedLinks, watchExposedLinks } from './exposed-links.ts';
import { provenFor } from './proven-guests.ts';

const id = v.parse(InvitationIdSchema, '0'.repeat(32));

let did: string[];
let watched: ExposedLinks | undefined;
beforeEach(() => {
  did = [];
});
afterEach(() => watched?.close());

/** A desk that is given these answers of the server, one after the other. */
function desk(guests: readonly ProvenGuest[]) {
  const answer = signal<DeskAnswer | undefined>(undefined);
  const living = signal<readonly DeskVisit[]>([]);
  const proven = signal(guests);
  const shown = signal<readonly ExposedLink[]>([]);
  const guestOf = (visit: DeskVisit) => provenFor(proven.value, visit);
  watched = watchExposedLinks({
    answer,
    living,
    shown,
    guestOf,
    notebook: {
      entries: signal<ReadonlyMap<typeof id, BookEntryContent>>(new Map()),
      formerEntries: signal(new Map()),
      closeEntry: async () => void did.push('link closed'),
    },
    proofs: {
      decideAgainst: async () => void did.push('proof over'),
      change: (guest, part) => {
        const next = { ...guest, ...part };
        proven.value = proven.value.map((other) => (other === guest ? next : other));
        return next;
      },
    },
    end: async () => void did.push('ended'),
  });
  const links = watched;
  return {
    shown,
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
  ['is in conversation', [guestWhoWaits()]],
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

test('whoever was in conversation and waits once more is not put out, also after the desk was loaded anew', () => {
  const { hears, asked } = desk([guest]);
  hears('redeemed', 'in-session');
  hears('exposed', 'waiting');
  expect(asked()).toBeDefined();
  watched?.close();
  const again = desk([{ ...guest, wasLetIn: true }]);
  again.hears('exposed', 'waiting');
  expect(again.asked()).toBeDefined();
  expect(did).toEqual([]);
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

const guest = guestWhoWaits();

function guestWhoWaits(): ProvenGuest {
  return v.parse(ProvenGuestSchema, {
    id,
    roomId: '!a:practice.test',
    guest: '@guest-a:practice.test',
    guestDevice: 'D',
    guestMasterKey: 'A'.repeat(43),
    tag: '0'.repeat(64),
    h: '0'.repeat(64),
    superseded: false,
    door: { seq: 1, state: 'waiting' },
  });
}

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
  const visit = {
    visitId: 'v'.repeat(22),
    invitationId: id,
    guestName: 'Guest 7Q2',
    guestUserId: '@guest-a:practice.test',
    roomId: '!a:practice.test',
    phase,
    presence: 'here',
    presenceSinceMs: 0,
    waitingSinceMs: 0,
    otherBrowser: false,
  };
  return v.parse(DeskAnswerSchema, {
    revision: 1,
    serverTimeMs: 0,
    invitations: [invitation],
    visits: phase === 'over' ? [] : [visit],
  });
}
