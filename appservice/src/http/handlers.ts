/** One line per endpoint: from the checked request to the use case. */

import { fromBase64, type PracticeAnswer } from '@sprechzimmer/protocol';
import type { VisitService, Wait } from '../visits/service.ts';
import type { Handlers } from './call.ts';
import { longPollMs } from './endpoints.ts';
import { BadRequest } from './problems.ts';
import type { Sessions } from './sessions.ts';

export interface HandlerParts {
  readonly visits: VisitService;
  readonly sessions: Sessions;
  readonly practice: PracticeAnswer;
  /** Throws when the store cannot be read. */
  readonly health: () => Promise<void>;
}

export function makeHandlers({ visits, sessions, practice, health }: HandlerParts): Handlers {
  return {
    health: async () => {
      await health();
      return { status: 'ok' };
    },
    practice: async () => practice,

    door: ({ body }) => visits.door(body.id),
    redeem: ({ body }) =>
      visits.redeem({
        id: body.id,
        redeemToken: secretBytes(body.redeem),
        claim: secretBytes(body.claim),
      }),
    exposed: ({ body }) => visits.reportExposed({ id: body.id, redeemToken: secretBytes(body.redeem) }),

    visit: ({ caller, body, signal }) => visits.guestVisit(caller.claim, waitFor(body.since, signal)),
    lease: ({ caller, body }) => visits.lease(caller.claim, body.presence),

    session: ({ body, signal }) => sessions.open(body.openIdToken, signal),
    'end-session': ({ caller }) => sessions.close(caller.session),

    invitations: ({ caller, body }) => visits.invite(caller.userId, body),
    cancel: ({ caller, params }) => visits.cancel(caller.userId, params.id),
    desk: ({ caller, body, signal }) => visits.desk(caller.userId, waitFor(body.since, signal)),
    act: ({ caller, params }) => visits.act(caller.userId, params.visitId, params.verb),
  };
}

function waitFor(since: number | undefined, signal: AbortSignal): Wait | undefined {
  return since === undefined ? undefined : { since, waitMs: longPollMs, signal };
}

/** 43 characters carry two bits more than 32 bytes: a secret has one spelling, so those must be zero. */
function secretBytes(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw new BadRequest();
  }
}
