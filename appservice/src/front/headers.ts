/**
 * The headers of every page and every answer that leaves the practice’s address, as data: the web server here sends
 * them, and a reverse proxy that takes its place can be given the same ones.
 */

export type Headers = Readonly<Record<string, string>>;

/** No code, style, frame or connection but our own; no script may be made from a text (Trusted Types). */
export const contentSecurityPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  /** The Matrix crypto is WebAssembly, which may be compiled without allowing `eval`. */
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** What a page of ours may ask a browser for. Everything not needed is off, also for whatever a page might embed. */
export const permissionsPolicy: Readonly<Record<string, string>> = {
  camera: '(self)',
  microphone: '(self)',
  'display-capture': '(self)',
  'screen-wake-lock': '(self)',
  fullscreen: '(self)',
  'clipboard-write': '(self)',
  autoplay: '(self)',
  accelerometer: '()',
  'browsing-topics': '()',
  geolocation: '()',
  gyroscope: '()',
  hid: '()',
  'identity-credentials-get': '()',
  'idle-detection': '()',
  magnetometer: '()',
  midi: '()',
  payment: '()',
  'publickey-credentials-get': '()',
  serial: '()',
  usb: '()',
  'xr-spatial-tracking': '()',
};

/** On pages, scripts, errors: everything this server answers by itself. */
export function ownHeaders(publicUrl: string): Headers {
  return {
    ...everywhere(publicUrl),
    'content-security-policy': Object.entries(contentSecurityPolicy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'permissions-policy': Object.entries(permissionsPolicy)
      .map(([feature, allowed]) => `${feature}=${allowed}`)
      .join(', '),
  };
}

/** On the practice's logo. Whoever opens it by itself gets a drawing in which nothing can run and that fetches nothing. */
export function pictureHeaders(publicUrl: string): Headers {
  return {
    ...everywhere(publicUrl),
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  };
}

/** On what is passed on from API and homeserver, where those have not said something stricter themselves. */
export function passedOnHeaders(publicUrl: string): Headers {
  return {
    ...everywhere(publicUrl),
    'content-security-policy':
      "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  };
}

/** How long a browser may keep a file. */
export const caching = {
  /** Its name changes with its content. */
  hashed: 'public, max-age=31536000, immutable',
  /** Pages: a visit must not be found in a browser’s cache, and an update must arrive. */
  page: 'no-store',
  /** Icons and the like. */
  other: 'public, max-age=3600',
} as const;

function everywhere(publicUrl: string): Headers {
  const https = new URL(publicUrl).protocol === 'https:';
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-dns-prefetch-control': 'off',
    'x-permitted-cross-domain-policies': 'none',
    'x-robots-tag': 'noindex, nofollow',
    ...(https ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}
