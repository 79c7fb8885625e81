/** Ports on loopback: free ones for tests, and a plain answer when one is taken. */

import { createServer } from 'node:net';
import type { Config } from '../config/sections.ts';
import { troubles } from './trouble.ts';

/** The four ports of a practice. */
export interface Ports {
  readonly front: number;
  readonly homeserver: number;
  readonly api: number;
  readonly transactions: number;
}

/** @throws Trouble for the first port that cannot be used: which one, who needs it, where to change it */
export async function checkPorts({ web, homeserver }: Config): Promise<void> {
  const wanted = [
    { port: web.port, who: 'the web server', setting: 'web.port (and the port in web.publicUrl)' },
    { port: homeserver.port, who: 'the homeserver', setting: 'homeserver.port' },
    { port: web.apiPort, who: 'the public API', setting: 'web.apiPort' },
    {
      port: web.transactionsPort,
      who: 'the appservice (transactions from the homeserver)',
      setting: 'web.transactionsPort',
    },
  ];
  for (const { port, who, setting } of wanted) {
    const code = await tryToListen(port);
    if (code === 'EADDRINUSE') throw troubles.portTaken(port, who, setting);
    if (code === 'EACCES') throw troubles.portForbidden(port, who, setting);
  }
}

/** Ports nobody has at this moment. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(Array.from({ length: 4 }, listenAnywhere));
  const [front, homeserver, api, transactions] = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  if (front === undefined || homeserver === undefined || api === undefined || transactions === undefined)
    throw new Error('the system gave no free ports');
  return { front, homeserver, api, transactions };
}

/** @returns undefined when it is free, else the system’s error code */
function tryToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
