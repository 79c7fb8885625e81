/**
 * What the homeserver pushes to us (Application Service API, `PUT /transactions/{txnId}`).
 *
 * The bridge library acknowledges a transaction before its handlers have finished, and what they lose is lost. So
 * memberships are taken in here, first; only then does the library see the request and answer it. When that fails the
 * homeserver gets a 503 and sends the same transaction again: nothing is lost, and doing it twice changes nothing.
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import { type RoomId, RoomIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import express, { type Express, type RequestHandler } from 'express';
import * as v from 'valibot';
import type { Logger } from '../log/index.ts';

export interface TransactionParts {
  /** Shared with the homeserver. */
  readonly homeserverToken: string;
  /** Idempotent. Throws when it could not be written down. */
  readonly membershipChanged: (room: RoomId, user: UserId, membership: string) => Promise<void>;
  /** The bridge library's listener: acknowledges. */
  readonly acknowledge: RequestHandler;
  readonly log: Logger;
}

/** Nothing but transactions gets in, and only from who knows the token. */
export function transactionListener(parts: TransactionParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(onlyHomeserver(parts));
  app.put(
    '/_matrix/app/v1/transactions/:txnId',
    express.json({ limit: '5mb' }),
    takeIn(parts),
    parts.acknowledge,
  );
  // MSC2659: the homeserver, asked by us, asks whether we are here.
  app.post('/_matrix/app/v1/ping', (_request, response) => {
    response.json({});
  });
  app.use((_request, response) => {
    response.status(404).json({ errcode: 'M_UNRECOGNIZED', error: 'Not part of this appservice' });
  });
  return app;
}

/** The token is compared in constant time, and accepted from the header only (Matrix 1.4 and later). */
function onlyHomeserver({ homeserverToken, log }: TransactionParts): RequestHandler {
  const expected = digest(`Bearer ${homeserverToken}`);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) return next();
    log.warn('transaction-refused', { status: 403 });
    response.status(403).json({ errcode: 'M_FORBIDDEN', error: 'Bad token' });
  };
}

function takeIn({ membershipChanged, log }: TransactionParts): RequestHandler {
  return async (request, response, next) => {
    const transaction = v.safeParse(TransactionSchema, request.body);
    if (!transaction.success) {
      response.status(400).json({ errcode: 'M_BAD_JSON', error: 'Not a transaction' });
      return;
    }
    try {
      for (const event of transaction.output.events) {
        const member = v.safeParse(MemberEventSchema, event);
        if (!member.success) continue;
        const { room_id, state_key, content } = member.output;
        await membershipChanged(room_id, state_key, content.membership);
      }
    } catch (error) {
      log.error('transaction-failed', { error });
      response.status(503).json({ errcode: 'M_UNKNOWN', error: 'Try again later' });
      return;
    }
    next();
  };
}

const TransactionSchema = v.object({ events: v.optional(v.array(v.unknown()), []) });
const MemberEventSchema = v.object({
  type: v.literal('m.room.member'),
  room_id: RoomIdSchema,
  state_key: UserIdSchema,
  content: v.object({ membership: v.picklist(['join', 'invite', 'leave', 'ban', 'knock']) }),
});

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
