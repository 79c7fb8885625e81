/** The attacker's means work: an attack that fails for want of them would show nothing. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Adversary, startAdversary } from './stack/adversary.ts';
import { openOperatorDevice } from './stack/device.ts';
import { textOf } from './stack/json.ts';

let adversary: Adversary;

beforeAll(async () => {
  adversary = await startAdversary();
});

afterAll(async () => {
  await adversary?.close();
});

it('an account from the database is an administrator, signs in as others, and reads what it has keys for', async () => {
  const { operator, practice } = adversary;
  const admin = operator.makeAccount('root', { admin: true });
  const users = await operator.ask(admin.token, 'GET', '/_synapse/admin/v2/users');
  expect(users.status).toBe(200);
  const login = await operator.ask(
    admin.token,
    'POST',
    `/_synapse/admin/v1/users/${encodeURIComponent(practice.clinician.userId)}/login`,
    {},
  );
  expect(login.status).toBe(200);
  expect(operator.whose(textOf(login.json['access_token']))?.userId).toBe(practice.clinician.userId);

  const given = operator.giveDevice(practice.clinician.userId);
  expect(operator.whose(given.token)).toEqual({ userId: given.userId, deviceId: given.deviceId });

  const device = await openOperatorDevice(operator.homeserverUrl, admin);
  try {
    await device.signItself();
    const room = await operator.ask(admin.token, 'POST', '/_matrix/client/v3/createRoom', {
      initial_state: [
        { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
      ],
    });
    const roomId = textOf(room.json['room_id']);
    await expect.poll(() => device.client.getRoom(roomId)?.getMyMembership()).toBe('join');
    const text = randomUUID();
    const { event_id: eventId } = await device.client.sendTextMessage(roomId, text);
    await device.hasReceived(roomId, eventId);
    expect(device.textsOf(roomId)).toEqual([text]);
  } finally {
    device.stop();
  }
});
