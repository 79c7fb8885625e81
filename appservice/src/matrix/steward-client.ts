/** The appservice's side of the steward's three signed verbs (`protocol/src/steward.ts`). */

import {
  type Bytes,
  ConfineRequestSchema,
  DisposeAnswerSchema,
  DisposeGuestRequestSchema,
  DisposeRoomRequestSchema,
  randomBytes,
  signStewardRequest,
  stewardPrefix,
  toBase64Url,
  utf8,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Clock, Steward } from '../visits/ports.ts';
import { HomeserverError, homeserverError } from './homeserver-error.ts';

export interface StewardOptions {
  /** Loopback address of the homeserver itself: the steward refuses what came through a proxy. */
  readonly homeserverUrl: string;
  /** 32 bytes, shared with the steward. */
  readonly stewardKey: Bytes;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** Throws `HomeserverError`. Every verb is safe to repeat: each try is signed afresh. */
export function makeSteward({
  homeserverUrl,
  stewardKey,
  clock,
  timeoutMs = 20_000,
}: StewardOptions): Steward {
  const base = homeserverUrl.replace(/\/+$/, '');

  const ask = async (verb: string, content: unknown): Promise<unknown> => {
    const path = `${stewardPrefix}/steward/${verb}`;
    const attempt = verb.replace('-', ' ');
    const body = utf8(JSON.stringify(content));
    const date = String(clock.nowMs());
    const nonce = toBase64Url(randomBytes(16));
    const signature = await signStewardRequest(stewardKey, { method: 'POST', path, body, date, nonce });
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-sprechzimmer-date': date,
        'x-sprechzimmer-nonce': nonce,
        'x-sprechzimmer-signature': signature,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((thrown: unknown) => Promise.reject(homeserverError(attempt, thrown)));
    const json: unknown = await answer.json().catch(() => undefined);
    if (answer.ok) return json;
    throw new HomeserverError(attempt, { status: answer.status, code: codeOf(json) });
  };

  const dispose = async (verb: 'dispose-guest' | 'dispose-room', content: unknown): Promise<boolean> => {
    const parsed = v.safeParse(DisposeAnswerSchema, await ask(verb, content));
    if (!parsed.success) throw new HomeserverError(verb.replace('-', ' '), { code: 'UNEXPECTED_ANSWER' });
    return parsed.output.done;
  };

  return {
    async confine(guest, room) {
      await ask('confine', v.parse(ConfineRequestSchema, { user_id: guest, room_id: room }));
    },
    disposeGuest: async (guest) =>
      dispose('dispose-guest', v.parse(DisposeGuestRequestSchema, { user_id: guest })),
    disposeRoom: async (room) =>
      dispose('dispose-room', v.parse(DisposeRoomRequestSchema, { room_id: room })),
  };
}

/** `M_FORBIDDEN` as it is; the steward's own `de.sprechzimmer.not_ours` as `NOT_OURS`. */
function codeOf(json: unknown): string {
  const parsed = v.safeParse(v.object({ errcode: v.pipe(v.string(), v.maxLength(60)) }), json);
  const code = parsed.success ? parsed.output.errcode.replace(/^de\.sprechzimmer\./, '').toUpperCase() : '';
  return /^[A-Z_]{2,50}$/.test(code) ? code : 'UNKNOWN';
}
