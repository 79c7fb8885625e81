/** `web`: where browsers find the practice, and the loopback ports behind it. */

import * as v from 'valibot';
import { port, setting } from './setting.ts';

export const webSays =
  'Where browsers find the practice. All ports listen on this machine only (127.0.0.1); ' +
  'for the world put a reverse proxy with TLS in front of `port`.';

const OriginSchema = v.pipe(
  v.string(),
  v.check(isOrigin),
  v.transform((text) => new URL(text).origin),
);

export const WebSchema = v.strictObject({
  publicUrl: v.optional(
    setting(OriginSchema, {
      says:
        'The address in every link, without a path. Browsers allow camera and encryption only on https, ' +
        'or on localhost. Links that were sent before a change keep the old address.',
      expected: 'an address such as https://sprechzimmer.example.org, without a path',
      example: 'https://sprechzimmer.example.org',
    }),
    'http://localhost:8480',
  ),
  port: v.optional(port('The web server of the pages, and the only port a reverse proxy needs.'), 8480),
  apiPort: v.optional(port('The public API. The web server passes `/api/` on to it.'), 8482),
  transactionsPort: v.optional(
    port('Where the homeserver tells the appservice about rooms. Never public.'),
    8483,
  ),
});

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.username === '' && url.password === '' && url.pathname === '/' && !url.search && !url.hash;
}
