/** Stands in a line and writes down every packet that passes, both ways: what somebody sees who taps it there. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket as TcpSocket } from 'node:net';

export interface WireTap {
  readonly port: number;
  /** All that has passed so far, in order. Over TCP: as it came, not cut into messages. */
  readonly packets: readonly Buffer[];
  /** Where everything goes from now on. What comes before it is known is lost, as on any line. */
  leadTo(host: string, port: number): void;
  stop(): Promise<void>;
}

/** One port for UDP. Each sender gets a way of its own, so that answers find back. */
export async function tapUdp(host: string): Promise<WireTap> {
  const packets: Buffer[] = [];
  const front = createSocket('udp4');
  const ways = new Map<string, Socket>();
  let target: { host: string; port: number } | undefined;
  front.on('message', (data, sender) => {
    if (!target) return;
    packets.push(data);
    const name = `${sender.address}:${sender.port}`;
    const way = ways.get(name) ?? createSocket('udp4');
    if (!ways.has(name)) {
      ways.set(name, way);
      way.on('message', (answer) => {
        packets.push(answer);
        front.send(answer, sender.port, sender.address);
      });
      way.on('error', () => undefined);
      way.bind(0, host);
    }
    way.send(data, target.port, target.host);
  });
  front.on('error', () => undefined);
  front.bind(0, host);
  await once(front, 'listening');
  return {
    port: front.address().port,
    packets,
    leadTo: (to, port) => {
      target = { host: to, port };
    },
    stop: async () => {
      for (const socket of [front, ...ways.values()]) socket.close();
    },
  };
}

/** The same for TCP. */
export async function tapTcp(host: string): Promise<WireTap> {
  const packets: Buffer[] = [];
  const open = new Set<TcpSocket>();
  let target: { host: string; port: number } | undefined;
  const server = createServer((near) => {
    if (!target) {
      near.destroy();
      return;
    }
    const far = connect(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (data: Buffer) => {
        packets.push(data);
        to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the tap has no port');
  return {
    port: address.port,
    packets,
    leadTo: (to, port) => {
      target = { host: to, port };
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a packet is, by its first bytes (RFC 7983), with what TURN has wrapped it in taken off (RFC 8656). */
export type PacketKind = 'stun' | 'dtls' | 'srtp' | 'turn' | 'unknown';

export function kindOf(packet: Buffer): PacketKind {
  const inner = unwrapped(packet);
  if (inner === 'turn') return 'turn';
  const first = inner[0] ?? 255;
  if (first >= 20 && first <= 63) return 'dtls';
  if (first >= 128 && first <= 191) return 'srtp';
  return isStun(inner) ? 'stun' : 'unknown';
}

/** The data inside, or `turn` for what the browser and the relay say to each other. */
function unwrapped(packet: Buffer): Buffer | 'turn' {
  const first = packet[0] ?? 0;
  if (first >= 64 && first <= 79) return packet.subarray(4, 4 + packet.readUInt16BE(2));
  if (!isStun(packet)) return packet;
  const type = packet.readUInt16BE(0);
  const [sendIndication, dataIndication, binding] = [0x0016, 0x0017, 0x001];
  if ((type & 0x3eef) === binding) return packet;
  if (type !== sendIndication && type !== dataIndication) return 'turn';
  for (let at = 20; at + 4 <= packet.length; ) {
    const length = packet.readUInt16BE(at + 2);
    if (packet.readUInt16BE(at) === 0x0013) return packet.subarray(at + 4, at + 4 + length);
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return 'turn';
}

function isStun(packet: Buffer): boolean {
  return packet.length >= 20 && (packet[0] ?? 255) < 4 && packet.readUInt32BE(4) === 0x2112a442;
}

/** Which of these texts stand in some packet as they are. */
export function readable(packets: readonly Buffer[], texts: readonly string[]): string[] {
  return texts.filter((text) => packets.some((packet) => packet.includes(text)));
}
