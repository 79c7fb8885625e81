/** The configuration as each part of the appservice needs it. */

import { type PracticeAnswer, type Questions, questionNames, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { RateLimits } from '../http/limits.ts';
import { defaultVisitPolicy, type VisitPolicy } from '../visits/policy.ts';
import type { Config } from './sections.ts';

/** Localpart of the bot that makes rooms and leaves them. */
export const botLocalpart = 'sprechzimmer';

export function visitPolicy({ visits, retention }: Config): VisitPolicy {
  return {
    ...defaultVisitPolicy,
    leaseSeconds: visits.leaseSeconds,
    joinTimeoutMs: visits.joinTimeoutSeconds * 1000,
    graceMinutes: visits.graceMinutes,
    voucherSeconds: visits.voucherSeconds,
    retention: { reduceAfterHours: retention.reduceAfterHours, deleteAfterDays: retention.deleteAfterDays },
  };
}

export function rateLimits({ limits }: Config): RateLimits {
  return {
    door: limits.doorPerMinute,
    redeem: limits.redeemPerMinute,
    redeemPerInvitation: limits.redeemPerInvitationPerMinute,
    session: limits.sessionPerMinute,
    guest: limits.guestPerMinute,
    clinician: limits.clinicianPerMinute,
    strangers: limits.strangersPerMinute,
  };
}

/** What anybody may know of the practice. Browsers reach the homeserver at the practice’s own address. */
export function practiceAnswer(config: Config): PracticeAnswer {
  const { practice, web, homeserver, call, turn, before, waitingRoom, after } = config;
  const { name, language, phone, email, address, colour, logo } = practice;
  return {
    name,
    language,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(address === undefined ? {} : { address }),
    ...(colour === undefined ? {} : { colour }),
    ...(logo === undefined ? {} : { logo: true }),
    homeserver: { baseUrl: web.publicUrl, serverName: homeserver.serverName },
    botUserId: v.parse(UserIdSchema, `@${botLocalpart}:${homeserver.serverName}`),
    call: {
      route: call.route,
      connectWhileWaiting: call.connectWhileWaiting,
      ...(turn.uris.length > 0 ? { relay: true } : {}),
    },
    ...(waitingRoom.messages ? { waitingRoom: { messages: [...waitingRoom.messages] } } : {}),
    ...(questionNames.some((name) => before[name] !== 'off') ? { before: questions(before) } : {}),
    ...(after.crisisNumbers?.length ? { crisisNumbers: [...after.crisisNumbers] } : {}),
    ...(after.quickExitTo === undefined ? {} : { quickExitTo: after.quickExitTo }),
  };
}

function questions({ consentVersion, consentText, ...wanted }: Config['before']): Questions {
  if (wanted.consent === 'off' || consentVersion === undefined || consentText === undefined) return wanted;
  return { ...wanted, consentText: { version: consentVersion, ...consentText } };
}

/** For `openStore`: `sqlite:` with an absolute path, or a PostgreSQL address that holds the password. Never print it. */
export function storeUrl({ store }: Config, sqliteFile: string, password: string | undefined): string {
  if (store.database === 'sqlite') return `sqlite:${sqliteFile}`;
  const url = new URL(store.database);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}
