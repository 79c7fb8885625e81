/**
 * Opens one place at a TURN server and gives it back: as much of a client as it takes to know that a browser could
 * (RFC 8656, RFC 8489). Nothing is sent through it.
 */

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIP, isIPv6 } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { codeOf } from './http.ts';

export interface TurnCredentials {
  readonly username: string;
  readonly password: string;
}

export type Allocation =
  | { readonly kind: 'opened' }
  /** STUN error code: 401 wrong credentials, 403 forbidden, 486 too many. */
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'silence'; readonly code: string };

export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** RFC 7065. Undefined for what is none, or needs DTLS (`turns:…?transport=udp`, which no browser uses). */
export function turnAddress(uri: string): TurnAddress | undefined {
  const parts = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(uri);
  if (parts === null) return undefined;
  const [, scheme, host = '', port, transport] = parts;
  const isTls = scheme === 'turns';
  if (isTls && transport === 'udp') return undefined;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? (isTls ? 5349 : 3478) : Number(port),
    transport: isTls ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  };
}

/** Never throws. */
export async function probeTurn(
  address: TurnAddress,
  credentials: TurnCredentials,
  signal: AbortSignal,
): Promise<Allocation> {
  let line: Line | undefined;
  try {
    line = await (address.transport === 'udp' ? udpLine(address) : streamLine(address, signal));
    return await allocate(line, credentials, signal);
  } catch (error) {
    return { kind: 'silence', code: codeOf(error) };
  } finally {
    line?.close();
  }
}

/** Carries whole STUN messages. */
interface Line {
  send(message: Buffer): void;
  onMessage(listener: (message: Buffer) => void): void;
  /** Whether a message may get lost on it. */
  readonly lossy: boolean;
  close(): void;
}

async function allocate(line: Line, credentials: TurnCredentials, signal: AbortSignal): Promise<Allocation> {
  const udp = attribute(attributes.transport, Buffer.from([17, 0, 0, 0]));
  let server: Server | undefined;
  // The first try asks for realm and nonce, the second uses them, a third has a newer nonce.
  for (let round = 0; round < 3; round += 1) {
    const answer = await exchange(line, message(methods.allocate, [udp], server, credentials), signal);
    if (answer === undefined) return { kind: 'silence', code: 'TIMEOUT' };
    if (answer.isSuccess) {
      // Given back at once; whether that arrives is no matter, it would end by itself.
      const nothing = attribute(attributes.lifetime, Buffer.alloc(4));
      line.send(message(methods.refresh, [nothing], server, credentials));
      return { kind: 'opened' };
    }
    const code = errorOf(answer.attributes);
    const realm = answer.attributes.get(attributes.realm) ?? server?.realm;
    const nonce = answer.attributes.get(attributes.nonce);
    const again = code === 438 || (code === 401 && server === undefined);
    if (!again || realm === undefined || nonce === undefined) return { kind: 'refused', code };
    server = { realm, nonce };
  }
  return { kind: 'refused', code: 438 };
}

interface Server {
  readonly realm: Buffer;
  readonly nonce: Buffer;
}

interface Reply {
  readonly isSuccess: boolean;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** UDP may lose question and answer: asked every half second, six times (RFC 8489, 6.2.1). */
function exchange(line: Line, request: Buffer, signal: AbortSignal): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    let sent = 0;
    const finish = (reply: Reply | undefined): void => {
      clearInterval(timer);
      resolve(reply);
    };
    const send = (): void => {
      sent += 1;
      if (sent > 6) finish(undefined);
      else if (sent === 1 || line.lossy) line.send(request);
    };
    const timer = setInterval(send, 500);
    signal.addEventListener('abort', () => finish(undefined), { once: true });
    line.onMessage((heard) => {
      if (heard.length < 20 || !heard.subarray(8, 20).equals(request.subarray(8, 20))) return;
      finish({ isSuccess: (heard.readUInt16BE(0) & 0x0110) === 0x0100, attributes: attributesOf(heard) });
    });
    send();
  });
}

function message(
  method: number,
  own: readonly Buffer[],
  server: Server | undefined,
  { username, password }: TurnCredentials,
): Buffer {
  const id = randomBytes(12);
  if (server === undefined) return Buffer.concat([head(method, own, 0, id), ...own]);
  const signed = [
    ...own,
    attribute(attributes.username, Buffer.from(username)),
    attribute(attributes.realm, server.realm),
    attribute(attributes.nonce, server.nonce),
  ];
  // The length in the head counts the signature that follows (RFC 8489, 14.5). Key: long-term credentials, MD5 by the RFC.
  const unsigned = Buffer.concat([head(method, signed, 24, id), ...signed]);
  const key = createHash('md5').update(`${username}:${server.realm.toString()}:${password}`).digest();
  const signature = createHmac('sha1', key).update(unsigned).digest();
  return Buffer.concat([unsigned, attribute(attributes.integrity, signature)]);
}

function head(method: number, parts: readonly Buffer[], further: number, id: Buffer): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(method, 0);
  bytes.writeUInt16BE(
    parts.reduce((sum, part) => sum + part.length, further),
    2,
  );
  bytes.writeUInt32BE(cookie, 4);
  return Buffer.concat([bytes, id]);
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  return Buffer.concat([bytes, value, Buffer.alloc(padding(value.length))]);
}

function attributesOf(heard: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= heard.length; ) {
    const length = heard.readUInt16BE(at + 2);
    found.set(heard.readUInt16BE(at), heard.subarray(at + 4, at + 4 + length));
    at += 4 + length + padding(length);
  }
  return found;
}

function errorOf(found: ReadonlyMap<number, Buffer>): number {
  const value = found.get(attributes.errorCode);
  return value === undefined ? 0 : ((value[2] ?? 0) & 7) * 100 + (value[3] ?? 0);
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

function udpLine({ host, port }: TurnAddress): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    socket.once('error', reject);
    socket.connect(port, host, () => {
      // A port that is closed answers with an error; silence is judged by the caller.
      socket.off('error', reject).on('error', () => undefined);
      resolve({
        send: (bytes) => socket.send(bytes, () => undefined),
        onMessage: (listener) => {
          socket.removeAllListeners('message').on('message', listener);
        },
        lossy: true,
        close: () => socket.close(),
      });
    });
  });
}

/** On a stream each message says in its head how long it is. */
function streamLine({ host, port, transport }: TurnAddress, signal: AbortSignal): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket =
      transport === 'tls'
        ? connectTls({ host, port, servername: isIP(host) === 0 ? host : '' })
        : connectTcp({ host, port });
    const timer = setTimeout(() => socket.destroy(timedOut()), 5000);
    signal.addEventListener('abort', () => socket.destroy(timedOut()), { once: true });
    socket.once('close', () => clearTimeout(timer));
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', reject).on('error', () => undefined);
      let rest: Buffer = Buffer.alloc(0);
      let listener: (message: Buffer) => void = () => undefined;
      socket.on('data', (bytes: Buffer) => {
        rest = Buffer.concat([rest, bytes]);
        while (rest.length >= 20 && rest.length >= 20 + rest.readUInt16BE(2)) {
          const end = 20 + rest.readUInt16BE(2);
          listener(rest.subarray(0, end));
          rest = rest.subarray(end);
        }
      });
      resolve({
        send: (bytes) => void socket.write(bytes),
        onMessage: (next) => {
          listener = next;
        },
        lossy: false,
        close: () => socket.end(() => socket.destroy()),
      });
    });
  });
}

function timedOut(): Error {
  return Object.assign(new Error('no answer'), { code: 'TIMEOUT' });
}

const cookie = 0x2112a442;
const methods = { allocate: 0x003, refresh: 0x004 } as const;
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;
