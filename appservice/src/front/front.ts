/**
 * The web server of a practice: pages, and the few paths behind them, at one address. It holds no secret and keeps no
 * log of requests: a link whose `#` was mangled on its way arrives here as a path.
 */

import { createServer, type Server } from 'node:http';
import { logoPath } from '@sprechzimmer/protocol';
import type { Logo } from '../config/logo.ts';
import { ownHeaders, passedOnHeaders, pictureHeaders } from './headers.ts';
import { loadPages, pageOfLogo } from './pages.ts';
import { makeAgent, passOn } from './pass-on.ts';
import { decide, type Upstreams } from './routes.ts';
import { sendPage, sendText } from './send-page.ts';

export interface FrontOptions {
  readonly publicUrl: string;
  /** On loopback; 0 lets the system choose. */
  readonly port: number;
  /** Folder of the built client. */
  readonly dist: string;
  readonly upstreams: Upstreams;
  /** The practice's own. */
  readonly logo?: Logo | undefined;
}

export interface Front {
  readonly port: number;
  /** Takes no new request and closes what is open. */
  close(): Promise<void>;
}

/** @throws when the port cannot be had or the client is not built */
export async function startFront({ publicUrl, port, dist, upstreams, logo }: FrontOptions): Promise<Front> {
  const pages = await loadPages(dist);
  const own = ownHeaders(publicUrl);
  const picture = logo && pageOfLogo(logo);
  const agent = makeAgent();
  const passing = {
    headers: passedOnHeaders(publicUrl),
    behindProxy: new URL(publicUrl).protocol === 'https:',
    publicUrl,
    agent,
  };
  // Uploads on a slow line may take minutes; headers may not.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 300_000 }, (request, response) => {
    const decision = decide(request.url ?? '/');
    if (decision.kind === 'refuse') {
      sendText(response, decision.status, decision.says, own);
    } else if (decision.kind === 'pass') {
      passOn(request, response, upstreams[decision.route.to], decision.route, passing);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendText(response, 405, 'Pages can only be fetched.', { ...own, allow: 'GET, HEAD' });
    } else if (decision.path === logoPath && picture !== undefined) {
      sendPage(request, response, picture, pictureHeaders(publicUrl));
    } else {
      const page = pages.find(decision.path);
      if (page === undefined) sendText(response, 404, 'There is nothing at this address.', own);
      else if ('redirect' in page) sendText(response, 308, '', { ...own, location: page.redirect });
      else sendPage(request, response, page, own);
    }
  });
  server.keepAliveTimeout = 65_000;
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
