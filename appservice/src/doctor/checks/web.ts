/** The way in: what browsers meet at the practice's address. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildManifestPath, readBuildManifest, stewardPrefix } from '@sprechzimmer/protocol';
import { type Comparison, compareInstallation } from '../../compare/compare-installation.ts';
import { ownHeaders } from '../../front/headers.ts';
import { projectPaths } from '../../setup/paths.ts';
import { certificateOf, judgeCertificate } from '../certificate.ts';
import type { PracticeCheck } from '../check.ts';
import { attention, type Finding, ill, notAsked, well } from '../finding.ts';
import { type Answered, askHttp } from '../http.ts';

const area = 'The way in';

export const webChecks: readonly PracticeCheck[] = [
  {
    area,
    name: 'public address',
    needs: 'configuration',
    ask: async ({ config, running, answering }, signal) => {
      if (!running) return notAsked('the practice stands still');
      const { publicUrl } = config.web;
      return judgeAddress(publicUrl, await askHttp(`${publicUrl}/`, signal), answering['web server']);
    },
  },
  {
    area,
    name: 'certificate',
    needs: 'configuration',
    ask: async ({ config, nowMs }, signal) => {
      const { protocol, hostname, port } = new URL(config.web.publicUrl);
      if (protocol !== 'https:') return notAsked('the practice is at home on this machine only, without TLS');
      const certificate = await certificateOf(hostname, port === '' ? 443 : Number(port), signal);
      return judgeCertificate(certificate, nowMs, config.web.publicUrl);
    },
  },
  {
    area,
    name: 'headers',
    needs: 'web server',
    ask: async ({ config }, signal) => {
      const { publicUrl } = config.web;
      const pages = await Promise.all(
        ['/', '/j/', '/desk/'].map((path) => askHttp(publicUrl + path, signal)),
      );
      const answered = pages.filter((page) => page.kind === 'answer');
      if (answered.length < pages.length)
        return notAsked('the public address does not answer', 'Look at “public address”.');
      return judgeHeaders(
        answered.map(({ headers }) => headers),
        ownHeaders(publicUrl),
      );
    },
  },
  {
    area,
    name: 'inside stays inside',
    needs: 'web server',
    ask: async ({ config }, signal) => {
      const answers = await Promise.all(
        innerPaths.map(async ({ path, what }) => ({
          what,
          answer: await askHttp(config.web.publicUrl + path, signal),
        })),
      );
      return judgeInside(answers);
    },
  },
  {
    area,
    name: 'client',
    needs: 'web server',
    limitMs: 60_000,
    ask: async ({ config }) => {
      const file = join(projectPaths.clientDist, buildManifestPath);
      const build = existsSync(file) ? readBuildManifest(await readFile(file, 'utf8')) : undefined;
      if (build === undefined)
        return notAsked('no client was built in this folder', 'Build it: npm run build');
      const compared = await compareInstallation(config.web.publicUrl, build).catch(() => undefined);
      if (compared === undefined)
        return notAsked('the public address does not answer', 'Look at “public address”.');
      return judgeClient(compared, config.web.publicUrl);
    },
  },
];

/** @param front whether our own web server answers on its loopback port */
export function judgeAddress(publicUrl: string, answer: Answered, front: boolean): Finding {
  if (answer.kind === 'answer' && answer.status === 200) return well(`${publicUrl} answers.`);
  if (answer.kind === 'answer')
    return ill(
      `${publicUrl} answers ${answer.status}: patients do not see their page.`,
      front
        ? 'The web server here is well: look at the reverse proxy before it, and which port it passes on to (web.port).'
        : 'Restart the practice: its web server does not answer.',
    );
  if (!front)
    return ill(
      `${publicUrl} does not answer (${answer.code}).`,
      'Restart the practice: its web server does not answer.',
    );
  if (answer.code === 'ENOTFOUND' || answer.code === 'EAI_AGAIN')
    return ill(
      `The name in ${publicUrl} is not known (${answer.code}).`,
      'Does web.publicUrl say the right name? Is the entry at your domain provider still there? Does this machine have a network?',
    );
  if (/CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(answer.code))
    return ill(
      `Browsers refuse the certificate of ${publicUrl} (${answer.code}).`,
      'Look at “certificate” below.',
    );
  return ill(
    `${publicUrl} does not answer from here (${answer.code}), and the web server on this machine does.`,
    'Look at the reverse proxy. Some routers do not let a machine reach its own public address: try it with a telephone off the Wi-Fi.',
  );
}

/** Without these a page could be framed, scripts of others could run in it, or tell where a link was opened. */
export function judgeHeaders(pages: readonly Headers[], wanted: Readonly<Record<string, string>>): Finding {
  const differing = Object.entries(wanted)
    .filter(([name, value]) => pages.some((headers) => !isAsStrict(name, headers.get(name), value)))
    .map(([name]) => name);
  if (differing.length === 0)
    return well('Every page comes with the headers that keep scripts and frames of others out.');
  const grave = differing.includes('content-security-policy');
  return (grave ? ill : attention)(
    `Pages come without the right ${differing.join(', ')}.`,
    'A reverse proxy takes them away or sets its own: let it pass on what our web server sends (docs/setup/for-the-world.md).',
  );
}

function isAsStrict(name: string, given: string | null, wanted: string): boolean {
  if (name !== 'strict-transport-security') return given === wanted;
  const age = (text: string) => Number(/max-age=(\d+)/.exec(text)?.[1] ?? 0);
  return age(given ?? '') >= age(wanted);
}

/** What only this machine may ask for. */
const innerPaths = [
  { path: '/_synapse/admin/v1/server_version', what: 'the admin interface of the homeserver' },
  { path: '/_matrix/federation/v1/version', what: 'the interface for other Matrix servers' },
  { path: '/_matrix/key/v2/server', what: 'the interface for other Matrix servers' },
  { path: `${stewardPrefix}/steward/confine`, what: 'the signed verbs of the steward' },
  { path: '/_matrix/app/v1/ping', what: 'the appservice’s port for the homeserver' },
] as const;

export function judgeInside(
  answers: readonly { readonly what: string; readonly answer: Answered }[],
): Finding {
  if (answers.every(({ answer }) => answer.kind === 'silence'))
    return notAsked('the public address does not answer', 'Look at “public address”.');
  // Whatever is no page of ours: our own web server says 404 in words, and never in JSON.
  const open = answers.filter(
    ({ answer }) => answer.kind === 'answer' && (answer.status !== 404 || answer.json !== undefined),
  );
  if (open.length === 0)
    return well('The world reaches pages, the API and what clients need, and nothing else.');
  const what = [...new Set(open.map((one) => one.what))].join('; ');
  return ill(
    `The world reaches what is for this machine only: ${what}.`,
    'Let the reverse proxy pass everything on to web.port, and nothing to another port.',
  );
}

export function judgeClient({ filesCompared, differences }: Comparison, publicUrl: string): Finding {
  if (differences.length === 0)
    return well(`All ${filesCompared} files of the client are those of the build in this folder.`);
  const count = differences.length === 1 ? 'One file differs' : `${differences.length} files differ`;
  return ill(
    `${count} from the build in this folder: patients may run something else than you believe.`,
    `After an update restart the practice. Else see which: npx sprechzimmer compare ${publicUrl}`,
  );
}
