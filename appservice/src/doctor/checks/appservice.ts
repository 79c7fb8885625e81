/** Homeserver and appservice: do they know each other, and does what happens in rooms arrive? */

import { readFile } from 'node:fs/promises';
import { botUserId, renderRegistration } from '../../setup/registration.ts';
import type { PracticeCheck, Surroundings } from '../check.ts';
import { isThere, reading, targetOf } from '../databases.ts';
import { attention, type Finding, ill, notAsked, well } from '../finding.ts';
import { type Answered, askHttp, errcodeOf } from '../http.ts';
import { homeserverUrl } from './parts.ts';

const area = 'Homeserver and appservice';
const restart = 'Restart the practice: registration and secrets are written for both sides then.';

export const appserviceChecks: readonly PracticeCheck[] = [
  {
    area,
    name: 'registration',
    needs: 'configuration',
    ask: async ({ config, secrets, paths, running }) => {
      if (secrets === undefined) return notAsked('there are no secrets yet, or they cannot be read');
      const wanted = renderRegistration({
        serverName: config.homeserver.serverName,
        transactionsPort: config.web.transactionsPort,
        asToken: secrets.asToken,
        hsToken: secrets.hsToken,
      });
      const present = await readFile(paths.registration, 'utf8').catch(() => '');
      if (present === wanted) return well('registration.yaml holds the bot alone, and our tokens.');
      if (!running)
        return attention(
          'registration.yaml is older than sprechzimmer.yaml or secrets.yaml.',
          'The next start writes it anew: npm start.',
        );
      return ill(
        'registration.yaml is not the one that belongs to sprechzimmer.yaml and secrets.yaml.',
        restart,
      );
    },
  },
  {
    area,
    name: 'bot',
    needs: 'homeserver',
    ask: async ({ config, secrets }, signal) => {
      if (secrets === undefined) return notAsked('secrets.yaml cannot be read');
      const url = `${homeserverUrl(config)}/_matrix/client/v3/account/whoami`;
      const answer = await askHttp(url, signal, { token: secrets.asToken });
      return judgeBot(answer, botUserId(config.homeserver.serverName));
    },
  },
  {
    area,
    name: 'news of rooms',
    needs: 'homeserver',
    ask: async (surroundings, signal) => {
      const { config, secrets } = surroundings;
      if (secrets === undefined) return notAsked('secrets.yaml cannot be read');
      const url = `${homeserverUrl(config)}/_matrix/client/v1/appservice/sprechzimmer/ping`;
      const body = { transaction_id: 'doctor' };
      const answer = await askHttp(url, signal, { method: 'POST', token: secrets.asToken, body });
      return judgePing(answer, await backlog(surroundings).catch(() => undefined));
    },
  },
];

/** @param answer to `whoami` with our token */
export function judgeBot(answer: Answered, expected: string): Finding {
  if (answer.kind === 'silence')
    return ill(`The homeserver gave no answer (${answer.code}).`, 'Look at “homeserver” above.');
  if (answer.status === 200 && answer.json?.['user_id'] === expected)
    return well('The homeserver knows our token, and the bot has its account.');
  if (answer.status === 200) return ill('Our token belongs to another account than the bot’s.', restart);
  if (errcodeOf(answer) === 'M_UNKNOWN_TOKEN' || answer.status === 401)
    return ill(
      'The homeserver does not know our token: another secrets.yaml or registration.yaml is in force there. No room can be made.',
      restart,
    );
  if (answer.status === 403)
    return ill(
      'The bot has no account: no room can be made.',
      'Restart the practice: the bot gets its account then.',
    );
  return ill(`The homeserver answered ${answer.status} ${errcodeOf(answer)} about the bot.`, restart);
}

/** @param waiting transactions the homeserver keeps for us; undefined where its database cannot be read */
export function judgePing(answer: Answered, waiting: number | undefined): Finding {
  if (answer.kind === 'silence')
    return ill(`The homeserver gave no answer (${answer.code}).`, 'Look at “homeserver” above.');
  if (answer.status !== 200) return pingFailed(errcodeOf(answer), answer.status);
  if (waiting !== undefined && waiting > 20)
    return attention(
      `The homeserver reaches the appservice, but keeps ${waiting} packets of news for it.`,
      'This ping has made it try again. Run doctor once more in a minute; if the number does not fall, restart the practice.',
    );
  const kept = waiting === undefined ? '' : ', and keeps no news back';
  return well(`The homeserver reaches the appservice${kept}.`);
}

function pingFailed(code: string, status: number): Finding {
  switch (code) {
    case 'M_UNKNOWN_TOKEN':
      return ill('The homeserver does not know our token: it sends the appservice nothing.', restart);
    case 'M_BAD_STATUS':
      return ill(
        'The appservice refuses what the homeserver sends: the two have different tokens, or another program has web.transactionsPort.',
        restart,
      );
    case 'M_CONNECTION_FAILED':
    case 'M_CONNECTION_TIMEOUT':
      return ill(
        'The homeserver does not reach the appservice: nobody who comes in is noticed.',
        'Restart the practice. If it stays: logs/appservice.log, and whether another program has web.transactionsPort.',
      );
    case 'M_FORBIDDEN':
      return ill('The homeserver knows our token under another name.', restart);
    default:
      return ill(`The homeserver answered ${status} ${code} when asked to reach the appservice.`, restart);
  }
}

async function backlog({ config, paths, passwords }: Surroundings): Promise<number | undefined> {
  const target = targetOf(config.homeserver.database, paths.homeserverDatabase, passwords.homeserver);
  if (!isThere(target)) return undefined;
  return reading(target, (reader) => reader.number('select count(*) from application_services_txns'));
}
