import { expect, test } from 'vitest';
import { missingFeature } from './browser-check.ts';

const complete = {
  WebAssembly: {},
  crypto: { subtle: {} },
  indexedDB: {},
  RTCPeerConnection: class {},
  Promise,
  AbortSignal,
};

test.each([
  ['webassembly', { WebAssembly: undefined }],
  ['webcrypto', { crypto: {} }],
  ['indexeddb', { indexedDB: undefined }],
  ['webrtc', { RTCPeerConnection: undefined }],
  ['recent', { Promise: class {} }],
  ['recent', { AbortSignal: class {} }],
])('a browser without %s is told so before anything is asked of the patient', (missing, without) => {
  const scope = Object.fromEntries(
    Object.entries({ ...complete, ...without }).filter(([, feature]) => feature !== undefined),
  );
  expect(missingFeature(scope)).toBe(missing);
});

test('a complete browser passes', () => {
  expect(missingFeature(complete)).toBeUndefined();
});
