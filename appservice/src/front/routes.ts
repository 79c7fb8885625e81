/** What is passed on, and to whom. Everything that is not in this table stays outside. */

export interface Upstreams {
  /** The appservice’s public API. */
  readonly api: string;
  /** Synapse. */
  readonly homeserver: string;
}

export interface Route {
  readonly to: keyof Upstreams;
  /** Larger bodies are refused here. */
  readonly maxBodyBytes: number;
}

interface Rule extends Route {
  /** A whole path, or with a slash at the end everything below it. */
  readonly path: string;
}

const rules: readonly Rule[] = [
  { path: '/api/', to: 'api', maxBodyBytes: 64 * 1024 },
  { path: '/_matrix/client/', to: 'homeserver', maxBodyBytes: 1024 * 1024 },
  // Above what the homeserver takes for a file: its own answer is the better one.
  { path: '/_matrix/media/', to: 'homeserver', maxBodyBytes: 32 * 1024 * 1024 },
  // Of the steward’s four verbs the one for browsers. The signed three are not reachable from outside.
  { path: '/_synapse/client/sprechzimmer/v1/guest', to: 'homeserver', maxBodyBytes: 16 * 1024 },
];

export type Decision =
  | { readonly kind: 'pass'; readonly route: Route }
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'refuse'; readonly status: 400; readonly says: string };

/** @param url the request target as it came: path and query, not decoded */
export function decide(url: string): Decision {
  const [path = '', ...rest] = url.split('?');
  const query = rest.join('?');
  if (!path.startsWith('/') || path.startsWith('//') || !isPlain(path))
    return { kind: 'refuse', status: 400, says: 'This address is not well-formed.' };
  const rule = rules.find((candidate) =>
    candidate.path.endsWith('/') ? path.startsWith(candidate.path) : path === candidate.path,
  );
  if (rule === undefined) return { kind: 'page', path };
  // A token in an address ends up in logs and histories.
  if (new URLSearchParams(query).has('access_token'))
    return { kind: 'refuse', status: 400, says: 'Access tokens belong into the Authorization header.' };
  return { kind: 'pass', route: rule };
}

/** No step upwards, however it is written; no backslash, no control character. */
function isPlain(path: string): boolean {
  const segments = path.split('/').map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  });
  return segments.every(
    (segment) =>
      segment !== undefined && !/^\.{1,2}$|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(segment) && !hasControl(segment),
  );
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char === '\\' || char.charCodeAt(0) < 0x20 || char.charCodeAt(0) === 0x7f);
}
