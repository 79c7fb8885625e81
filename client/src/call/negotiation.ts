/**
 * Perfect negotiation as a table (W3C WebRTC 1.0, §10.7): what to do with a description, given what we are in the
 * middle of ourselves. Pure; `leg.ts` acts on it.
 */

export interface NegotiationState {
  /** The polite side gives way when both offer at once. The invited side is polite. */
  readonly polite: boolean;
  /** We are between asking for our own offer and having set it. */
  readonly makingOffer: boolean;
  readonly signalling: RTCSignalingState;
}

export type NegotiationStep =
  /** Take the offer and answer it; an offer of our own is rolled back by the browser and made again. */
  | 'take-offer'
  /** Our own offer stands; theirs, and the candidates that belong to it, come to nothing. */
  | 'ignore-offer'
  | 'take-answer'
  /** An answer to nothing we have asked. */
  | 'ignore-answer';

export function nextStep(state: NegotiationState, description: 'offer' | 'answer'): NegotiationStep {
  if (description === 'answer')
    return state.signalling === 'have-local-offer' ? 'take-answer' : 'ignore-answer';
  const collides = state.makingOffer || state.signalling !== 'stable';
  return collides && !state.polite ? 'ignore-offer' : 'take-offer';
}
