/** What the call cannot go on with. Part of the alarms a visit knows. */
export type CallAlarm =
  /** The certificate of a connection is not the one that came through Olm, or a commitment was not kept. */
  | { readonly kind: 'fingerprint-differs' }
  /** Relay was asked for and there is none. */
  | { readonly kind: 'no-relay' };
