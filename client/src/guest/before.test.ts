import { signal } from '@preact/signals';
import {
  consentHash,
  type InvitationId,
  InvitationIdSchema,
  type PracticeAnswer,
  type Questions,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { VisitChange, VisitKeeper, VisitRecord } from '../storage/visit-record.ts';
import { openBefore } from './before.ts';
import { emptyDraft } from './draft.ts';

const id = v.parse(InvitationIdSchema, '0'.repeat(32));
const questions: Questions = {
  company: 'off',
  callback: 'off',
  place: 'required',
  crisis: 'off',
  consent: 'required',
  consentText: { version: '1', de: 'Alter Text.' },
};

function opened(stored: unknown = undefined) {
  const kept: unknown[] = [];
  let isForgotten = false;
  const practice = signal<PracticeAnswer | undefined>({ before: questions } as PracticeAnswer);
  const before = openBefore({
    practice,
    askAnew: async () => {
      practice.value = {
        before: { ...questions, consentText: { version: '1', de: 'Neuer Text.' } },
      } as PracticeAnswer;
    },
    nowMs: () => 1_000,
    keeperOf: (_id: InvitationId) => ({
      find: async () => stored,
      keep: async (draft) => void kept.push(draft),
      forget: async () => {
        isForgotten = true;
      },
    }),
  });
  return { before, kept, isForgotten: () => isForgotten };
}

function visitOf(part: Partial<VisitRecord>) {
  const record = { name: 'Kim', ...part } as VisitRecord;
  const keeper = {
    record,
    change: async (change: VisitChange) => void Object.assign(record, change),
  } as unknown as VisitKeeper;
  return { record, keeper };
}

describe('answers before a conversation', () => {
  it('are not replaced by what a full device still has of them when the door is asked once more', async () => {
    const { before } = opened({ ...emptyDraft, place: 'Linden' });
    await before.recall(id);
    expect(before.view.draft.value.place).toBe('Linden');
    before.view.change({ place: 'Lindenweg 4' });
    await before.recall(id);
    expect(before.view.draft.value.place).toBe('Lindenweg 4');
    // Another tab has gone on with it.
    before.recallAnew();
    await before.recall(id);
    expect(before.view.draft.value.place).toBe('Linden');
  });

  it('are kept letter by letter, and stand there again after a reload', async () => {
    const first = opened();
    await first.before.recall(id);
    first.before.view.change({ place: 'Lindenweg' });
    expect(first.kept.at(-1)).toMatchObject({ place: 'Lindenweg' });

    const second = opened(first.kept.at(-1));
    await second.before.recall(id);
    expect(second.before.view.draft.value.place).toBe('Lindenweg');
  });

  it('are begun anew where what was kept is nothing of ours', async () => {
    const { before } = opened({ place: 3, step: 'cellar' });
    await before.recall(id);
    expect(before.view.draft.value).toMatchObject({ step: 'door', place: '' });
  });

  it('name the very text that was agreed to', async () => {
    const { before } = opened();
    await before.view.agree({ version: '1', language: 'de', text: 'Alter Text.' });
    expect(before.given()?.consent).toEqual({
      version: '1',
      language: 'de',
      hash: await consentHash('1', 'de', 'Alter Text.'),
      at: 1_000,
    });
    await before.view.agree(undefined);
    expect(before.given()?.consent).toBeUndefined();
  });

  it('are asked for once more with the text of today, which has to be agreed to anew', async () => {
    const { before } = opened();
    const consent = { version: '1', language: 'de', hash: 'a'.repeat(64), at: 5 } as const;
    const { record, keeper } = visitOf({ answers: { seq: 3, given: { place: 'Lindenweg 1', consent } } });
    let told = 0;
    before.attach(keeper, async () => {
      told += 1;
    });
    before.onAsk();
    await expect.poll(() => before.view.askedAgain.value).toBe(true);
    expect(record.asked).toBe(true);
    expect(before.view.consent.value?.de).toBe('Neuer Text.');
    expect(before.view.draft.value).toMatchObject({ place: 'Lindenweg 1' });
    expect(before.view.draft.value.consent).toBeUndefined();

    await before.view.agree({ version: '1', language: 'de', text: 'Neuer Text.' });
    await before.view.answer();
    expect(record.answers?.seq).toBe(4);
    expect(record.answers?.given.consent?.hash).toBe(await consentHash('1', 'de', 'Neuer Text.'));
    expect(record.asked).toBeUndefined();
    expect([told, before.view.askedAgain.value]).toEqual([1, false]);
  });

  it('are asked for still after a reload of the waiting room', () => {
    const { before } = opened();
    before.attach(visitOf({ asked: true }).keeper, async () => undefined);
    expect(before.view.askedAgain.value).toBe(true);
  });

  it('leave nothing in this browser but the visit, once it has begun', async () => {
    const { before, kept, isForgotten } = opened();
    await before.recall(id);
    await before.forget();
    before.view.change({ place: 'x' });
    expect([isForgotten(), kept.length]).toEqual([true, 0]);
  });
});
