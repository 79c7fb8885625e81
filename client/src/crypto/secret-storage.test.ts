import { expect, test } from 'vitest';
import { holding, secretKeyHolder } from './secret-storage.ts';

/** What the SDK asks for when something is read from or written to secret storage. */
const asked = { keys: { theKey: { algorithm: 'm.secret_storage.v1.aes-hmac-sha2' } } };

function given(holder: ReturnType<typeof secretKeyHolder>) {
  return Promise.resolve(holder.callbacks.getSecretStorageKey?.(asked as never, 'm.cross_signing.master'));
}

test('a recovery key is at hand while it is used, and overwritten afterwards', async () => {
  const holder = secretKeyHolder();
  const typed = new Uint8Array(32).fill(7);
  let atHand: Uint8Array | undefined;
  await holding(holder, typed, async () => {
    atHand = (await given(holder))?.[1];
    expect(atHand).toEqual(new Uint8Array(32).fill(7));
  });
  expect(typed).toEqual(new Uint8Array(32));
  expect(atHand).toEqual(new Uint8Array(32));
  expect(await given(holder)).toBeNull();
});

test('it is overwritten also when what it was needed for has failed', async () => {
  const holder = secretKeyHolder();
  const typed = new Uint8Array(32).fill(7);
  await expect(holding(holder, typed, () => Promise.reject(new Error('no network')))).rejects.toThrow();
  expect(typed).toEqual(new Uint8Array(32));
  expect(await given(holder)).toBeNull();
});
