/** A coturn of the tests' own, for calls that must go through a relay. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

export interface Turn {
  /** As a browser wants it. */
  readonly server: { readonly urls: string; readonly username: string; readonly credential: string };
  stop(): Promise<void>;
}

/** Ends coturn when our end of the pipe closes: also when this process is killed. */
const whileWatched = '"$@" & child=$!; cat > /dev/null; kill "$child"; wait "$child"';

/** @throws Error that says what to install when there is no coturn, or that it did not start */
export async function startTurn(): Promise<Turn> {
  const host = ownAddress();
  const port = await freePort(host);
  const options = [
    ...['-n', '--listening-ip', host, '--relay-ip', host, '--listening-port', String(port)],
    ...['--lt-cred-mech', '--user', 'test:test', '--realm', 'sprechzimmer.test', '--fingerprint'],
    ...['--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers', '--no-multicast-peers'],
    ...['--log-file', '/dev/null', '--pidfile', '/dev/null'],
  ];
  const shell = spawn('/bin/sh', ['-c', whileWatched, 'sh', 'turnserver', ...options], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'exit');
  shell.stdin.on('error', () => undefined);
  const stop = async () => {
    shell.stdin.end();
    await ended;
  };
  if (!(await answers(host, port))) {
    await stop();
    throw new Error('The relay tests need coturn, and it did not start. Debian, Ubuntu: apt install coturn');
  }
  return {
    server: { urls: `turn:${host}:${port}?transport=udp`, username: 'test', credential: 'test' },
    stop,
  };
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

/** Chromium does not send from a real interface to loopback everywhere, so the relay listens on a real one. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
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
