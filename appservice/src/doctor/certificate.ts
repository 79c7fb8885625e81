/** The certificate somebody shows, and for how long it is good. */

import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { attention, type Finding, ill, well } from './finding.ts';
import { codeOf } from './http.ts';

export type Certificate =
  | {
      readonly kind: 'shown';
      readonly validUntilMs: number;
      /** Why a browser would refuse it (`CERT_HAS_EXPIRED`); undefined when it would not. */
      readonly refused: string | undefined;
    }
  | { readonly kind: 'silence'; readonly code: string };

export function certificateOf(host: string, port: number, signal: AbortSignal): Promise<Certificate> {
  return new Promise((resolve) => {
    // A wrong certificate is looked at as well; nothing is sent to whoever shows it.
    const socket = connect({
      host,
      port,
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: false,
    });
    const finish = (certificate: Certificate): void => {
      socket.destroy();
      resolve(certificate);
    };
    const timer = setTimeout(() => finish({ kind: 'silence', code: 'TIMEOUT' }), 6000);
    signal.addEventListener('abort', () => finish({ kind: 'silence', code: 'TIMEOUT' }), { once: true });
    socket.once('close', () => clearTimeout(timer));
    socket.once('error', (error) => finish({ kind: 'silence', code: codeOf(error) }));
    socket.once('secureConnect', () => {
      const { valid_to: until } = socket.getPeerCertificate();
      const error: unknown = socket.authorizationError;
      const refused = socket.authorized ? undefined : error instanceof Error ? codeOf(error) : String(error);
      finish({ kind: 'shown', validUntilMs: Date.parse(until), refused });
    });
  });
}

/** @param whose shown in the sentence */
export function judgeCertificate(certificate: Certificate, nowMs: number, whose: string): Finding {
  const renew =
    'Renew it where it is made (the reverse proxy, certbot), and find out why it was not renewed by itself.';
  if (certificate.kind === 'silence')
    return ill(
      `${whose} shows no certificate (${certificate.code}).`,
      'Is the reverse proxy running, and on port 443?',
    );
  const days = Math.floor((certificate.validUntilMs - nowMs) / 86_400_000);
  if (days < 0) return ill(`The certificate of ${whose} has expired: browsers refuse it.`, renew);
  if (certificate.refused !== undefined)
    return ill(
      `Browsers refuse the certificate of ${whose} (${certificate.refused}).`,
      'It must name this very host, come from an authority browsers know, and be sent with its chain.',
    );
  const left = `The certificate of ${whose} is good for ${days} more day${days === 1 ? '' : 's'}.`;
  if (days < 3) return ill(left, renew);
  if (days < 14) return attention(left, renew);
  return well(left);
}
