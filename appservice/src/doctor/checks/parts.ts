/** The parts of a practice: do they run, do they answer, are they the ones that belong together? */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { apiPrefix, fromBase64, RoomIdSchema, stewardPrefix, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { HomeserverError } from '../../matrix/homeserver-error.ts';
import { makeSteward } from '../../matrix/steward-client.ts';
import { projectPaths } from '../../setup/paths.ts';
import { codeOnDisk } from '../../setup/running.ts';
import type { PracticeCheck, Surroundings } from '../check.ts';
import { attention, type Finding, ill, notAsked, well } from '../finding.ts';
import { type Answered, askHttp } from '../http.ts';

const area = 'The practice';
const restart = 'Restart the practice: Ctrl-C where it runs, then npm start.';

export const partChecks: readonly PracticeCheck[] = [
  { area, name: 'parts', needs: 'configuration', ask: async (surroundings) => judgeRunning(surroundings) },
  {
    area,
    name: 'version',
    needs: 'configuration',
    ask: async ({ running, note }) => {
      if (!running) return notAsked('the practice stands still');
      if (note === undefined) return notAsked('this practice was not started by npm start');
      const now = await codeOnDisk();
      return judgeCode({
        appservice: note.code.appservice === now.appservice,
        steward: note.code.steward === now.steward,
      });
    },
  },
  {
    area,
    name: 'homeserver',
    needs: 'homeserver',
    ask: async ({ config }, signal) => {
      const url = `${homeserverUrl(config)}/_synapse/admin/v1/server_version`;
      return judgeVersion(await askHttp(url, signal), await pinnedSynapse());
    },
  },
  {
    area,
    name: 'steward',
    needs: 'homeserver',
    ask: async (surroundings, signal) => judgeSteward(await stewardVerbs(surroundings, signal)),
  },
  {
    area,
    name: 'appservice',
    needs: 'appservice',
    ask: async ({ config }, signal) => {
      const answer = await askHttp(`http://127.0.0.1:${config.web.apiPort}${apiPrefix}/health`, signal);
      if (answer.kind === 'answer' && answer.status === 200)
        return well('It answers and can read its database.');
      return ill(
        'It answers, and cannot read its database.',
        'Look at “own database” below, and at logs/appservice.log in the data folder.',
      );
    },
  },
];

export function homeserverUrl({ homeserver }: Surroundings['config']): string {
  return `http://127.0.0.1:${homeserver.port}`;
}

export function judgeRunning({ running, answering, note, paths }: Surroundings): Finding {
  const silent = (['homeserver', 'appservice', 'web server'] as const).filter((part) => !answering[part]);
  if (silent.length === 0) return well('Homeserver, appservice and web server answer.');
  if (running)
    return ill(
      `The ${silent.join(' and the ')} ${silent.length === 1 ? 'does' : 'do'} not answer: patients cannot come in.`,
      `${restart} If it does not start, its last words say why; more is in ${paths.logs}.`,
    );
  const alive = note !== undefined && isAlive(note.pid);
  return ill(
    alive
      ? 'The practice is starting, or hangs: its process is there and none of its parts answers.'
      : 'The practice stands still: patients cannot come in.',
    alive
      ? 'Give it a minute and run doctor again. If nothing changes, stop it (Ctrl-C) and start it again.'
      : existsSync(paths.config)
        ? 'Start it: npm start. Does it run with another folder? Name that one: --data DIR.'
        : 'Set it up and start it: npm start.',
  );
}

/** @param same whether what was started is what lies on disk now */
export function judgeCode(same: { readonly appservice: boolean; readonly steward: boolean }): Finding {
  if (same.appservice && same.steward) return well('What runs is what lies on disk.');
  const old = same.appservice
    ? 'steward module'
    : same.steward
      ? 'appservice'
      : 'appservice and steward module';
  return attention(
    `The ${old} on disk changed after the practice was started: the old code still runs.`,
    restart,
  );
}

export function judgeVersion(answer: Answered, pinned: string): Finding {
  const version = answer.kind === 'answer' ? answer.json?.['server_version'] : undefined;
  if (typeof version !== 'string')
    return ill(
      'Something answers at the homeserver’s port, and it is no Synapse.',
      'Another program has the port. Choose another one at homeserver.port in sprechzimmer.yaml, and restart.',
    );
  const shown = /^[\w.+() -]{1,60}/.exec(version)?.[0] ?? '';
  if (shown.split(' ')[0] === pinned)
    return well(`Synapse ${pinned}, as this version of Sprechzimmer wants it.`);
  return ill(
    `Synapse ${shown} runs; this version of Sprechzimmer was tested with ${pinned}, and its steward rests on that.`,
    restart,
  );
}

export interface StewardAnswers {
  /** HTTP status of each verb for a method it does not have: 404 where nobody is. 0 without an answer. */
  readonly addresses: Readonly<Record<string, number>>;
  /** The code a signed question about a guest that does not exist was answered with. */
  readonly signed: string;
}

export function judgeSteward({ addresses, signed }: StewardAnswers): Finding {
  const missing = Object.entries(addresses).filter(([, status]) => status === 404);
  if (missing.length > 0)
    return ill(
      missing.length === Object.keys(addresses).length
        ? 'The homeserver runs without the steward: no patient can come in, and none would be confined.'
        : `The steward does not know ${missing.map(([verb]) => verb).join(', ')}: it is of another version.`,
      `${restart} homeserver.yaml is written anew then, with the steward of this version.`,
    );
  if (signed === 'NOT_OURS') return well('It is loaded, its four verbs answer, and it knows our signature.');
  if (signed === 'M_FORBIDDEN')
    return ill(
      'It refuses our signature: its key is another one, or the clocks differ by more than a minute. No visit can begin or end.',
      `Look at “clock” below. If that is well: ${restart} The keys are written for both sides then.`,
    );
  if (signed === 'NO_SECRETS')
    return notAsked(
      'secrets.yaml cannot be read',
      'Look at “data folder” above, and start the practice once.',
    );
  return ill(`It does not answer as it should (${signed}).`, `${restart} logs/homeserver.log may say why.`);
}

async function stewardVerbs({ config, secrets }: Surroundings, signal: AbortSignal): Promise<StewardAnswers> {
  const url = homeserverUrl(config);
  const verbs = {
    guest: 'guest',
    confine: 'steward/confine',
    'dispose-guest': 'steward/dispose-guest',
    'dispose-room': 'steward/dispose-room',
  };
  const addresses = await Promise.all(
    Object.entries(verbs).map(async ([verb, path]) => {
      const answer = await askHttp(`${url}${stewardPrefix}/${path}`, signal);
      return [verb, answer.kind === 'answer' ? answer.status : 0] as const;
    }),
  );
  return {
    addresses: Object.fromEntries(addresses),
    signed: await signedAnswer(url, config.homeserver.serverName, secrets),
  };
}

/** About a guest and a room that cannot exist: nothing happens, and only our signature gets this answer. */
async function signedAnswer(
  url: string,
  serverName: string,
  secrets: Surroundings['secrets'],
): Promise<string> {
  if (secrets === undefined) return 'NO_SECRETS';
  const steward = makeSteward({
    homeserverUrl: url,
    stewardKey: fromBase64(secrets.stewardKey),
    clock: { nowMs: () => Date.now() },
    timeoutMs: 6000,
  });
  const guest = v.parse(UserIdSchema, `@guest-doctor:${serverName}`);
  const room = v.parse(RoomIdSchema, `!doctor:${serverName}`);
  try {
    await steward.confine(guest, room);
    return 'CONFINED';
  } catch (error) {
    return error instanceof HomeserverError ? error.code : 'UNKNOWN';
  }
}

async function pinnedSynapse(): Promise<string> {
  const list = await readFile(projectPaths.requirements, 'utf8');
  return /^matrix-synapse==([\w.]+)/m.exec(list)?.[1] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
