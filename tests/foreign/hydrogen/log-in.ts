/** A password for a device and its token, as any Matrix client does it. */

import { DeviceIdSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Credentials } from '../../../client/src/crypto/open-client.ts';
import type { Account } from './account.ts';

const AnswerSchema = v.object({
  user_id: UserIdSchema,
  device_id: DeviceIdSchema,
  access_token: v.string(),
});

export async function logIn(account: Omit<Account, 'recoveryKey'>): Promise<Credentials> {
  const { homeserver, user, password } = account;
  const answer = await fetch(`${homeserver}/_matrix/client/v3/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password,
    }),
  });
  const {
    user_id: userId,
    device_id: deviceId,
    access_token: accessToken,
  } = v.parse(AnswerSchema, await answer.json());
  return { userId, deviceId, accessToken };
}
