/**
 * A crypto machine on a device that may become full. A machine whose store has refused a write has moved on in memory:
 * what it was given cannot be given to it again, and whatever it wrote later would make that unreadable for good. So from
 * the first refusal on it writes nothing more, and what arrives is held back: the homeserver keeps it, for no next sync is
 * asked for meanwhile. Once there is room, another machine is opened on what was kept, takes the place of the first
 * behind the same object, and is given what was held.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import { StorageFault, storageTroubleOf } from '../storage/storage-fault.ts';

/** How the key store of a client does. */
export interface Keeping {
  /** There is no room: nothing that arrives is taken in, and nothing encrypted leaves. */
  readonly full: ReadonlySignal<boolean>;
  /**
   * For what writes into the key store without the machine being asked.
   * @throws StorageFault while there is no room; then it is not begun
   */
  write<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when there is room: at once, or as soon as it has been made. Never, once the client has stopped. */
  kept(): Promise<void>;
}

export interface KeepOptions<M> {
  /** Another machine on the same store, ready to be used. */
  renew(): Promise<M>;
  /** Resolves after a while, when the browser keeps things again. Rejects when aborted. */
  untilRoom(signal: AbortSignal): Promise<void>;
  /** Whether a method leaves the store as it is; all others wait for room. */
  onlyReads(method: string): boolean;
}

export interface KeptMachine extends Keeping {
  /** Nothing is tried any more; what is held stays so. */
  stop(): void;
}

/** Takes over the methods of this very object: whoever holds it goes on with whatever machine there is by then. */
export function keepMachine<M extends { receiveSyncChanges: unknown; close(): void }>(
  machine: M,
  { renew, untilRoom, onlyReads }: KeepOptions<M>,
): KeptMachine {
  const full = signal(false);
  const stopping = new AbortController();
  let current = machine;
  let renewing: Promise<void> | undefined;
  /** Calls of `receiveSyncChanges` that wait for room. */
  let held = 0;
  /** What has been begun with the machine that there is, and has not ended yet. */
  const busy = new Set<PromiseLike<unknown>>();

  const isHeld = () => renewing !== undefined;
  const clear = () => {
    if (!isHeld() && held === 0) full.value = false;
  };

  const replace = (fresh: M, close: unknown) => {
    const old = current;
    current = fresh;
    if (isMethod(close)) close.call(old);
  };

  const hold = () => {
    full.value = true;
    renewing ??= (async () => {
      for (;;) {
        await untilRoom(stopping.signal);
        // Two machines never write side by side: a session that both go on with would use one key twice.
        await Promise.allSettled(busy);
        const fresh = await renew().catch(() => undefined);
        if (stopping.signal.aborted) fresh?.close();
        stopping.signal.throwIfAborted();
        if (!fresh) continue;
        replace(fresh, closing);
        renewing = undefined;
        return clear();
      }
    })();
    renewing.catch(() => undefined);
  };

  const underWay = async <T>(running: T): Promise<Awaited<T>> => {
    if (!isThenable(running)) return await running;
    busy.add(running);
    try {
      return await running;
    } finally {
      busy.delete(running);
    }
  };

  /** Whoever is told of a full device is not told twice in other words. */
  const watched = async <T>(work: () => T): Promise<Awaited<T>> => {
    // What the store refuses fails later. What fails at once is what was given, and its error quotes what others wrote.
    const running = work();
    try {
      return await underWay(running);
    } catch (error) {
      if (storageTroubleOf(error) !== 'full') throw error;
      hold();
      throw error instanceof StorageFault ? error : new StorageFault(error);
    }
  };
  const write = async <T>(work: () => T): Promise<Awaited<T>> => {
    if (isHeld()) throw new StorageFault(new Error('the quota of this device is used up'));
    return watched(work);
  };
  const kept = async () => {
    while (renewing !== undefined) await renewing.catch(() => new Promise<never>(() => undefined));
  };

  /** What arrives waits for room, however long, and is given to the machine that comes next. */
  const receive = async (method: Method, given: unknown[]) => {
    held += 1;
    for (;;) {
      await kept();
      let isBegun = false;
      try {
        const running = method.apply(current, given);
        isBegun = true;
        const received = await underWay(running);
        held -= 1;
        clear();
        return received;
      } catch (error) {
        if (!isBegun || storageTroubleOf(error) !== 'full') {
          held -= 1;
          clear();
          throw error;
        }
        hold();
      }
    }
  };

  const kind: object = Object.getPrototypeOf(machine);
  const descriptors = Object.getOwnPropertyDescriptors(kind);
  const closing: unknown = Reflect.get(kind, 'close');
  for (const [name, { value, get, set }] of Object.entries<PropertyDescriptor>(descriptors)) {
    const method: unknown = value;
    if (name === 'constructor' || name.startsWith('__')) continue;
    if (isMethod(method))
      Object.defineProperty(machine, name, {
        configurable: true,
        value: (...given: unknown[]) => {
          if (name === 'receiveSyncChanges') return receive(method, given);
          // Asked for now and then by nobody who listens for a failure: meanwhile there is nothing to ask the server.
          if (name === 'outgoingRequests' && isHeld()) return Promise.resolve([]);
          return onlyReads(name) ? method.apply(current, given) : write(() => method.apply(current, given));
        },
      });
    else
      Object.defineProperty(machine, name, {
        configurable: true,
        ...(get ? { get: (): unknown => get.call(current) } : {}),
        ...(set ? { set: (wanted: unknown) => set.call(current, wanted) } : {}),
      });
  }

  return { full, write, kept, stop: () => stopping.abort() };
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}
