import { beforeEach, expect, test, vi } from 'vitest';
import { closeChannels } from '../storage/testing/closed-channels.ts';
import { type OneTab, oneTab } from './one-tab.ts';

/** The lock as a browser keeps it: one holder, the others in the order in which they came. */
const lock = vi.hoisted(() => ({ held: false, waiting: [] as (() => void)[] }));

vi.mock('../storage/tab-lock.ts', () => {
  const release = () => {
    lock.held = false;
    lock.waiting.shift()?.();
  };
  const take = () => {
    lock.held = true;
    return release;
  };
  return {
    holdTabLock: async () => (lock.held ? undefined : take()),
    waitForTabLock: () =>
      lock.held
        ? new Promise((resolve) => lock.waiting.push(() => resolve(take())))
        : Promise.resolve(take()),
  };
});

let name: string;
let busy: boolean;
let log: string[];
let number = 0;

beforeEach(() => {
  Object.assign(lock, { held: false, waiting: [] });
  number += 1;
  name = `tabs-${number}`;
  busy = false;
  log = [];
});
closeChannels();

function open(who: string): { tab: OneTab; hold: () => Promise<void> } {
  const hold = async () => {
    await tab.hold(() => log.push(`${who} waits`));
    log.push(`${who} has it`);
  };
  const tab = oneTab(name, {
    giveWay: async () => {
      log.push(busy ? `${who} keeps it` : `${who} lets go`);
      return !busy;
    },
    onGiven: () => void hold(),
  });
  return { tab, hold };
}

test('a second tab gets the desk when it asks for it, and the first one waits for its turn', async () => {
  const [first, second] = [open('first'), open('second')];
  await first.hold();
  void second.hold();
  await vi.waitFor(() => expect(log).toEqual(['first has it', 'second waits']));
  second.tab.ask();
  await vi.waitFor(() =>
    expect(log.slice(2)).toEqual(expect.arrayContaining(['first lets go', 'second has it', 'first waits'])),
  );
  expect(log.filter((said) => said === 'first has it')).toHaveLength(1);
});

test('a conversation is not taken away: the tab that asks goes on waiting', async () => {
  const [first, second] = [open('first'), open('second')];
  await first.hold();
  void second.hold();
  await vi.waitFor(() => expect(log).toContain('second waits'));
  busy = true;
  second.tab.ask();
  await vi.waitFor(() => expect(log).toEqual(['first has it', 'second waits', 'first keeps it']));
  busy = false;
  second.tab.ask();
  await vi.waitFor(() => expect(log).toContain('second has it'));
});
