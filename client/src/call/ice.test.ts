import { describe, expect, test } from 'vitest';
import { connectionConfig, lacksRelay } from './ice.ts';

const turn = { urls: 'turns:turn.practice.test', username: '1:x', credential: 'y' };
const stun = { urls: ['stun:turn.practice.test'] };

describe('whoever asked for relay only', () => {
  test.each([
    ['there is no server', []],
    ['there is only STUN', [stun]],
    ['the TURN server came without credentials', [{ urls: turn.urls }]],
  ])('is not connected when %s', (_, servers) => {
    expect(lacksRelay({ servers, relayOnly: true })).toBe(true);
  });

  test('is connected when there is a relay among the servers', () => {
    expect(
      lacksRelay({ servers: [stun, { ...turn, urls: [stun.urls[0] ?? '', turn.urls] }], relayOnly: true }),
    ).toBe(false);
  });

  test('never shows an address of their own', () => {
    const config = connectionConfig({ servers: [turn], relayOnly: true }, {} as RTCCertificate);
    expect(config.iceTransportPolicy).toBe('relay');
  });
});

test('without that wish a call needs no server at all', () => {
  expect(lacksRelay({ servers: [], relayOnly: false })).toBe(false);
});

test('everything goes over one transport with one certificate', () => {
  const certificate = {} as RTCCertificate;
  expect(connectionConfig({ servers: [], relayOnly: false }, certificate)).toMatchObject({
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
    certificates: [certificate],
  });
});
