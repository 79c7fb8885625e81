/** The appservice as a process of its own: from the data folder to what `app.ts` needs. */

import { startAppservice } from '../app.ts';
import { practiceAnswer, rateLimits, storeUrl, visitPolicy } from '../config/mapping.ts';
import { readConfig } from '../config/read.ts';
import { endOnCrash, makeLogger } from '../log/index.ts';
import { onNudge } from '../setup/nudge.ts';
import { dataPaths } from '../setup/paths.ts';
import { readSecretFile, readSecrets } from '../setup/secrets.ts';
import type { ExitCode } from '../setup/trouble.ts';
import { untilAsked } from './until-asked.ts';

export async function runAppservice(dataDir: string): Promise<ExitCode> {
  const log = makeLogger({ level: 'info' });
  endOnCrash(log);
  const paths = dataPaths(dataDir);
  const config = await readConfig(paths.config);
  const { voucherKey, stewardKey } = await readSecrets(paths.secrets);
  const { web, homeserver, clinicians, invitations, store } = config;
  const password =
    store.passwordFile === undefined
      ? undefined
      : await readSecretFile(paths.dir, store.passwordFile, 'store.passwordFile');
  return untilAsked(async () => {
    const running = await startAppservice({
      publicUrl: web.publicUrl,
      practice: practiceAnswer(config),
      clinicians: clinicians.map(({ user, name }) => ({ userId: user, name })),
      window: invitations,
      policy: visitPolicy(config),
      limits: rateLimits(config),
      homeserverUrl: `http://127.0.0.1:${homeserver.port}`,
      roomVersion: homeserver.roomVersion,
      registration: paths.registration,
      storeUrl: storeUrl(config, paths.store, password),
      secrets: { voucherKey, stewardKey },
      api: { host: '127.0.0.1', port: web.apiPort },
      transactions: { host: '127.0.0.1', port: web.transactionsPort },
      log,
    });
    await running.homeserverReached;
    const nudges = onNudge(paths.nudge, running.lookNow);
    // What was written while we started.
    running.lookNow();
    return {
      async close() {
        nudges.stop();
        await running.close();
      },
    };
  });
}
