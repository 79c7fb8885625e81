/** Why sending and media have stopped. Each has a sentence a patient understands. */
export type Alarm =
  /** Somebody who does not belong to this visit is in the room, or was invited. */
  | { readonly kind: 'stranger'; readonly userId: string }
  /** A participant's identity is not the one that was proven. */
  | { readonly kind: 'identity-changed'; readonly userId: string }
  /** Our own crypto store does not know the room as encrypted. */
  | { readonly kind: 'not-encrypted' }
  /** The certificate of the connection is not the one that came through Olm. */
  | { readonly kind: 'fingerprint-differs' }
  /** Relay was asked for and there is none. */
  | { readonly kind: 'no-relay' };
