/** A bad line: UDP that passes through it is lost, delayed, squeezed or cut off, as told, the same in both directions. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface Impairment {
  /** Share of the packets that is lost, 0 to 1. */
  readonly loss?: number;
  /** Milliseconds that each packet takes longer, one way. */
  readonly delayMs?: number;
  /** Bits a second that pass, one way; the rest waits a third of a second at most, and is lost. */
  readonly rateBps?: number;
  /** Nothing passes at all. */
  readonly isCut?: boolean;
}

export interface ImpairedLine {
  readonly port: number;
  /** Where everything goes from now on. */
  leadTo(host: string, port: number): void;
  impair(impairment: Impairment): void;
  /** Of one direction: what came to the line, and what left it. */
  readonly towards: LineCount;
  readonly back: LineCount;
  stop(): Promise<void>;
}

export interface LineCount {
  packetsIn: number;
  bytesIn: number;
  packetsOut: number;
  bytesOut: number;
}

/** Longer than this nothing waits for a place. */
const QUEUE_MS = 300;
/** On the line, not in the socket: IPv4 and UDP headers. */
const HEADER_BYTES = 28;

/** @param random 0 to 1 */
export async function impairedLine(host: string, random: () => number = seeded(1)): Promise<ImpairedLine> {
  const front = createSocket('udp4');
  const ways = new Map<string, Socket>();
  let target: { host: string; port: number } | undefined;
  let impairment: Impairment = {};
  const timers = new Set<NodeJS.Timeout>();
  const towards = direction();
  const back = direction();

  const pass = (on: Direction, data: Buffer, deliver: () => void) => {
    const { loss = 0, delayMs = 0, rateBps, isCut = false } = impairment;
    on.count.packetsIn += 1;
    on.count.bytesIn += data.length;
    if (isCut || random() < loss) return;
    const nowMs = performance.now();
    const takesMs = rateBps === undefined ? 0 : ((data.length + HEADER_BYTES) * 8_000) / rateBps;
    const freeAtMs = Math.max(nowMs, on.freeAtMs);
    if (freeAtMs - nowMs > QUEUE_MS) return;
    on.freeAtMs = freeAtMs + takesMs;
    const arrive = () => {
      on.count.packetsOut += 1;
      on.count.bytesOut += data.length;
      deliver();
    };
    const afterMs = on.freeAtMs - nowMs + delayMs;
    if (afterMs < 1) return arrive();
    const timer = setTimeout(() => {
      timers.delete(timer);
      arrive();
    }, afterMs);
    timers.add(timer);
  };

  front.on('message', (data, sender) => {
    if (!target) return;
    const to = target;
    const name = `${sender.address}:${sender.port}`;
    const way = ways.get(name) ?? createSocket('udp4');
    if (!ways.has(name)) {
      ways.set(name, way);
      way.on('message', (answer) =>
        pass(back, answer, () => front.send(answer, sender.port, sender.address, () => undefined)),
      );
      way.on('error', () => undefined);
      way.bind(0, host);
    }
    pass(towards, data, () => way.send(data, to.port, to.host, () => undefined));
  });
  front.on('error', () => undefined);
  front.bind(0, host);
  await once(front, 'listening');

  return {
    port: front.address().port,
    leadTo: (to, port) => {
      target = { host: to, port };
    },
    impair: (next) => {
      impairment = next;
    },
    towards: towards.count,
    back: back.count,
    stop: async () => {
      impairment = { isCut: true };
      for (const timer of timers) clearTimeout(timer);
      for (const socket of [front, ...ways.values()]) socket.close();
    },
  };
}

interface Direction {
  readonly count: LineCount;
  freeAtMs: number;
}

function direction(): Direction {
  return { count: { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 }, freeAtMs: 0 };
}

/** The same losses in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
