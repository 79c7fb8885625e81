/** `registration.yaml`: what the homeserver knows of the appservice. Its namespace holds the bot and nobody else. */

import { stringify } from 'yaml';
import { botLocalpart } from '../config/mapping.ts';

export interface Registration {
  readonly serverName: string;
  readonly transactionsPort: number;
  readonly asToken: string;
  readonly hsToken: string;
}

export function botUserId(serverName: string): string {
  return `@${botLocalpart}:${serverName}`;
}

/** An appservice may act as, and replace the keys of, every user in its namespace: so neither patients nor clinicians are in it. */
export function renderRegistration({ serverName, transactionsPort, asToken, hsToken }: Registration): string {
  return stringify({
    id: 'sprechzimmer',
    url: `http://127.0.0.1:${transactionsPort}`,
    as_token: asToken,
    hs_token: hsToken,
    sender_localpart: botLocalpart,
    rate_limited: false,
    namespaces: {
      users: [{ exclusive: true, regex: `^${escapeRegExp(botUserId(serverName))}$` }],
      aliases: [],
      rooms: [],
    },
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, (char) => (char === '/' ? char : `\\${char}`));
}
