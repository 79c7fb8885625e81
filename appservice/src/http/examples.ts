/** One example per endpoint: what `docs/reference/api.md` shows, and what tests send. All of it is made up. */

import type { EndpointName } from './endpoints.ts';

export interface Example {
  /** With parameters filled in. */
  readonly path: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
}

const invitationId = '3f9c1d0b7a5e48e2a6d4c8f01b2e7a90';
const visitId = 'Qm3vYp0sT1uWx5zA7bC9dE';
const clinician = { userId: '@doktor:sprechzimmer.localhost', name: 'Dr. Weber' };
const guestUserId = '@guest-7k2m9x4qv8t3r6w1z5bn:sprechzimmer.localhost';
const roomId = '!kGvXoHLbNqTzUeRwYd:sprechzimmer.localhost';
const times = { notBefore: 1_790_000_100, notAfter: 1_790_004_600, startsAt: 1_790_001_000 };

const invitation = {
  id: invitationId,
  bookName: '2026-11',
  nonce: 'h3Kp0sT1uWx5zA7bC9dEfw',
  kind: 'video',
  ...times,
};

export const examples: Readonly<Record<EndpointName, Example>> = {
  health: { path: '/health', answer: { status: 'ok' } },
  practice: {
    path: '/practice',
    answer: {
      name: 'Praxis Weber',
      phone: '+49 30 901820',
      language: 'de',
      homeserver: { baseUrl: 'http://localhost:8480', serverName: 'sprechzimmer.localhost' },
      botUserId: '@sprechzimmer:sprechzimmer.localhost',
      call: { route: 'direct', connectWhileWaiting: true },
    },
  },
  door: {
    path: '/door',
    request: { id: invitationId },
    answer: { state: 'open', clinician, kind: 'video', ...times, serverTimeMs: 1_790_000_200_000 },
  },
  redeem: {
    path: '/redeem',
    request: {
      id: invitationId,
      redeem: 'mQ0Zk3wq1VYx8nB5tH7uJ2dR4fL6pS9cA_eGiKoMyWs',
      claim: 'c1aimc1aimc1aimc1aimc1aimc1aimc1aimc1aimc1Y',
    },
    answer: {
      visitId,
      guestUserId,
      voucher: 'eyJ2IjoxfQ.kZ8wq1VYx8nB5tH7uJ2dR4fL6pS9cA0eGiKoMyWsQ0k',
      clinician,
      kind: 'video',
      notAfter: times.notAfter,
    },
  },
  exposed: {
    path: '/exposed',
    request: { id: invitationId, redeem: 'mQ0Zk3wq1VYx8nB5tH7uJ2dR4fL6pS9cA_eGiKoMyWs' },
  },
  visit: {
    path: '/visit',
    request: { since: 3 },
    answer: { revision: 4, phase: 'waiting', roomId, notAfter: times.notAfter, leaseSeconds: 30 },
  },
  lease: { path: '/visit/lease', request: { presence: 'here' } },
  session: {
    path: '/session',
    request: { openIdToken: 'token-of-the-clinician' },
    answer: {
      session: 'sEss10nsEss10nsEss10nsEss10nsEss10nsEss10nsE',
      expiresAtMs: 1_790_043_400_000,
      ...clinician,
      window: { opensMinutesBefore: 15, closesMinutesAfter: 60 },
    },
  },
  'end-session': { path: '/session' },
  invitations: {
    path: '/invitations',
    request: {
      ...invitation,
      redeemHash: '9b1c7d3e5f0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f3a5b7c9d1e3f4a6b8c',
    },
    answer: { ...invitation, guestName: 'Guest 7Q2', state: 'invited' },
  },
  cancel: { path: `/invitations/${invitationId}/cancel` },
  desk: {
    path: '/desk',
    request: {},
    answer: {
      revision: 12,
      serverTimeMs: 1_790_000_260_000,
      invitations: [{ ...invitation, guestName: 'Guest 7Q2', state: 'redeemed' }],
      visits: [
        {
          visitId,
          invitationId,
          guestName: 'Guest 7Q2',
          guestUserId,
          roomId,
          phase: 'waiting',
          presence: 'here',
          presenceSinceMs: 1_790_000_230_000,
          waitingSinceMs: 1_790_000_210_000,
          otherBrowser: false,
        },
      ],
    },
  },
  act: { path: `/visits/${visitId}/admit` },
};
