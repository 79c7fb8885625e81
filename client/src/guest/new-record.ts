/** The secrets a browser makes for one visit, and the record they begin. */

import { type LinkKeys, type LinkSecret, randomBytes, toBase64Url } from '@sprechzimmer/protocol';
import { guestCryptoPrefix } from '../storage/databases.ts';
import type { VisitRecord } from '../storage/visit-record.ts';

/** Made once per page and link, so that everything can be prepared under its name before the button is pressed. */
export interface VisitSecrets {
  readonly claim: string;
  readonly key: string;
  readonly cryptoPrefix: string;
  readonly cryptoKey: Uint8Array<ArrayBuffer>;
}

export function makeVisitSecrets(): VisitSecrets {
  return {
    claim: toBase64Url(randomBytes(32)),
    key: toBase64Url(randomBytes(32)),
    cryptoPrefix: guestCryptoPrefix + toBase64Url(randomBytes(9)),
    cryptoKey: randomBytes(32),
  };
}

/** Carries what is derived from the link, never the link's secret itself. */
export function beginRecord(
  secrets: VisitSecrets,
  link: LinkSecret,
  keys: LinkKeys,
  name: string,
): VisitRecord {
  return {
    v: 1,
    id: keys.id,
    savedAtMs: Date.now(),
    claim: secrets.claim,
    key: secrets.key,
    cryptoPrefix: secrets.cryptoPrefix,
    cryptoKey: toBase64Url(secrets.cryptoKey),
    clinicianMasterKey: toBase64Url(link.clinicianMasterKey),
    clinicianKey: toBase64Url(keys.clinicianKey),
    redeem: toBase64Url(keys.redeem),
    guestKey: toBase64Url(keys.guestKey),
    name: name.trim().slice(0, 80),
  };
}
