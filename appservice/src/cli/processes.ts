/** The processes `start` runs: each ends when asked, and when `start` is gone. */

import { readConfig } from '../config/read.ts';
import { startFront } from '../front/front.ts';
import { dataPaths, projectPaths } from '../setup/paths.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';

/** Pages and the way to API and homeserver. Reads no secret. */
export async function runFront(dataDir: string, pages: string = projectPaths.clientDist): Promise<ExitCode> {
  const { web, homeserver } = await readConfig(dataPaths(dataDir).config);
  return untilAsked(() =>
    startFront({
      publicUrl: web.publicUrl,
      port: web.port,
      dist: pages,
      upstreams: {
        api: `http://127.0.0.1:${web.apiPort}`,
        homeserver: `http://127.0.0.1:${homeserver.port}`,
      },
    }),
  );
}

/** Visits, public API and bot. */
export async function runAppservice(_dataDir: string): Promise<ExitCode> {
  return untilAsked(async () => ({ close: async () => undefined }));
}

interface Closable {
  close(): Promise<void>;
}

async function untilAsked(begin: () => Promise<Closable>): Promise<ExitCode> {
  const asked = new Promise<void>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const)
      process.on(event, () => resolve());
  });
  const running = await begin();
  process.send?.('ready');
  await asked;
  setTimeout(() => process.exit(exitCodes.unexpected), patienceMs).unref();
  await running.close();
  return exitCodes.done;
}

/** Less than `start` waits before it ends us. */
const patienceMs = 8_000;
