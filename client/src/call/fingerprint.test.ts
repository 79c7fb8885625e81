import { fromHex } from '@sprechzimmer/protocol';
import { describe, expect, test } from 'vitest';
import {
  compareCertificates,
  fingerprintOf,
  HostileDescription,
  measureCertificates,
} from './fingerprint.ts';

const bytesA = fromHex('0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20');
const bytesB = fromHex('ff02030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20');
const colons = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
const line = (bytes: Uint8Array) => `a=fingerprint:sha-256 ${colons(bytes)}`;

const session = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2'];
const audio = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:0', 'a=rtcp-mux'];
const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:1', 'a=rtcp-mux'];
const data = ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:2'];
const sdp = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;

describe('the fingerprint of a description', () => {
  test.each([
    [
      'in every section, as Chromium writes it',
      sdp(...session, ...audio, line(bytesA), ...video, line(bytesA), ...data, line(bytesA)),
    ],
    [
      'once for the session, as Firefox writes it',
      sdp(...session, line(bytesA), ...audio, ...video, ...data),
    ],
    ['with bare line feeds', [...session, line(bytesA), ...audio, ''].join('\n')],
    ['in small letters', sdp(...session, line(bytesA).toLowerCase(), ...audio)],
  ])('is read %s', (_, text) => {
    expect(fingerprintOf(text)).toEqual(bytesA);
  });

  test.each([
    ['has none', sdp(...session, ...audio, ...video)],
    ['has a second one that differs', sdp(...session, ...audio, line(bytesA), ...video, line(bytesB))],
    ['has a second one in the same section', sdp(...session, ...audio, line(bytesA), line(bytesB))],
    [
      'has one for the session and another for a section',
      sdp(...session, line(bytesA), ...audio, line(bytesB)),
    ],
    [
      'adds a weaker hash',
      sdp(
        ...session,
        ...audio,
        line(bytesA),
        'a=fingerprint:sha-1 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13',
      ),
    ],
    [
      'has only a weaker hash',
      sdp(
        ...session,
        ...audio,
        'a=fingerprint:sha-1 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13',
      ),
    ],
    [
      'adds a hash nobody compares',
      sdp(...session, ...audio, line(bytesA), `a=fingerprint:sha-512 ${colons(bytesA)}:${colons(bytesB)}`),
    ],
    ['has one cut short', sdp(...session, ...audio, line(bytesA).slice(0, -3))],
    ['has one with a tail', sdp(...session, ...audio, `${line(bytesA)}:00`)],
    ['has one with something after it', sdp(...session, ...audio, `${line(bytesA)} x`)],
    [
      'spells the attribute so that some parsers skip it',
      sdp(...session, ...audio, line(bytesA), line(bytesB).replace('a=', 'a = ')),
    ],
    [
      'spells the attribute in capitals',
      sdp(...session, ...audio, line(bytesA), line(bytesB).replace('fingerprint', 'FINGERPRINT')),
    ],
    [
      'hides one behind a lone carriage return',
      sdp(...session, ...audio, `a=x\r${line(bytesB)}`, line(bytesA)),
    ],
    [
      'hides one behind a line separator',
      sdp(...session, ...audio, `a=x\u2028${line(bytesB)}`, line(bytesA)),
    ],
    ['holds a null character', sdp(...session, ...audio, `${line(bytesA)}\0`)],
    ['leaves one section without', sdp(...session, ...audio, line(bytesA), ...video)],
    ['has a section in clear', sdp(...session, line(bytesA), 'm=audio 9 RTP/AVP 0')],
    [
      'has a section with keys of its own',
      sdp(...session, line(bytesA), ...audio, 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x'),
    ],
    ['has a section with SDES', sdp(...session, line(bytesA), 'm=audio 9 RTP/SAVPF 111')],
    ['is empty', ''],
  ])('is refused when the description %s', (_, text) => {
    expect(() => fingerprintOf(text)).toThrow(HostileDescription);
  });
});

describe('the certificate in use', () => {
  const expected = { local: bytesA, remote: bytesB };

  test('is verified when both sides are the ones that went through Olm', () => {
    expect(compareCertificates({ local: [bytesA], remote: [bytesB] }, expected)).toBe('verified');
  });

  test.each([
    ['theirs', { local: [bytesA], remote: [bytesA] }],
    ['ours', { local: [bytesB], remote: [bytesB] }],
    ['that of a second transport', { local: [bytesA, bytesA], remote: [bytesB, bytesA] }],
    ['theirs, where ours cannot be read', { local: [], remote: [bytesA] }],
  ])('differs when %s is another', (_, measured) => {
    expect(compareCertificates(measured, expected)).toBe('differs');
  });

  test.each([
    ['nothing', { local: [], remote: [] }],
    ['theirs only', { local: [], remote: [bytesB] }],
    ['ours only', { local: [bytesA], remote: [] }],
  ])('is never called verified when the browser reports %s', (_, measured) => {
    expect(compareCertificates(measured, expected)).toBe('not-measurable');
  });

  test('is computed from the certificate itself rather than believed where the browser shows it', async () => {
    const der = new TextEncoder().encode('certificate');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
    const measured = await measureCertificates(
      reporting({
        t: { type: 'transport', localCertificateId: 'l', remoteCertificateId: 'r' },
        l: { type: 'certificate', fingerprint: colons(bytesA), fingerprintAlgorithm: 'sha-256' },
        r: {
          type: 'certificate',
          fingerprint: colons(bytesB),
          fingerprintAlgorithm: 'sha-256',
          base64Certificate: btoa('certificate'),
        },
      }),
    );
    expect(measured).toEqual({ local: [bytesA], remote: [hash] });
  });

  test('is taken from the transports where there are no certificate statistics', async () => {
    const der = new TextEncoder().encode('certificate');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
    const transport = { getRemoteCertificates: () => [der.buffer] };
    const measured = await measureCertificates(reporting({}, [{ sender: { transport } }]));
    expect(measured).toEqual({ local: [], remote: [hash] });
  });

  test('is not measurable where a browser has neither', async () => {
    const measured = await measureCertificates(reporting({}, [{ sender: { transport: {} } }]));
    expect(measured).toEqual({ local: [], remote: [] });
  });
});

/** A peer connection as far as measuring goes. */
function reporting(stats: Record<string, object>, transceivers: readonly object[] = []): RTCPeerConnection {
  const pc: object = {
    getStats: async () => new Map(Object.entries(stats)),
    getTransceivers: () => transceivers,
    sctp: null,
  };
  return pc as RTCPeerConnection;
}
