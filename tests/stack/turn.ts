/** A coturn of the tests' own, set up by the very file that a practice uses. */

import { execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TurnAccount } from './turn-client.ts';

/** As a browser wants it. */
export interface TurnServer extends TurnAccount {
  readonly urls: string;
}

export interface Turn {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  /** Over UDP, with credentials for an hour. */
  readonly server: TurnServer;
  /** Over TLS. The certificate is its own: a browser must be told to take it. */
  readonly tlsServer: TurnServer;
  /** What a homeserver is told, so that it can make credentials. */
  readonly secret: string;
  /** As the homeserver would make them (`turn_shared_secret`): `<expiry>:<user>`. Negative: long expired. */
  credentials(user: string, seconds: number): TurnAccount;
  /** All that it wrote where a log would begin. */
  said(): string;
  stop(): Promise<void>;
}

/** Ends coturn and takes its folder away when our end of the pipe closes: also when this process is killed. */
const whileWatched =
  'dir=$1; shift; "$@" & child=$!; cat > /dev/null; kill "$child"; wait "$child"; rm -rf "$dir"';
const template = fileURLToPath(new URL('../../synapse-config/turnserver.template.conf', import.meta.url));
const run = promisify(execFile);

/** @throws Error that says what to install when there is no coturn, or that it did not start */
export async function startTurn(): Promise<Turn> {
  const host = ownAddress();
  const [port, tlsPort] = [await freePort(host), await freePort(host)];
  const secret = randomBytes(24).toString('hex');
  const dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-turn-'));
  const config = join(dir, 'turnserver.conf');
  const certificate = await ownCertificate(dir, host);
  const filled = fill(await readFile(template, 'utf8'), {
    turns_port: String(tlsPort),
    turn_port: String(port),
    listening_ip: host,
    relay_ip: host,
    certificate_file: certificate.file,
    private_key_file: certificate.key,
    turn_shared_secret: secret,
    turn_realm: 'sprechzimmer.test',
    pid_file: join(dir, 'pid'),
  });
  // The browsers of the tests are on this very machine.
  await writeFile(config, `${filled}\nallowed-peer-ip=${host}\n`, { mode: 0o600 });
  const shell = spawn('/bin/sh', ['-c', whileWatched, 'sh', dir, 'turnserver', '-c', config], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [shell.stdout, shell.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = once(shell, 'exit');
  shell.stdin.on('error', () => undefined);
  const stop = async () => {
    shell.stdin.end();
    await ended;
  };
  if (!((await answers(host, port)) && (await answers(host, tlsPort)))) {
    await stop();
    throw new Error('The relay tests need coturn, and it did not start. Debian, Ubuntu: apt install coturn');
  }
  const credentials: Turn['credentials'] = (user, seconds) => {
    const username = `${Math.floor(Date.now() / 1000) + seconds}:${user}`;
    return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
  };
  const anHour = credentials('somebody', 3600);
  return {
    host,
    port,
    tlsPort,
    secret,
    credentials,
    server: { urls: `turn:${host}:${port}?transport=udp`, ...anHour },
    tlsServer: { urls: `turns:${host}:${tlsPort}?transport=tcp`, ...anHour },
    said: () => said,
    stop,
  };
}

/** Chromium does not send from a real interface to loopback everywhere, so the relay listens on a real one. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** @throws Error when the template asks for something that is not given, or not for what is */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  const settings = text.replaceAll(/^#.*$/gm, '');
  const asked = [...settings.matchAll(/<(\w+)>/g)].map(([, name = '']) => name);
  if (asked.toSorted().join() !== Object.keys(values).toSorted().join())
    throw new Error(`the relay's template asks for ${asked.join(', ')}`);
  return settings.replaceAll(/<(\w+)>/g, (whole, name: string) => values[name] ?? whole);
}

async function ownCertificate(dir: string, host: string): Promise<{ file: string; key: string }> {
  const [file, key] = [join(dir, 'certificate.pem'), join(dir, 'key.pem')];
  const subject = ['-subj', '/CN=sprechzimmer.test', '-addext', `subjectAltName=IP:${host}`];
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await run('openssl', ['req', '-x509', ...algorithm, '-keyout', key, '-out', file, ...subject]);
  return { file, key };
}

async function answers(host: string, port: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect({ host, port });
    const up = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (up) return true;
    await pause(50);
  }
  return false;
}

async function freePort(host: string): Promise<number> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
