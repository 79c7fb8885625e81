import { afterEach, expect, test, vi } from 'vitest';
import { StorageFault, storageTroubleOf } from '../storage/storage-fault.ts';
import { keepMachine } from './kept-machine.ts';

/** In the crypto store's own words. */
const full = new Error(
  'failed to read or write to the crypto store Expected the Transaction to be committed, but it was aborted.',
);

/** As the crypto does it: what it is given moves it on, and what a write then keeps is where it has moved to. */
class Machine {
  readonly store: Store;
  #at: number;
  isClosed = false;

  constructor(store: Store) {
    this.store = store;
    this.#at = store.at;
  }

  get place() {
    return this.#at;
  }

  async receiveSyncChanges(nth: number): Promise<string> {
    if (nth !== this.#at + 1) return `${nth} cannot be read any more`;
    this.#at = nth;
    this.#keep();
    return `${nth} is read`;
  }

  async encryptRoomEvent(text: string): Promise<string> {
    this.#keep();
    return `sealed ${text}`;
  }

  async getDevice(): Promise<string> {
    return 'a device';
  }

  close(): void {
    this.isClosed = true;
  }

  #keep(): void {
    if (this.store.isFull) throw full;
    this.store.at = this.#at;
  }
}

interface Store {
  at: number;
  isFull: boolean;
}

const running: { stop(): void }[] = [];
afterEach(() => {
  for (const { stop } of running.splice(0)) stop();
});

function onDevice() {
  const store: Store = { at: 0, isFull: false };
  const machine = new Machine(store);
  const opened: Machine[] = [];
  let look = Promise.withResolvers<void>();
  const keeping = keepMachine(machine, {
    renew: async () => {
      const fresh = new Machine(store);
      opened.push(fresh);
      return fresh;
    },
    untilRoom: () => look.promise,
    onlyReads: (name) => ['getDevice', 'close'].includes(name),
  });
  running.push(keeping);
  const lookNow = () => {
    look.resolve();
    look = Promise.withResolvers();
  };
  return { store, machine, keeping, opened, lookNow };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what a full device cannot keep is not acknowledged, and is read once there is room', async () => {
  const { store, machine, keeping, lookNow } = onDevice();
  expect(await machine.receiveSyncChanges(1)).toBe('1 is read');
  store.isFull = true;
  const answered = vi.fn();
  const received = machine.receiveSyncChanges(2);
  received.then(answered, answered);
  await settled();
  expect([keeping.full.value, answered.mock.calls]).toEqual([true, []]);
  store.isFull = false;
  lookNow();
  expect(await received).toBe('2 is read');
  expect([keeping.full.value, machine.place, store.at]).toEqual([false, 2, 2]);
});

test('nothing is written meanwhile: it would make what is held unreadable, also after a reload', async () => {
  const { store, machine, lookNow } = onDevice();
  store.isFull = true;
  const received = machine.receiveSyncChanges(1);
  await settled();
  store.isFull = false;
  await expect(machine.encryptRoomEvent('a word')).rejects.toThrow(StorageFault);
  expect(store.at).toBe(0);
  expect(await machine.getDevice()).toBe('a device');
  lookNow();
  expect(await received).toBe('1 is read');
  expect(await machine.encryptRoomEvent('a word')).toBe('sealed a word');
});

test('a device whose fullness shows with one’s own word holds what arrives from then on, and loses neither', async () => {
  const { store, machine, keeping, lookNow } = onDevice();
  store.isFull = true;
  const failure = await machine.encryptRoomEvent('a word').catch((error: unknown) => error);
  expect(storageTroubleOf(failure)).toBe('full');
  expect(keeping.full.value).toBe(true);
  const received = machine.receiveSyncChanges(1);
  store.isFull = false;
  lookNow();
  expect(await received).toBe('1 is read');
  await keeping.kept();
  expect(keeping.full.value).toBe(false);
});

test('room that is gone again is waited for again, without a word that all is well in between', async () => {
  const { store, machine, keeping, lookNow, opened } = onDevice();
  const seen: boolean[] = [];
  const stop = keeping.full.subscribe((value) => void seen.push(value));
  store.isFull = true;
  const received = machine.receiveSyncChanges(1);
  await settled();
  lookNow();
  await settled();
  store.isFull = false;
  lookNow();
  expect(await received).toBe('1 is read');
  stop();
  expect(seen).toEqual([false, true, false]);
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

test('any other failure goes its way: nobody is held up by it', async () => {
  const { machine, keeping } = onDevice();
  Object.defineProperty(machine.store, 'isFull', {
    get() {
      throw new TypeError('not a list');
    },
  });
  await expect(machine.receiveSyncChanges(1)).rejects.toThrow(TypeError);
  expect(keeping.full.value).toBe(false);
});

test('whoever stops meanwhile opens no store any more: it could not be deleted', async () => {
  const { store, machine, keeping, opened, lookNow } = onDevice();
  store.isFull = true;
  void machine.receiveSyncChanges(1);
  await settled();
  keeping.stop();
  machine.close();
  store.isFull = false;
  lookNow();
  await settled();
  expect(opened.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test('what somebody has written holds up nobody, whatever words it uses', async () => {
  const { machine, keeping } = onDevice();
  const quoted = () => {
    throw new TypeError('invalid type: string "quota", expected a list');
  };
  await expect(keeping.write(quoted)).rejects.toThrow(TypeError);
  expect(keeping.full.value).toBe(false);
  expect(await machine.encryptRoomEvent('a word')).toBe('sealed a word');
});

test('two machines never write side by side: the next one waits for what the first has begun', async () => {
  const { store, machine, keeping, opened, lookNow } = onDevice();
  const slow = Promise.withResolvers<void>();
  const underWay = keeping.write(() => slow.promise);
  store.isFull = true;
  const received = machine.receiveSyncChanges(1);
  await settled();
  store.isFull = false;
  lookNow();
  await settled();
  expect(opened).toEqual([]);
  slow.resolve();
  await underWay;
  expect(await received).toBe('1 is read');
});
