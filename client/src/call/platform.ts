/** What the call library takes from the browser, in one place, so that tests can stand in for it. */

import { type Clock, systemClock } from './clock.ts';
import { type MeasuredCertificates, makeCertificate, measureCertificates } from './fingerprint.ts';
import { type NetworkInformation, networkInformation } from './page-watch.ts';
import type { ScreenCapture } from './screen-share.ts';

export interface Platform {
  readonly clock: Clock;
  makeCertificate(): Promise<RTCCertificate>;
  openConnection(config: RTCConfiguration): RTCPeerConnection;
  measureCertificates(pc: RTCPeerConnection): Promise<MeasuredCertificates>;
  /** Undefined where no screen can be shown, as on phones. */
  readonly screens: ScreenCapture | undefined;
  /** Where `online`, `pagehide` and `pageshow` are heard. */
  readonly page: EventTarget;
  /** Undefined where the browser does not tell. */
  readonly network: NetworkInformation | undefined;
}

export function browserPlatform(): Platform {
  return {
    clock: systemClock,
    makeCertificate,
    openConnection: (config) => new RTCPeerConnection(config),
    measureCertificates,
    screens: screenCapture(),
    page: globalThis.window,
    network: networkInformation(),
  };
}

function screenCapture(): ScreenCapture | undefined {
  // Absent where the page is not served securely, or the browser is old.
  const devices: Partial<MediaDevices> | undefined = navigator.mediaDevices;
  return devices && 'getDisplayMedia' in devices ? navigator.mediaDevices : undefined;
}
