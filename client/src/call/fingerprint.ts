/**
 * The certificate of a connection: what a session description announces, and what the browser really uses.
 * Both must be one and the same SHA-256 fingerprint (RFC 8122), or nobody knows who is at the other end.
 */

import { type Bytes, equalBytes, fromBase64, fromHex, sha256 } from '@sprechzimmer/protocol';

/** Why a session description is refused. Nothing of it reaches the browser then. */
export class HostileDescription extends Error {
  override readonly name = 'HostileDescription';
}

/**
 * Reads the one fingerprint of a session description.
 * Stricter than browsers are: one value for all sections, SHA-256 and nothing weaker beside it, every section
 * over DTLS, no keys in the description (SDES, RFC 4568), no line ending that two parsers could read differently.
 * @returns 32 bytes
 * @throws HostileDescription when the description says anything else
 */
export function fingerprintOf(sdp: string): Bytes {
  const lines = linesOf(sdp);
  const found = lines.filter((line) => /^a\s*=\s*fingerprint/i.test(line)).map(readFingerprint);
  const [first] = found;
  if (!first) throw new HostileDescription('the description has no fingerprint');
  if (found.some((value) => !equalBytes(value, first)))
    throw new HostileDescription('the description has more than one fingerprint');
  if (lines.some((line) => /^a\s*=\s*crypto/i.test(line)))
    throw new HostileDescription('the description carries keys of its own');
  requireCovered(lines);
  return first;
}

/** What was measured on a connection. */
export type FingerprintMeasurement = 'verified' | 'not-measurable' | 'differs';

/** Certificates as a connection reports them; several when there is more than one transport. */
export interface MeasuredCertificates {
  readonly local: readonly Bytes[];
  readonly remote: readonly Bytes[];
}

/**
 * Compares the certificates in use with those that went through Olm. A side the browser does not report is not
 * measurable; whatever it does report must fit.
 */
export function compareCertificates(
  measured: MeasuredCertificates,
  expected: { readonly local: Bytes; readonly remote: Bytes },
): FingerprintMeasurement {
  const differs =
    measured.local.some((value) => !equalBytes(value, expected.local)) ||
    measured.remote.some((value) => !equalBytes(value, expected.remote));
  if (differs) return 'differs';
  return measured.local.length > 0 && measured.remote.length > 0 ? 'verified' : 'not-measurable';
}

/**
 * The certificates a connected peer connection uses, from `getStats`, and where a browser has no certificate
 * statistics, from its DTLS transports.
 */
export async function measureCertificates(pc: RTCPeerConnection): Promise<MeasuredCertificates> {
  const report = await pc.getStats();
  const local: Bytes[] = [];
  const remote: Bytes[] = [];
  for (const entry of report.values()) {
    if (entry.type !== 'transport') continue;
    await readCertificate(report, entry.localCertificateId, local);
    await readCertificate(report, entry.remoteCertificateId, remote);
  }
  if (remote.length === 0) remote.push(...(await transportCertificates(pc)));
  return { local, remote };
}

/** The SHA-256 fingerprint of a certificate we made ourselves. @throws Error when the browser does not tell it */
export function certificateFingerprint(certificate: RTCCertificate): Bytes {
  const sha = certificate.getFingerprints().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256');
  const value = sha?.value && parseColonHex(sha.value);
  if (!value) throw new Error('This browser does not tell the SHA-256 fingerprint of its own certificate.');
  return value;
}

/** A certificate for one mesh: ECDSA P-256, so that every leg shows the same fingerprint. */
export function makeCertificate(): Promise<RTCCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  return RTCPeerConnection.generateCertificate(algorithm);
}

function linesOf(sdp: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\u0085\u2028\u2029]|\r(?!\n)/.test(sdp))
    throw new HostileDescription('the description holds characters that belong in none');
  return sdp.split(/\r?\n/).filter((line) => line !== '');
}

function readFingerprint(line: string): Bytes {
  const match = /^a=fingerprint:sha-256 ([0-9a-f]{2}(?::[0-9a-f]{2}){31})$/i.exec(line);
  const value = match?.[1] && parseColonHex(match[1]);
  if (!value) throw new HostileDescription('the description has a fingerprint that is not SHA-256');
  return value;
}

function parseColonHex(value: string): Bytes | undefined {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){31}$/i.test(value) ? fromHex(value.replaceAll(':', '')) : undefined;
}

/** Every section is DTLS, and has a fingerprint of its own or of the session above it. */
function requireCovered(lines: readonly string[]): void {
  const starts = lines.flatMap((line, index) => (/^m\s*=/i.test(line) ? [index] : []));
  const isCovered = (from: number, to: number | undefined) =>
    lines.slice(from, to).some((line) => line.startsWith('a=fingerprint:'));
  const session = isCovered(0, starts[0]);
  for (const [position, start] of starts.entries()) {
    if (!/^m=\S+ \d+ UDP\/(?:TLS\/RTP\/SAVPF|DTLS\/SCTP) /.test(lines[start] ?? ''))
      throw new HostileDescription('the description has a section that is not encrypted');
    if (!session && !isCovered(start, starts[position + 1]))
      throw new HostileDescription('the description has a section without a fingerprint');
  }
}

async function readCertificate(report: RTCStatsReport, id: unknown, into: Bytes[]): Promise<void> {
  const entry: unknown = typeof id === 'string' ? report.get(id) : undefined;
  if (!isEntry(entry)) return;
  const { fingerprint, fingerprintAlgorithm, base64Certificate } = entry;
  if (typeof base64Certificate === 'string' && base64Certificate !== '') {
    into.push(await sha256(fromBase64(base64Certificate)));
  } else if (fingerprintAlgorithm === 'sha-256' && typeof fingerprint === 'string') {
    const value = parseColonHex(fingerprint);
    if (value) into.push(value);
  }
}

function isEntry(value: unknown): value is {
  readonly [K in 'fingerprint' | 'fingerprintAlgorithm' | 'base64Certificate']?: unknown;
} {
  return typeof value === 'object' && value !== null;
}

async function transportCertificates(pc: RTCPeerConnection): Promise<Bytes[]> {
  const transports = new Set<RTCDtlsTransport>();
  for (const { sender } of pc.getTransceivers()) if (sender.transport) transports.add(sender.transport);
  if (pc.sctp) transports.add(pc.sctp.transport);
  const leaves: Bytes[] = [];
  for (const transport of transports) {
    const [leaf] = transport.getRemoteCertificates?.() ?? [];
    if (leaf) leaves.push(await sha256(new Uint8Array(leaf)));
  }
  return leaves;
}
