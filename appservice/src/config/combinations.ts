/** Settings that are right one by one and impossible together. */

import type { Path } from './fault.ts';
import type { Config } from './sections.ts';

/** Sections that had no fault of their own. */
export type Sound = { readonly [N in keyof Config]?: Config[N] };

export interface Impossible {
  readonly path: Path;
  /** Where to look when the file does not mention `path`: its default is what clashes. */
  readonly because?: Path;
  readonly says: string;
}

/** What the data folder already fixes. */
export interface Existing {
  /** Server name the homeserver’s data was made with. */
  readonly serverName?: string;
}

type Rule = (config: Sound, existing: Existing) => readonly Impossible[];

/** @returns all impossible combinations */
export function impossible(config: Sound, existing: Existing): readonly Impossible[] {
  return rules.flatMap((rule) => rule(config, existing));
}

const rules: readonly Rule[] = [
  function relayNeedsTurn({ call, turn }) {
    if (call?.route !== 'relay' || turn === undefined || turn.uris.length > 0) return [];
    return [
      {
        path: ['call', 'route'],
        says: '`relay` needs a TURN server, and turn.uris is empty. Name one there, or choose `direct`.',
      },
    ];
  },

  function plainHttpOnlyAtHome({ web }) {
    if (web === undefined) return [];
    const { protocol, hostname } = new URL(web.publicUrl);
    if (protocol === 'https:' || isLoopback(hostname)) return [];
    return [
      {
        path: ['web', 'publicUrl'],
        says:
          'plain http works only on this machine (localhost): elsewhere browsers allow neither camera nor ' +
          'encryption. Write https:// and put a reverse proxy with TLS in front.',
      },
    ];
  },

  function portsDiffer({ web, homeserver }) {
    const ports: readonly [Path, number | undefined][] = [
      [['web', 'port'], web?.port],
      [['homeserver', 'port'], homeserver?.port],
      [['web', 'apiPort'], web?.apiPort],
      [['web', 'transactionsPort'], web?.transactionsPort],
    ];
    return ports.flatMap(([path, port], at) => {
      const earlier = ports.slice(0, at).find(([, other]) => other === port && port !== undefined);
      return earlier === undefined
        ? []
        : [
            {
              path,
              because: earlier[0],
              says: `port ${port} is already taken by ${earlier[0].join('.')}. Choose another.`,
            },
          ];
    });
  },

  function cliniciansLiveHere({ clinicians, homeserver }) {
    if (clinicians === undefined || homeserver === undefined) return [];
    const ending = `:${homeserver.serverName}`;
    return clinicians.flatMap(({ user }, at) => {
      const path: Path = ['clinicians', at, 'user'];
      if (!user.endsWith(ending))
        return [{ path, says: `a clinician’s account must be on this practice’s homeserver: …${ending}` }];
      if (/^@(?:guest-|sprechzimmer:)/.test(user))
        return [{ path, says: 'this name is reserved for patients or for the bot. Choose another.' }];
      const earlier = clinicians.slice(0, at).some((other) => other.user === user);
      return earlier ? [{ path, says: 'this clinician is listed twice. Keep one of the two.' }] : [];
    });
  },

  function localAddressMeetsThePort({ web }) {
    if (web === undefined) return [];
    const url = new URL(web.publicUrl);
    const port = url.port === '' ? 80 : Number(url.port);
    if (url.protocol !== 'http:' || !isLoopback(url.hostname) || port === web.port) return [];
    return [
      {
        path: ['web', 'publicUrl'],
        because: ['web', 'port'],
        says: `links would lead to port ${port}, but the pages are at web.port ${web.port}. Write http://localhost:${web.port}`,
      },
    ];
  },

  function recordsAreReducedBeforeTheyGo({ retention }) {
    if (retention === undefined || retention.deleteAfterDays === 0) return [];
    if (retention.deleteAfterDays * 24 >= retention.reduceAfterHours) return [];
    return [
      {
        path: ['retention', 'deleteAfterDays'],
        because: ['retention', 'reduceAfterHours'],
        says:
          `the record would be deleted before it is reduced (after ${retention.reduceAfterHours} hours). ` +
          'Raise deleteAfterDays or lower reduceAfterHours.',
      },
    ];
  },

  function consentHasAText({ before }) {
    if (before === undefined || before.consent === 'off') return [];
    const { consentVersion, consentText } = before;
    if (consentVersion !== undefined && (consentText?.de ?? consentText?.en) !== undefined) return [];
    return [
      {
        path: ['before', 'consent'],
        says: 'a consent needs a text and its name: give consentVersion and consentText, or choose `off`.',
      },
    ];
  },

  function vouchersOutliveTheJoin({ visits }) {
    if (visits === undefined || visits.voucherSeconds >= visits.joinTimeoutSeconds) return [];
    return [
      {
        path: ['visits', 'voucherSeconds'],
        because: ['visits', 'joinTimeoutSeconds'],
        says: 'a voucher must live at least as long as joinTimeoutSeconds, or slow browsers never get in.',
      },
    ];
  },

  function twoDatabases({ homeserver, store }) {
    if (homeserver === undefined || store === undefined || store.database === 'sqlite') return [];
    if (homeserver.database !== store.database) return [];
    return [
      {
        path: ['store', 'database'],
        says: 'this is the database of the homeserver. Give the store one of its own.',
      },
    ];
  },

  function passwordsHaveADatabase({ homeserver, store }) {
    const without: Impossible[] = [];
    if (homeserver?.database === 'sqlite' && homeserver.databasePasswordFile !== undefined)
      without.push({
        path: ['homeserver', 'databasePasswordFile'],
        says: 'SQLite has no password. Remove this line, or name a PostgreSQL database.',
      });
    if (store?.database === 'sqlite' && store.passwordFile !== undefined)
      without.push({
        path: ['store', 'passwordFile'],
        says: 'SQLite has no password. Remove this line, or name a PostgreSQL database.',
      });
    return without;
  },

  function serverNameStays({ homeserver }, { serverName }) {
    if (homeserver === undefined || serverName === undefined || homeserver.serverName === serverName)
      return [];
    return [
      {
        path: ['homeserver', 'serverName'],
        says:
          `the data folder belongs to ${serverName}, and a server name cannot be changed. ` +
          'Write the old name, or start with an empty data folder (--data).',
      },
    ];
  },
];

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
