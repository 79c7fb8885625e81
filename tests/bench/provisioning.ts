/** Visits provisioned a second: through our API, and by the bare calls to the same homeserver. */

import { randomBytes } from 'node:crypto';
import {
  apiPrefix,
  GuestAnswerSchema,
  type InvitationRequest,
  RedeemAnswerSchema,
  redeemHash,
  SessionAnswerSchema,
  stewardPrefix,
  toBase64Url,
  VisitAnswerSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type BareHomeserver, bareProvision } from './bare-visit.ts';

export interface Provisioner {
  readonly publicUrl: string;
  readonly homeserver: BareHomeserver;
}

/** So many visits at a time, as on a Monday at nine. */
const together = 4;
const perSample = 12;

export async function provisionedPerSecond({ publicUrl, homeserver }: Provisioner): Promise<number> {
  const session = await openSession(publicUrl, homeserver);
  return perSecond(() => provision(publicUrl, session));
}

export function bareProvisionedPerSecond({ homeserver }: Provisioner): Promise<number> {
  return perSecond(() => bareProvision(homeserver));
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  let left = perSample;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: together }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return perSample / ((performance.now() - started) / 1000);
}

/** Invitation, redemption, guest, room joined by both, bot gone. */
async function provision(publicUrl: string, session: string): Promise<void> {
  const redeem = randomBytes(32);
  const claim = toBase64Url(randomBytes(32));
  const now = Math.floor(Date.now() / 1000);
  const invitation: Omit<InvitationRequest, 'id'> & { id: string } = {
    id: randomBytes(16).toString('hex'),
    redeemHash: await redeemHash(new Uint8Array(redeem)),
    bookName: 'bench',
    nonce: toBase64Url(randomBytes(16)),
    kind: 'video',
    notBefore: now,
    notAfter: now + 3600,
  };
  const ask = (path: string, token: string | undefined, body: unknown) =>
    post(publicUrl + apiPrefix + path, token, body);
  await ask('/invitations', session, invitation);
  const redeemed = v.parse(
    RedeemAnswerSchema,
    await ask('/redeem', undefined, { id: invitation.id, redeem: toBase64Url(redeem), claim }),
  );
  const guest = v.parse(
    GuestAnswerSchema,
    await post(`${publicUrl}${stewardPrefix}/guest`, undefined, {
      voucher: redeemed.voucher,
      key: toBase64Url(randomBytes(32)),
    }),
  );
  let joined: string | undefined;
  let since = 0;
  for (;;) {
    const visit = v.parse(VisitAnswerSchema, await ask('/visit', claim, { since }));
    since = visit.revision;
    if (visit.roomId && visit.roomId !== joined) {
      await post(
        `${publicUrl}/_matrix/client/v3/rooms/${encodeURIComponent(visit.roomId)}/join`,
        guest.access_token,
        {},
      );
      joined = visit.roomId;
    }
    if (visit.phase === 'waiting') return;
  }
}

async function openSession(publicUrl: string, { url, clinician }: BareHomeserver): Promise<string> {
  const openId = v.parse(
    v.object({ access_token: v.string() }),
    await post(
      `${url}/_matrix/client/v3/user/${encodeURIComponent(clinician.userId)}/openid/request_token`,
      clinician.accessToken,
      {},
    ),
  );
  const answer = await post(`${publicUrl}${apiPrefix}/session`, undefined, {
    openIdToken: openId.access_token,
  });
  return v.parse(SessionAnswerSchema, answer).session;
}

async function post(url: string, token: string | undefined, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}
