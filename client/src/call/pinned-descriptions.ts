/** The descriptions of one leg: each announces the certificate it has to, ours our own and theirs always the same. */

import { type Bytes, equalBytes } from '@sprechzimmer/protocol';
import { fingerprintOf, HostileDescription } from './fingerprint.ts';

export class PinnedDescriptions {
  readonly #pc: RTCPeerConnection;
  readonly #own: Bytes;
  #theirs: Bytes | undefined;

  /** @param own fingerprint of our certificate */
  constructor(pc: RTCPeerConnection, own: Bytes) {
    this.#pc = pc;
    this.#own = own;
  }

  /**
   * Reads and pins the fingerprint of a description of theirs; it never changes during a leg.
   * @throws HostileDescription when it does, or when there is not exactly one
   */
  theirs(sdp: string): Bytes {
    const fingerprint = fingerprintOf(sdp);
    if (this.#theirs && !equalBytes(fingerprint, this.#theirs))
      throw new HostileDescription('the fingerprint has changed during the call');
    this.#theirs = fingerprint;
    return fingerprint;
  }

  /**
   * Our own description as it stands; undefined when it is of the other type.
   * @throws HostileDescription unless it announces our own certificate
   */
  own(type: 'offer' | 'answer'): string | undefined {
    const description = this.#pc.localDescription;
    if (description?.type !== type) return undefined;
    if (!equalBytes(fingerprintOf(description.sdp), this.#own))
      throw new HostileDescription('our own description does not announce our own certificate');
    return description.sdp;
  }
}
