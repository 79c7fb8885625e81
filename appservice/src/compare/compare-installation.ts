/**
 * Compares what a running practice delivers with the manifest of a build, file by file and byte by byte, the way a
 * browser would ask for them. What it cannot show is in `docs/topics/comparing.md`.
 */

import { createHash } from 'node:crypto';
import { type BuildManifest, buildManifestPath, readBuildManifest } from '@sprechzimmer/protocol';
import { ownHeaders } from '../front/headers.ts';

export type Difference =
  /** Other bytes than in the build. */
  | { readonly kind: 'changed'; readonly path: string }
  /** Something else than the file was answered. */
  | { readonly kind: 'missing'; readonly path: string; readonly status: number }
  /** The installation itself says that it has this file, and the build has none of that name. */
  | { readonly kind: 'added'; readonly path: string }
  /** A page without the content security policy that belongs to it, or with another one. */
  | { readonly kind: 'policy'; readonly path: string }
  /** The installation does not say which files it has. */
  | { readonly kind: 'no-manifest' };

export interface Comparison {
  readonly filesCompared: number;
  readonly differences: readonly Difference[];
}

/** The practice did not answer. */
export class NotReachable extends Error {
  constructor(options: ErrorOptions) {
    super('the installation did not answer', options);
    this.name = 'NotReachable';
  }
}

/**
 * @param address origin of the practice: `https://praxis.example.org`
 * @throws NotReachable
 */
export async function compareInstallation(address: string, build: BuildManifest): Promise<Comparison> {
  const differences: Difference[] = [];
  for (const [path, hash] of build) {
    const difference = await compareFile(address, path, hash);
    if (difference) differences.push(difference);
  }
  return { filesCompared: build.size, differences: [...differences, ...(await addedFiles(address, build))] };
}

async function compareFile(address: string, path: string, hash: string): Promise<Difference | undefined> {
  // Once as browsers ask and once plain: a server could keep another file under each.
  for (const encodings of ['gzip, deflate, br', 'identity']) {
    const { status, policy, body } = await get(address, path, encodings);
    if (status !== 200) return { kind: 'missing', path, status };
    if (createHash('sha256').update(body).digest('hex') !== hash) return { kind: 'changed', path };
    if (path.endsWith('.html') && policy !== ownHeaders(address)['content-security-policy'])
      return { kind: 'policy', path };
  }
  return undefined;
}

async function addedFiles(address: string, build: BuildManifest): Promise<readonly Difference[]> {
  const { status, body } = await get(address, buildManifestPath, 'identity');
  const theirs = status === 200 ? readBuildManifest(body.toString('utf8')) : undefined;
  if (!theirs) return [{ kind: 'no-manifest' }];
  return [...theirs.keys()].filter((path) => !build.has(path)).map((path) => ({ kind: 'added', path }));
}

async function get(
  address: string,
  path: string,
  encodings: string,
): Promise<{ status: number; policy: string | null; body: Buffer }> {
  // Pages are reached by their folder.
  const url = `${address}/${path.replace(/(^|\/)index\.html$/, '$1')}`;
  try {
    const answer = await fetch(url, {
      headers: { 'accept-encoding': encodings },
      redirect: 'manual',
      signal: AbortSignal.timeout(longestDownloadMs),
    });
    const policy = answer.headers.get('content-security-policy');
    return { status: answer.status, policy, body: Buffer.from(await answer.arrayBuffer()) };
  } catch (cause) {
    throw new NotReachable({ cause });
  }
}

const longestDownloadMs = 120_000;
