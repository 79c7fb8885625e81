/** What must not be: somebody with power over the homeserver, and doors that are open. */

import { readFile } from 'node:fs/promises';
import { renderHomeserverConfig } from '../../setup/homeserver-config.ts';
import { botUserId } from '../../setup/registration.ts';
import { readSecretFile } from '../../setup/secrets.ts';
import type { PracticeCheck, Surroundings } from '../check.ts';
import { isThere, reading, targetOf } from '../databases.ts';
import { departures } from '../departures.ts';
import { attention, type Finding, ill, notAsked, together, well } from '../finding.ts';
import { type Answered, askHttp } from '../http.ts';
import { homeserverUrl } from './parts.ts';

const area = 'What must not be';

export const powerChecks: readonly PracticeCheck[] = [
  {
    area,
    name: 'admins',
    needs: 'configuration',
    ask: async ({ config, paths, passwords }) => {
      const target = targetOf(config.homeserver.database, paths.homeserverDatabase, passwords.homeserver);
      if (!isThere(target)) return notAsked('the practice has never run');
      const bot = botUserId(config.homeserver.serverName).replaceAll("'", "''");
      return reading(target, async ({ number }) =>
        judgeAdmins({
          all: (await number('select count(*) from users where admin = 1')) ?? 0,
          bot: ((await number(`select count(*) from users where admin = 1 and name = '${bot}'`)) ?? 0) > 0,
          guestsOfMatrix: (await number('select count(*) from users where is_guest = 1')) ?? 0,
        }),
      );
    },
  },
  {
    area,
    name: 'power of the bot',
    needs: 'homeserver',
    ask: async ({ config, secrets }, signal) => {
      if (secrets === undefined) return notAsked('secrets.yaml cannot be read');
      const url = `${homeserverUrl(config)}/_synapse/admin/v2/users?limit=1`;
      const answer = await askHttp(url, signal, { token: secrets.asToken });
      return judgeBotPower(answer);
    },
  },
  {
    area,
    name: 'registration closed',
    needs: 'homeserver',
    ask: async ({ config }, signal) => {
      const url = homeserverUrl(config);
      const post = (path: string) => askHttp(url + path, signal, { method: 'POST', body: {} });
      return judgeDoors({
        registration: await post('/_matrix/client/v3/register'),
        sharedSecret: await post('/_synapse/admin/v1/register'),
        federation: await askHttp(`${url}/_matrix/federation/v1/version`, signal),
      });
    },
  },
  {
    area,
    name: 'homeserver’s settings',
    needs: 'configuration',
    ask: async (surroundings) => {
      const present = await readFile(surroundings.paths.homeserverConfig, 'utf8').catch(() => undefined);
      if (present === undefined) return notAsked('the practice has never run');
      const wanted = await wantedConfig(surroundings);
      if (wanted === undefined) return notAsked('secrets.yaml cannot be read');
      const found = departures(wanted, present);
      return together(
        found.map(({ says, grave }) => judgeDeparture(says, grave, surroundings.running)),
        'homeserver.yaml says what this version of Sprechzimmer wants, in every line.',
      );
    },
  },
];

const botIsAdmin = ill(
  'The bot is an admin of the homeserver: whoever holds its token could enter any room and sign in as anybody.',
  'Take the right away (column admin of its row in table users of the homeserver’s database), restart, and find out who gave it.',
);

/** @param answer to the bot's question for what only an admin gets to see */
export function judgeBotPower(answer: Answered): Finding {
  if (statusOf(answer) === 200) return botIsAdmin;
  if (statusOf(answer) === 403) return well('The homeserver refuses the bot what only an admin may do.');
  return notAsked('the homeserver does not take our token', 'Look at “bot”.');
}

export function judgeAdmins(found: {
  readonly all: number;
  readonly bot: boolean;
  readonly guestsOfMatrix: number;
}): Finding {
  if (found.bot) return botIsAdmin;
  const others: Finding[] = [];
  if (found.all > 0)
    others.push(
      ill(
        `${found.all === 1 ? 'An account is' : `${found.all} accounts are`} admin of the homeserver: with one, a person can force themselves into rooms and sign in as the clinician. Sprechzimmer makes none.`,
        'Take the right away (column admin in table users of the homeserver’s database), restart, and find out who gave it.',
      ),
    );
  if (found.guestsOfMatrix > 0)
    others.push(
      attention(
        'There are guest accounts of Matrix’s own kind. Sprechzimmer makes none: somebody has been let in who is not confined.',
        'Restart the practice and look at “homeserver’s settings”.',
      ),
    );
  return together(others, 'No account is an admin of the homeserver, the bot included.');
}

/** Nothing is in force while the practice stands still, and the next start writes the file anew. */
export function judgeDeparture(says: string, grave: boolean, running: boolean): Finding {
  if (!running) return attention(says, 'The next start writes homeserver.yaml anew: npm start.');
  return (grave ? ill : attention)(
    says,
    'Restart the practice: homeserver.yaml is written anew at each start. Change nothing in it by hand.',
  );
}

export interface Doors {
  /** `POST /register` with nothing in it. */
  readonly registration: Answered;
  /** `POST /_synapse/admin/v1/register` with nothing in it. */
  readonly sharedSecret: Answered;
  readonly federation: Answered;
}

export function judgeDoors({ registration, sharedSecret, federation }: Doors): Finding {
  const found: Finding[] = [];
  const remedy =
    'Restart the practice: its homeserver.yaml is written anew. If it stays, another configuration file is in force: look how the homeserver is started.';
  if (statusOf(registration) !== 403)
    found.push(ill('Anybody can register an account on the homeserver, and is confined by nobody.', remedy));
  if (!/shared secret registration is not enabled/i.test(bodyOf(sharedSecret)))
    found.push(
      ill(
        'Registration by a shared secret is open: whoever holds that secret makes an admin of themselves.',
        remedy,
      ),
    );
  if (statusOf(federation) !== 404)
    found.push(ill('Other Matrix servers are spoken to: they learn who is in which room.', remedy));
  return together(
    found,
    'Nobody can register, by a shared secret neither, and no other server is spoken to.',
  );
}

function statusOf(answer: Answered): number {
  return answer.kind === 'answer' ? answer.status : 0;
}

function bodyOf(answer: Answered): string {
  return answer.kind === 'answer' ? answer.body : '';
}

async function wantedConfig({
  config,
  paths,
  secrets,
  passwords,
}: Surroundings): Promise<string | undefined> {
  if (secrets === undefined) return undefined;
  const { secretFile } = config.turn;
  return renderHomeserverConfig(config, paths, {
    macaroonKeyPath: paths.macaroonKey,
    formSecretPath: paths.formSecret,
    turnSecret:
      secretFile === undefined
        ? secrets.turnSecret
        : await readSecretFile(paths.dir, secretFile, 'turn.secretFile'),
    databasePassword: passwords.homeserver,
  });
}
