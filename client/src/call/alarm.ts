/** What the call cannot go on with. Part of the alarms a visit knows. */
export type CallAlarm =
  /** The certificate of a connection is not the one that came through Olm, or a commitment was not kept. */
  | { readonly kind: 'fingerprint-differs' }
  /** Four words were read aloud and were not the same on both sides. */
  | { readonly kind: 'words-differ' }
  /** Relay was asked for and there is none. */
  | { readonly kind: 'no-relay' };

/** After these nothing of this visit is trusted again; the others pass when what was missing is there. */
export function isForGood({ kind }: { readonly kind: string }): boolean {
  return kind === 'fingerprint-differs' || kind === 'words-differ';
}
