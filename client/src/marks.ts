/** Points in time that the bench reads with `performance.getEntriesByType('mark')`. Names only, no data. */

export const marks = {
  /** The patient pressed the button. */
  enter: 'sprechzimmer.enter',
  redeemed: 'sprechzimmer.redeemed',
  guestMade: 'sprechzimmer.guest-made',
  cryptoUp: 'sprechzimmer.crypto-up',
  /** Device keys, master key and signatures are on the homeserver. */
  identityUp: 'sprechzimmer.identity-up',
  joined: 'sprechzimmer.joined',
  /** The clinician's key was compared with the link. */
  clinicianMet: 'sprechzimmer.clinician-met',
  proofSent: 'sprechzimmer.proof-sent',
  /** The waiting room may be shown. */
  waiting: 'sprechzimmer.waiting',
  /** The clinician's confirmation was valid. */
  confirmed: 'sprechzimmer.confirmed',
  /** The clinician pressed *admit*. */
  admit: 'sprechzimmer.admit',
  /** The patient's browser heard it. */
  admitted: 'sprechzimmer.admitted',
} as const;

export function mark(name: (typeof marks)[keyof typeof marks]): void {
  performance.mark(name);
}
