/** Takes in once what the questions need: configuration, secrets, and which parts answer. */

import { apiPrefix } from '@sprechzimmer/protocol';
import { readConfig } from '../config/read.ts';
import type { Config } from '../config/sections.ts';
import type { DataPaths } from '../setup/paths.ts';
import { readRunning } from '../setup/running.ts';
import { readSecretFile, readSecrets } from '../setup/secrets.ts';
import type { Part, Place, Surroundings } from './check.ts';
import { askHttp } from './http.ts';

/** Undefined where the configuration cannot be read. Writes nothing and never throws. */
export async function lookAround(paths: DataPaths, nowMs: number): Promise<Surroundings | undefined> {
  const config = await readConfig(paths.config).catch(() => undefined);
  if (config === undefined) return undefined;
  const answering = await whoAnswers(config);
  const passwordIn = (file: string | undefined, setting: string) =>
    file === undefined ? undefined : readSecretFile(paths.dir, file, setting).catch(() => undefined);
  const place: Place = { paths, nowMs };
  return {
    ...place,
    config,
    secrets: await readSecrets(paths.secrets).catch(() => undefined),
    answering,
    running: Object.values(answering).some((answers) => answers),
    note: await readRunning(paths),
    passwords: {
      store: await passwordIn(config.store.passwordFile, 'store.passwordFile'),
      homeserver: await passwordIn(config.homeserver.databasePasswordFile, 'homeserver.databasePasswordFile'),
    },
  };
}

async function whoAnswers({ web, homeserver }: Config): Promise<Readonly<Record<Part, boolean>>> {
  const answers = async (port: number, path: string): Promise<boolean> => {
    const signal = new AbortController().signal;
    const answer = await askHttp(`http://127.0.0.1:${port}${path}`, signal, { timeoutMs: 5000 });
    return answer.kind === 'answer';
  };
  const [hs, api, front] = await Promise.all([
    answers(homeserver.port, '/health'),
    answers(web.apiPort, `${apiPrefix}/health`),
    answers(web.port, '/'),
  ]);
  return { homeserver: hs, appservice: api, 'web server': front };
}
