/** By which ways two browsers may reach each other. */

export interface IceSettings {
  /** The practice's own STUN and TURN servers; never anybody else's. */
  readonly servers: readonly RTCIceServer[];
  /** Nothing but TURN: neither side learns the other's address. */
  readonly relayOnly: boolean;
}

/** Relay-only without a TURN server with credentials cannot be kept, so nothing may be connected. */
export function lacksRelay({ servers, relayOnly }: IceSettings): boolean {
  return relayOnly && !servers.some(isUsableRelay);
}

/**
 * One transport for everything and one certificate for the whole mesh: there is a single fingerprint to check,
 * and it is known before any session description is written.
 */
export function connectionConfig(ice: IceSettings, certificate: RTCCertificate): RTCConfiguration {
  return {
    iceServers: [...ice.servers],
    iceTransportPolicy: ice.relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
    certificates: [certificate],
  };
}

function isUsableRelay({ urls, username, credential }: RTCIceServer): boolean {
  const list = typeof urls === 'string' ? [urls] : urls;
  return list.some((url) => /^turns?:/i.test(url)) && Boolean(username) && Boolean(credential);
}
