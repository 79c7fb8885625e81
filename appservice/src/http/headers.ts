/** Headers of every answer of the public API: nothing may be stored, framed, sniffed, embedded or executed. */

import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * No CORS header at all: pages of other origins can neither read an answer nor send a JSON body.
 * @param publicUrl with `https:` browsers are told to stay there (HSTS, two years)
 */
export function strictHeaders(publicUrl: string): RequestHandler[] {
  const https = new URL(publicUrl).protocol === 'https:';
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'frame-ancestors': ["'none'"],
          'base-uri': ["'none'"],
          'form-action': ["'none'"],
        },
      },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: https ? { maxAge: twoYearsSeconds, includeSubDomains: false } : false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Permissions-Policy', 'camera=(), microphone=(), display-capture=()');
      response.setHeader('X-Robots-Tag', 'none');
      next();
    },
  ];
}

const twoYearsSeconds = 63_072_000;
