/** What both sides of Sprechzimmer speak. No I/O, no state. */

export * from './api.ts';
export * from './before.ts';
export * from './build-manifest.ts';
export * from './bytes.ts';
export * from './colour.ts';
export * from './desk-word.ts';
export * from './elsewhere.ts';
export * from './events.ts';
export * from './exposed-path.ts';
export * from './halt.ts';
export * from './ids.ts';
export * from './link.ts';
export * from './mac.ts';
export * from './notebook.ts';
export * from './problem.ts';
export * from './proof.ts';
export * from './sign.ts';
export * from './steward.ts';
export * from './visit-room.ts';
export * from './words.ts';
