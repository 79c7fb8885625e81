/** What the call library takes from the browser, in one place, so that tests can stand in for it. */

import { type Clock, systemClock } from './clock.ts';
import { type MeasuredCertificates, makeCertificate, measureCertificates } from './fingerprint.ts';

export interface Platform {
  readonly clock: Clock;
  makeCertificate(): Promise<RTCCertificate>;
  openConnection(config: RTCConfiguration): RTCPeerConnection;
  measureCertificates(pc: RTCPeerConnection): Promise<MeasuredCertificates>;
  /** Where `online`, `pagehide` and `pageshow` are heard. */
  readonly page: EventTarget;
}

export function browserPlatform(): Platform {
  return {
    clock: systemClock,
    makeCertificate,
    openConnection: (config) => new RTCPeerConnection(config),
    measureCertificates,
    page: globalThis.window,
  };
}
