import { expect, test, vi } from 'vitest';
import { everyWindow } from './leave-together.ts';
import { askForIt, onWantedElsewhere } from './take-over.ts';
import { closeChannels } from './testing/closed-channels.ts';

closeChannels();

/** What comes over a channel comes late on a busy machine. */
const heard = (check: () => void) => vi.waitFor(check, 30_000);

/** A window that says whatever it likes, in this order. */
function say(channel: string, ...said: unknown[]) {
  const window = new BroadcastChannel(channel);
  for (const each of said) window.postMessage(each);
}

const nonsense = (word: string): unknown[] => [
  null,
  undefined,
  7,
  'a visit',
  ['a visit'],
  {},
  { [word]: null },
  { [word]: 7 },
  { [word]: ['a visit'] },
  { [word]: { id: 'a visit' } },
  { other: 'a visit' },
];

test('a conversation is not ended by what another window says wrongly, and is by what it says rightly', async () => {
  const left: unknown[] = [];
  everyWindow((id) => left.push(id));
  say('sprechzimmer-left', ...nonsense('left'), { wanted: 'a visit' }, { left: 'the last' });
  await heard(() => expect(left).toEqual(['the last']));
});

test('a visit is given away only to a window that asks for this one in the right words, and once', async () => {
  const letGo = vi.fn();
  const letGoOfNext = vi.fn();
  onWantedElsewhere('a visit', letGo);
  onWantedElsewhere('the next', letGoOfNext);
  say('sprechzimmer-take-over', ...nonsense('wanted'), { left: 'a visit' }, { wanted: 'the next' });
  await heard(() => expect(letGoOfNext).toHaveBeenCalledTimes(1));
  expect(letGo).not.toHaveBeenCalled();
  askForIt('a visit');
  askForIt('a visit');
  await heard(() => expect(letGo).toHaveBeenCalledTimes(1));
  // Said after it on the same channel, and heard.
  const letGoOfLast = vi.fn();
  onWantedElsewhere('the last', letGoOfLast);
  askForIt('the last');
  await heard(() => expect(letGoOfLast).toHaveBeenCalledTimes(1));
  expect(letGo).toHaveBeenCalledTimes(1);
});

test('whoever leaves in a hurry leaves in the other windows, not once more in their own', async () => {
  const left: string[] = [];
  const mine = everyWindow((id) => left.push(`mine: ${id}`));
  const other = everyWindow((id) => left.push(`other: ${id}`));
  mine.tell('a visit');
  await heard(() => expect(left).toEqual(['other: a visit']));
  other.tell('its answer');
  await heard(() => expect(left).toEqual(['other: a visit', 'mine: its answer']));
});

test('a browser whose windows cannot talk to each other still opens, leaves and asks', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const stop = onWantedElsewhere('a visit', () => undefined);
  expect(() => {
    askForIt('a visit');
    everyWindow(() => undefined).tell('a visit');
    stop();
  }).not.toThrow();
});
