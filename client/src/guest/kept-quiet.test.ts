import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { QuietSounds } from '../call/quality/sound-filters.ts';
import type { VisitChange, VisitKeeper } from '../storage/visit-record.ts';
import { keptQuiet } from './kept-quiet.ts';

function aPage(keepsQuietSounds?: true) {
  const wantedQuietSounds = signal<QuietSounds>('filtered');
  const media = {
    wantedQuietSounds,
    wantQuietSounds: async (quiet: QuietSounds) => {
      wantedQuietSounds.value = quiet;
    },
  };
  const changes: VisitChange[] = [];
  const kept = {
    record: { keepsQuietSounds } as VisitKeeper['record'],
    change: async (part: VisitChange) => {
      changes.push(part);
      kept.record = { ...kept.record, ...part } as VisitKeeper['record'];
    },
  };
  let keeper: typeof kept | undefined;
  const quiet = keptQuiet(media, () => keeper);
  const begin = () => {
    keeper = kept;
    quiet.recall(kept);
  };
  return { media, wantedQuietSounds, quiet, begin, changes };
}

test('who weeps quietly is heard after a reload, too', () => {
  const { wantedQuietSounds, begin, changes } = aPage(true);
  begin();
  expect(wantedQuietSounds.value).toBe('kept');
  expect(changes).toEqual([]);
});

test('another visit in this browser knows nothing of it', () => {
  const { wantedQuietSounds, begin } = aPage();
  begin();
  expect(wantedQuietSounds.value).toBe('filtered');
});

test('what is chosen at the mirror goes into the record of the visit', async () => {
  const { media, quiet, changes } = aPage();
  expect(quiet.inRecord()).toEqual({});
  await media.wantQuietSounds('kept');
  expect(quiet.inRecord()).toEqual({ keepsQuietSounds: true });
  expect(changes).toEqual([]);
});

test('what is chosen in the conversation is kept, and taken back', async () => {
  const { media, begin, changes } = aPage();
  begin();
  await media.wantQuietSounds('kept');
  await media.wantQuietSounds('filtered');
  expect(changes).toEqual([{ keepsQuietSounds: true }, { keepsQuietSounds: undefined }]);
});
