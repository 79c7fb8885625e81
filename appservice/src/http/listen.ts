/** An HTTP server that starts on one address and stops completely. */

import { createServer, type RequestListener } from 'node:http';

export interface Listening {
  /** The port in use: the one asked for, or the one the system chose for 0. */
  readonly port: number;
  /** Takes no new request, lets running ones finish for up to `graceMs`, then closes every connection. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Loopback unless a reverse proxy stands on another machine. */
  readonly host: string;
  readonly port: number;
  readonly graceMs?: number;
}

/** Fails with the platform's error (`EADDRINUSE`, `EACCES`, …) when the address cannot be had. */
export async function listen(
  handler: RequestListener,
  { host, port, graceMs = 5_000 }: ListenOptions,
): Promise<Listening> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, handler);
  server.keepAliveTimeout = 65_000;
  let closing = false;
  server.on('request', (_request, response) => {
    response.once('close', () => closing && setImmediate(() => server.closeIdleConnections()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const force = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
