/** What the practice rests on: the relay, and clocks that agree. */

import * as v from 'valibot';
import type { PracticeCheck } from '../check.ts';
import { attention, type Finding, ill, notAsked, together, well } from '../finding.ts';
import { askHttp } from '../http.ts';
import { type Allocation, probeTurn, turnAddress } from '../turn-probe.ts';
import { homeserverUrl } from './parts.ts';

const area = 'What it rests on';

export const outsideChecks: readonly PracticeCheck[] = [
  {
    area,
    name: 'relay (TURN)',
    needs: 'homeserver',
    limitMs: 20_000,
    ask: async ({ config, secrets }, signal) => {
      const { uris } = config.turn;
      if (uris.length === 0)
        return notAsked(
          'none is configured',
          'Without one, conversations fail in networks that let no direct connection through (some clinics, hotels, mobile networks): docs/setup/for-the-world.md.',
        );
      if (secrets === undefined) return notAsked('secrets.yaml cannot be read');
      const url = `${homeserverUrl(config)}/_matrix/client/v3/voip/turnServer`;
      const answer = await askHttp(url, signal, { token: secrets.asToken });
      const handedOut = v.safeParse(HandedOutSchema, answer.kind === 'answer' ? answer.json : undefined);
      if (!handedOut.success)
        return ill(
          'The homeserver hands out no credentials for the relay.',
          'Restart the practice: turn in sprechzimmer.yaml is passed on to the homeserver at each start.',
        );
      if (handedOut.output.uris.toSorted().join() !== uris.toSorted().join())
        return ill(
          'The homeserver hands out other relays than sprechzimmer.yaml names.',
          'Restart the practice: turn in sprechzimmer.yaml is passed on to the homeserver at each start.',
        );
      const tried = await Promise.all(
        uris.map(async (uri) => {
          const address = turnAddress(uri);
          const allocation: Allocation =
            address === undefined
              ? { kind: 'silence', code: 'UNSUPPORTED' }
              : await probeTurn(address, handedOut.output, signal);
          return { uri, allocation };
        }),
      );
      return judgeRelays(tried);
    },
  },
  {
    area,
    name: 'clock',
    needs: 'homeserver',
    ask: async ({ config, answering }, signal) => {
      const askedAt = Date.now();
      const [homeserver, outside] = await Promise.all([
        askHttp(`${homeserverUrl(config)}/health`, signal),
        answering['web server'] ? askHttp(`${config.web.publicUrl}/`, signal) : undefined,
      ]);
      const skewOf = (headers: Headers): number =>
        Math.round((Date.parse(headers.get('date') ?? '') - askedAt) / 1000);
      const skews = [homeserver, outside].flatMap((answer) =>
        answer?.kind === 'answer' && answer.headers.has('date') ? [skewOf(answer.headers)] : [],
      );
      return judgeClock(skews);
    },
  },
];

/** What was tried at each address, in the order of the configuration. */
export function judgeRelays(
  tried: readonly { readonly uri: string; readonly allocation: Allocation }[],
): Finding {
  const failed = tried.filter(({ allocation }) => allocation.kind !== 'opened');
  if (failed.length === 0)
    return well(
      `${tried.length === 1 ? 'It opens' : `All ${tried.length} addresses open`} a way with the credentials patients are given, seen from this machine.`,
    );
  const none = failed.length === tried.length;
  const found = failed.map(({ uri, allocation }) => {
    const { says, remedy } = wordsFor(allocation);
    return (none ? ill : attention)(`${uri} ${says}.`, remedy);
  });
  return together(found, '');
}

/** Whole seconds that others are ahead of us. */
export function judgeClock(skews: readonly number[]): Finding {
  if (skews.length === 0) return notAsked('nobody here tells the time');
  const worst = Math.max(...skews.map(Math.abs));
  // The time is told in whole seconds, and an answer takes its time.
  if (worst <= 3) return well('The clocks of this machine, the homeserver and the public address agree.');
  const says = `The clocks of this machine and of what answers here differ by ${worst} seconds.`;
  const remedy = 'Set the clocks by the network on every machine involved (timedatectl set-ntp true).';
  return worst > 30
    ? ill(`${says} From a minute on, the steward refuses the appservice.`, remedy)
    : attention(says, remedy);
}

function wordsFor(allocation: Allocation): { says: string; remedy: string } {
  if (allocation.kind === 'refused' && allocation.code === 401)
    return {
      says: 'refuses the credentials that patients are given',
      remedy:
        'Its secret is another one: static-auth-secret of coturn and turnSecret in secrets.yaml (or turn.secretFile) must be the same. Its clock must be right, too.',
    };
  if (allocation.kind === 'refused')
    return {
      says: `refuses to open a way (error ${allocation.code})`,
      remedy:
        allocation.code === 486
          ? 'Too many ways are open there: look at user-quota and total-quota of coturn.'
          : 'The log of coturn says why.',
    };
  if (allocation.kind === 'silence' && allocation.code === 'UNSUPPORTED')
    return {
      says: 'is an address that browsers do not use',
      remedy: 'Write turn:…?transport=udp or turns:…?transport=tcp.',
    };
  const code = allocation.kind === 'silence' ? allocation.code : '';
  if (/CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(code))
    return {
      says: `shows a certificate that browsers refuse (${code})`,
      remedy: 'Renew the certificate of coturn, for this very name and with its chain.',
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return {
      says: `has a name that is not known (${code})`,
      remedy: 'Look at the name in turn.uris, and at your domain provider.',
    };
  return {
    says: `does not answer (${code})`,
    remedy: 'Is coturn running? Does a firewall on its machine let this port through?',
  };
}

const HandedOutSchema = v.object({
  username: v.string(),
  password: v.string(),
  uris: v.array(v.string()),
});
