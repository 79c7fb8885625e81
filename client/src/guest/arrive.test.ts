import {
  DeviceIdSchema,
  deriveLinkKeys,
  longestGraceMinutes,
  randomBytes,
  UserIdSchema,
  VisitIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { arrive } from './arrive.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';

const notAfter = 1_794_823_000;

/** A visit that has got as far as its guest account. */
async function begun(): Promise<VisitKeeper> {
  const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
  const record = beginRecord(makeVisitSecrets(), link, await deriveLinkKeys(link), 'Erika');
  const nothing = async () => undefined;
  return {
    record: {
      ...record,
      visit: {
        visitId: v.parse(VisitIdSchema, 'v'.repeat(22)),
        clinician: { userId: v.parse(UserIdSchema, '@dr:practice.test'), name: 'Dr. M' },
        kind: 'video',
        notAfter,
      },
      guest: {
        userId: v.parse(UserIdSchema, '@guest-a:practice.test'),
        deviceId: v.parse(DeviceIdSchema, 'D'),
        accessToken: 'token',
      },
    },
    change: nothing,
    bury: nothing,
    wipe: nothing,
  };
}

test('a visit is gone on with until the longest time a conversation may run over is past, and never after', async () => {
  const keeper = await begun();
  const lastMs = (notAfter + longestGraceMinutes * 60) * 1000;
  expect((await arrive(keeper, () => lastMs)).appointment.notAfter).toBe(notAfter);
  await expect(arrive(keeper, () => lastMs + 3_600_000)).rejects.toMatchObject({ code: 'ended' });
});
