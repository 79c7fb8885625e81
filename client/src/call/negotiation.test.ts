import { expect, test } from 'vitest';
import { type NegotiationStep, nextStep } from './negotiation.ts';

type Row = [
  description: 'offer' | 'answer',
  polite: boolean,
  makingOffer: boolean,
  signalling: RTCSignalingState,
  step: NegotiationStep,
];

const table: readonly Row[] = [
  // Nothing of our own under way: their offer is taken by either side.
  ['offer', true, false, 'stable', 'take-offer'],
  ['offer', false, false, 'stable', 'take-offer'],
  // Both offer at once: the polite side gives way, the other stands.
  ['offer', true, true, 'stable', 'take-offer'],
  ['offer', false, true, 'stable', 'ignore-offer'],
  ['offer', true, false, 'have-local-offer', 'take-offer'],
  ['offer', false, false, 'have-local-offer', 'ignore-offer'],
  ['offer', true, true, 'have-local-offer', 'take-offer'],
  ['offer', false, true, 'have-local-offer', 'ignore-offer'],
  // An answer belongs to an offer of ours, or to nothing.
  ['answer', true, false, 'have-local-offer', 'take-answer'],
  ['answer', false, false, 'have-local-offer', 'take-answer'],
  ['answer', true, false, 'stable', 'ignore-answer'],
  ['answer', false, false, 'stable', 'ignore-answer'],
  ['answer', false, true, 'stable', 'ignore-answer'],
  ['answer', true, false, 'have-remote-offer', 'ignore-answer'],
];

test.each(table)(
  'two who change the call at once do not end it: %s, polite %s, making %s, %s -> %s',
  (description, polite, makingOffer, signalling, step) => {
    expect(nextStep({ polite, makingOffer, signalling }, description)).toBe(step);
  },
);
