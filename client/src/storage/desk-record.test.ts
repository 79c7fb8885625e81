import { DeviceIdSchema, randomBytes, toBase64Url, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type DeskAccount, DeskAccountSchema, setAside, withNotebookKey } from './desk-record.ts';

const key = () => toBase64Url(randomBytes(32));
const [first, second] = [key(), key()];
const account: DeskAccount = {
  v: 1,
  userId: v.parse(UserIdSchema, '@mira:practice.test'),
  deviceId: v.parse(DeviceIdSchema, 'DESK'),
  accessToken: 'token',
  cryptoPrefix: 'prefix',
  cryptoKey: key(),
  notebookKey: first,
};

test('labels of former keys stay readable after new ones: the key before is remembered, once', () => {
  const renewed = withNotebookKey(account, second);
  expect(renewed).toMatchObject({ notebookKey: second, formerNotebookKeys: [first] });
  expect(withNotebookKey(renewed, second)).toBe(renewed);
  expect(v.is(DeskAccountSchema, renewed)).toBe(true);
});

test('a new beginning that was broken off comes back to the key it began with', () => {
  const begun = setAside(account);
  expect(begun.notebookKey).toBeUndefined();
  const back = withNotebookKey(begun, first);
  expect(back).toEqual(account);
});

test('no more than three former keys are kept', () => {
  const keys = [second, key(), key(), key()];
  const last = keys.reduce(withNotebookKey, account);
  expect(last.formerNotebookKeys).toEqual([keys[2], keys[1], second]);
});
