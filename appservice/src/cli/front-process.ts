/** The web server as a process of its own. It loads nothing but itself and reads no secret. */

import { resolve } from 'node:path';
import { readLogo } from '../config/logo.ts';
import { readConfig } from '../config/read.ts';
import { startFront } from '../front/front.ts';
import { dataPaths, projectPaths } from '../setup/paths.ts';
import type { ExitCode } from '../setup/trouble.ts';
import { untilAsked } from './until-asked.ts';

/** @param pages folder of the built client */
export async function runFront(dataDir: string, pages: string = projectPaths.clientDist): Promise<ExitCode> {
  const { practice, web, homeserver } = await readConfig(dataPaths(dataDir).config);
  const logo = practice.logo === undefined ? undefined : await readLogo(resolve(dataDir, practice.logo));
  return untilAsked(() =>
    startFront({
      publicUrl: web.publicUrl,
      port: web.port,
      dist: pages,
      logo,
      upstreams: {
        api: `http://127.0.0.1:${web.apiPort}`,
        homeserver: `http://127.0.0.1:${homeserver.port}`,
      },
    }),
  );
}
