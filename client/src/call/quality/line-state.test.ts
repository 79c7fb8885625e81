import { expect, test } from 'vitest';
import type { LineFindings } from './line-keeper.ts';
import { LineState } from './line-state.ts';

const well: LineFindings = {
  rung: 'full',
  pictureIsHeld: false,
  ownIsSilent: false,
  theirsIsMissing: false,
  lossOut: 0,
  lossIn: 0,
};

test('the other side is told when our picture goes and when it comes back, and not every two seconds', () => {
  const line = new LineState();
  expect(line.found(well)).toBeUndefined();
  expect(line.found({ ...well, rung: 'off', pictureIsHeld: true })).toMatchObject({ picture: 'held' });
  expect(line.found({ ...well, rung: 'off', pictureIsHeld: true })).toBeUndefined();
  expect(line.found(well)).toMatchObject({ picture: 'sent' });
});

test('who cannot be heard is told so by the one who does not hear them', () => {
  const [ours, theirs] = [new LineState(), new LineState()];
  const told = ours.found({ ...well, theirsIsMissing: true });
  if (told) theirs.heard(told);
  expect([ours.theirSoundMissing.value, theirs.theyDoNotHear.value]).toEqual([true, true]);
});

test('what was wrong with a connection is not said of the next one', () => {
  const line = new LineState();
  line.found({
    ...well,
    rung: 'off',
    pictureIsHeld: true,
    ownIsSilent: true,
    theirsIsMissing: true,
    lossIn: 0.3,
  });
  line.heard({ type: 'line', picture: 'held', hears: false });
  line.forget();
  expect(line.word).toEqual({ type: 'line', picture: 'sent', hears: true });
  expect([line.ownSoundMissing, line.theirPictureHeld, line.theyDoNotHear].map(({ value }) => value)).toEqual(
    [false, false, false],
  );
  expect(line.loss.value).toEqual({ out: undefined, in: undefined });
});
