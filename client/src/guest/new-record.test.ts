import { deriveLinkKeys, randomBytes, toBase64Url } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { VisitRecordSchema } from '../storage/visit-record.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';

test('the secret of the link itself is never written into the browser’s storage', async () => {
  const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
  const record = beginRecord(makeVisitSecrets(), link, await deriveLinkKeys(link), ' Erika ');
  expect(v.parse(VisitRecordSchema, record).name).toBe('Erika');
  expect(JSON.stringify(record)).not.toContain(toBase64Url(link.secret));
});

test('no two visits share a secret', () => {
  const [a, b] = [makeVisitSecrets(), makeVisitSecrets()];
  for (const field of ['claim', 'key', 'cryptoPrefix', 'cryptoKey'] as const)
    expect(a[field]).not.toEqual(b[field]);
  expect(a.claim).not.toBe(a.key);
});
