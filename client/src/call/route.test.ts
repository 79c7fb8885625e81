import { describe, expect, test } from 'vitest';
import { agreedFingerprint, agreedPath, routeFromStats } from './route.ts';

const stats = (local: string, remote: string) =>
  new Map<string, unknown>(
    Object.entries({
      T: {
        type: 'transport',
        selectedCandidatePairId: 'P',
        dtlsState: 'connected',
        dtlsCipher: 'TLS_AES_128_GCM_SHA256',
        srtpCipher: 'AEAD_AES_256_GCM',
        tlsVersion: 'FEFC',
      },
      P: {
        type: 'candidate-pair',
        localCandidateId: 'L',
        remoteCandidateId: 'R',
        currentRoundTripTime: 0.0421,
      },
      Q: { type: 'candidate-pair', localCandidateId: 'X', remoteCandidateId: 'X' },
      L: { type: 'local-candidate', candidateType: local },
      R: { type: 'remote-candidate', candidateType: remote },
    }),
  );

describe('the measured route', () => {
  test('is that of the selected pair, with its ciphers', () => {
    expect(routeFromStats(stats('srflx', 'host'))).toEqual({
      path: 'direct',
      localCandidate: 'srflx',
      remoteCandidate: 'host',
      dtlsState: 'connected',
      dtlsCipher: 'TLS_AES_128_GCM_SHA256',
      srtpCipher: 'AEAD_AES_256_GCM',
      tlsVersion: 'FEFC',
      roundTripMs: 42,
    });
  });

  test.each([
    ['relay', 'host'],
    ['prflx', 'relay'],
  ])('is relayed when either end is a relay (%s, %s)', (local, remote) => {
    expect(routeFromStats(stats(local, remote)).path).toBe('relayed');
  });

  test('is not called direct before there is one', () => {
    expect(routeFromStats(new Map()).path).toBe('not-measurable');
    expect(routeFromStats(stats('host', 'something new')).path).toBe('not-measurable');
  });

  test('is found where a browser has no transport statistics', () => {
    const entries = stats('host', 'srflx');
    entries.delete('T');
    entries.set('P', { ...Object(entries.get('P')), nominated: true, state: 'succeeded' });
    expect(routeFromStats(entries)).toMatchObject({ path: 'direct', dtlsState: undefined });
  });
});

test.each([
  ['direct', 'direct', 'direct'],
  ['relayed', 'relayed', 'relayed'],
  ['direct', 'relayed', 'disputed'],
  ['relayed', 'direct', 'disputed'],
  ['direct', undefined, 'unconfirmed'],
  ['relayed', 'not-measurable', 'one-sided'],
  ['direct', 'not-measurable', 'one-sided'],
  ['not-measurable', 'direct', 'not-measurable'],
  ['not-measurable', 'not-measurable', 'not-measurable'],
] as const)(
  'nobody is told a route that only one side believes in: %s and %s is %s',
  (own, theirs, agreed) => {
    expect(agreedPath(own, theirs)).toBe(agreed);
  },
);

test.each([
  ['verified', 'verified', 'verified'],
  ['verified', undefined, 'unconfirmed'],
  ['verified', 'not-measurable', 'one-sided'],
  ['not-measurable', 'verified', 'not-measurable'],
  ['not-measurable', undefined, 'not-measurable'],
  ['not-measurable', 'not-measurable', 'not-measurable'],
  ['differs', 'verified', 'differs'],
  ['differs', 'not-measurable', 'differs'],
] as const)(
  'a certificate that only one side has measured is not called verified: %s and %s is %s',
  (own, theirs, agreed) => {
    expect(agreedFingerprint(own, theirs)).toBe(agreed);
  },
);
