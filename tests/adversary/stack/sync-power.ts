/** What the attacker does to `/sync`: reads it, changes it, holds parts back, and puts messages in at once. */

import type { DeviceId, UserId } from '@sprechzimmer/protocol';
import { answeringWith, type Json, jsonAnswer, listOf, objectOf, readJson } from './json.ts';
import type { Operator } from './operator.ts';
import type { Answer, Asked, HostileProxy } from './proxy.ts';

/** One device of one person. */
export interface Victim {
  readonly userId: UserId;
  readonly deviceId?: DeviceId;
}

/** A to-device event as the homeserver would hand it over. */
export interface ToDeviceEvent {
  readonly type: string;
  readonly sender: string;
  readonly content: unknown;
}

/** Sees every answer of `/sync` for a victim, and returns what the victim gets. */
export type SyncEdit = (sync: Json, victim: Victim) => Json;

export interface SyncPower {
  /** Changes every answer from now on. @returns ends it */
  edit(edit: SyncEdit): () => void;
  /**
   * Hands events over at once, in this order, also into a poll that is waiting. Resolves when the victim has taken them in
   * and asks for more.
   */
  insertToDevice(victim: Victim, events: readonly ToDeviceEvent[]): Promise<void>;
  /** Merges this into the next answer, which is given at once. Resolves like `insertToDevice`. */
  insert(victim: Victim, part: Json): Promise<void>;
}

/** The to-device events of an answer. */
export function toDeviceEvents(sync: Json): readonly Json[] {
  return listOf(objectOf(sync['to_device'])['events']).map(objectOf);
}

/** The same answer with other to-device events. */
export function withToDevice(sync: Json, events: readonly unknown[]): Json {
  return { ...sync, to_device: { events } };
}

/** The same answer with this merged into a joined room: lists are appended to, the rest is replaced. */
export function withRoom(sync: Json, roomId: string, part: Json): Json {
  return merge(sync, { rooms: { join: { [roomId]: part } } });
}

/** Call after every `proxy.reset()`: it is an interceptor itself. */
export function takeSync(proxy: HostileProxy, operator: Operator): SyncPower {
  let edits: readonly SyncEdit[] = [];
  let waiting: readonly Waiting[] = [];
  let handedOver: readonly Waiting[] = [];
  const wakers = new Set<() => void>();
  const isFor = (asker: Victim) => (one: Waiting) =>
    one.victim.userId === asker.userId &&
    (one.victim.deviceId === undefined || one.victim.deviceId === asker.deviceId);

  const take = (asker: Victim): readonly Waiting[] => {
    const mine = waiting.filter(isFor(asker));
    waiting = waiting.filter((one) => !mine.includes(one));
    return mine;
  };

  proxy.intercept({ method: 'GET', path: /^\/_matrix\/client\/v3\/sync$/ }, async (asked, pass) => {
    const asker = operator.whose(asked.token);
    if (!asker) return pass(asked);
    for (const one of handedOver.filter(isFor(asker))) one.done();
    handedOver = handedOver.filter((one) => !isFor(asker)(one));
    const { answer, inserted } = await pollOrInsert(asked, pass, () => take(asker), wakers);
    if (answer.status !== 200) return answer;
    let sync = inserted.reduce((json, { part }) => merge(json, part), readJson(answer));
    for (const edit of edits) sync = edit(sync, asker);
    handedOver = [...handedOver, ...inserted];
    return answeringWith(answer, sync);
  });

  const insert: SyncPower['insert'] = (victim, part) =>
    new Promise((done) => {
      waiting = [...waiting, { victim, part, done }];
      for (const wake of [...wakers]) wake();
    });

  return {
    edit(edit) {
      edits = [...edits, edit];
      return () => {
        edits = edits.filter((other) => other !== edit);
      };
    },
    insertToDevice: (victim, events) => insert(victim, { to_device: { events } }),
    insert,
  };
}

interface Waiting {
  readonly victim: Victim;
  readonly part: Json;
  done(): void;
}

/** Whatever comes first: the homeserver's answer, or something to put in. */
async function pollOrInsert(
  asked: Asked,
  pass: (asked: Asked, abort?: AbortSignal) => Promise<Answer>,
  take: () => readonly Waiting[],
  wakers: Set<() => void>,
): Promise<{ answer: Answer; inserted: readonly Waiting[] }> {
  const since = asked.query.get('since');
  if (since === null) return { answer: await pass(asked), inserted: [] };
  const unchanged = () => jsonAnswer({ next_batch: since });
  const before = take();
  if (before.length > 0) return { answer: unchanged(), inserted: before };

  const abort = new AbortController();
  const polled = pass(asked, abort.signal);
  polled.catch(() => undefined);
  for (;;) {
    let wake = () => {};
    const woken = new Promise<'woken'>((resolve) => {
      wake = () => resolve('woken');
      wakers.add(wake);
    });
    const first = await Promise.race([polled, woken]).finally(() => wakers.delete(wake));
    if (first !== 'woken') return { answer: first, inserted: take() };
    const inserted = take();
    if (inserted.length === 0) continue;
    abort.abort();
    return { answer: unchanged(), inserted };
  }
}

function merge(into: Json, part: Json): Json {
  const merged: Json = { ...into };
  for (const [name, value] of Object.entries(part)) {
    const present = merged[name];
    if (Array.isArray(present) && Array.isArray(value)) merged[name] = [...present, ...value];
    else if (isPlain(present) && isPlain(value)) merged[name] = merge(objectOf(present), objectOf(value));
    else merged[name] = value;
  }
  return merged;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
