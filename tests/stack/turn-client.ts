/**
 * As much of a TURN client as the tests of the relay need, over UDP (RFC 8656): to ask what no browser would ask,
 * and to send in clear what must be found in a recording when it is sent in clear.
 */

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface TurnAccount {
  readonly username: string;
  readonly credential: string;
}

export interface TurnClient {
  /** `0` when it was granted, else the error code: 401 wrong credentials, 403 forbidden, 486 quota. */
  allocate(): Promise<number>;
  /** Goes on with what was allocated. */
  refresh(): Promise<number>;
  /** Whether this peer may be sent to. */
  permit(host: string): Promise<number>;
  /** Sends to a peer that is permitted. No answer comes back for that. */
  send(host: string, port: number, data: string): void;
  close(): void;
}

const cookie = 0x2112a442;
const methods = { allocate: 0x003, refresh: 0x004, permit: 0x008, send: 0x016 } as const;
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;
const answerMs = 500;
const tries = 6;

export async function turnClient(host: string, port: number, account: TurnAccount): Promise<TurnClient> {
  const socket = createSocket('udp4');
  socket.connect(port, host);
  await once(socket, 'connect');
  let realm = '';
  let nonce: Buffer = Buffer.alloc(0);

  const sign = (type: number, own: readonly Buffer[]): Buffer => {
    const { username, credential } = account;
    const parts = [
      ...own,
      attribute(attributes.username, Buffer.from(username)),
      attribute(attributes.realm, Buffer.from(realm)),
      attribute(attributes.nonce, nonce),
    ];
    const unsigned = message(type, parts, 24);
    const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
    const integrity = createHmac('sha1', key).update(unsigned).digest();
    return Buffer.concat([unsigned, attribute(attributes.integrity, integrity)]);
  };

  /** Once more with what the server says where it asks for credentials or has a new nonce. */
  const ask = async (type: number, own: readonly Buffer[]): Promise<number> => {
    let code = 0;
    for (let round = 0; round < 3; round += 1) {
      const answer = await exchange(socket, realm === '' ? message(type, own) : sign(type, own));
      code = errorOf(answer);
      const wanted = { realm: answer.get(attributes.realm), nonce: answer.get(attributes.nonce) };
      const isFirst = realm === '';
      if (!wanted.nonce || !(code === 438 || (code === 401 && isFirst))) return code;
      realm = wanted.realm?.toString() ?? realm;
      nonce = wanted.nonce;
    }
    return code;
  };

  const peer = (address: string, peerPort = 0) => attribute(attributes.peer, xorAddress(address, peerPort));
  return {
    allocate: () => ask(methods.allocate, [attribute(attributes.transport, Buffer.from([17, 0, 0, 0]))]),
    refresh: () => ask(methods.refresh, [attribute(attributes.lifetime, uint32(600))]),
    permit: (address) => ask(methods.permit, [peer(address)]),
    send: (address, peerPort, data) => {
      const parts = [peer(address, peerPort), attribute(attributes.data, Buffer.from(data))];
      socket.send(message(methods.send, parts));
    },
    close: () => socket.close(),
  };
}

/** Asks until it is answered: UDP may lose either. */
async function exchange(socket: Socket, request: Buffer): Promise<Map<number, Buffer>> {
  const id = request.subarray(8, 20);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    socket.send(request);
    const answer = await new Promise<Buffer | undefined>((resolve) => {
      const timer = setTimeout(() => finish(undefined), answerMs);
      const hear = (data: Buffer) => {
        if (data.subarray(8, 20).equals(id)) finish(data);
      };
      const finish = (data: Buffer | undefined) => {
        clearTimeout(timer);
        socket.off('message', hear);
        resolve(data);
      };
      socket.on('message', hear);
    });
    if (answer) return attributesOf(answer);
  }
  throw new Error('the relay does not answer');
}

function message(type: number, parts: readonly Buffer[], further = 0): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(20);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length + further, 2);
  head.writeUInt32BE(cookie, 4);
  randomBytes(12).copy(head, 8);
  return Buffer.concat([head, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function attributesOf(answer: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= answer.length; ) {
    const length = answer.readUInt16BE(at + 2);
    found.set(answer.readUInt16BE(at), answer.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return found;
}

function errorOf(answer: ReadonlyMap<number, Buffer>): number {
  const value = answer.get(attributes.errorCode);
  return value ? (value[2] ?? 0) * 100 + (value[3] ?? 0) : 0;
}

function xorAddress(host: string, port: number): Buffer {
  const value = Buffer.alloc(8);
  value[1] = 1;
  value.writeUInt16BE(port ^ (cookie >>> 16), 2);
  const address = Buffer.from(host.split('.').map(Number));
  value.writeUInt32BE((address.readUInt32BE(0) ^ cookie) >>> 0, 4);
  return value;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
