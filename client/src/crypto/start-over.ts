/**
 * New keys for an account whose old ones nobody has any more. Every link made so far dies with the old identity, and
 * whoever was recognised under it is not any longer: both hang on the master key.
 */

import { MatrixError, type UIAuthCallback } from 'matrix-js-sdk';
import * as v from 'valibot';
import { refreshKeys } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { holding, makeSecretStorage, type RecoveryKey, type SecretKeyHolder } from './secret-storage.ts';

/** The homeserver does not take this password for this account. Nothing has been changed. */
export class PasswordRefused extends Error {
  constructor() {
    super('the homeserver does not take this password for this account');
    this.name = 'WrongPassword';
  }
}

/**
 * Replaces identity, secret storage and key backup. The homeserver takes another identity only with the password; until
 * it has, nothing of the old one is touched.
 * @throws PasswordRefused
 */
export async function startOverKeys(
  open: OpenClient,
  holder: SecretKeyHolder,
  recovery: RecoveryKey,
  password: string,
): Promise<void> {
  await holding(holder, recovery.bytes, async () => {
    await replaceIdentity(open, password);
    await makeSecretStorage(open, recovery, 'new-backup');
  });
}

async function replaceIdentity(open: OpenClient, password: string): Promise<void> {
  const requests = await open.machine.bootstrapCrossSigning(true);
  try {
    if (requests.uploadKeysRequest) await open.send(requests.uploadKeysRequest);
    await open.send(requests.uploadSigningKeysRequest, (upload) => withPassword(open, password, upload));
    await open.send(requests.uploadSignaturesRequest);
  } finally {
    // Shows our store what the homeserver has: the new identity, signed, or still the old one, which ends the new.
    await refreshKeys(open, open.userId);
  }
}

/** Interactive authentication (client-server specification, *User-Interactive Authentication API*) by password. */
async function withPassword(
  open: OpenClient,
  password: string,
  upload: Parameters<UIAuthCallback<void>>[0],
): Promise<void> {
  try {
    await upload(null);
  } catch (error) {
    const asked = error instanceof MatrixError ? v.safeParse(AskedSchema, error.data) : undefined;
    if (!asked?.success) throw error;
    await upload({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: open.userId },
      password,
      session: asked.output.session,
    }).catch((refused: unknown) => {
      throw isRefusal(refused) ? new PasswordRefused() : refused;
    });
  }
}

const AskedSchema = v.object({
  session: v.string(),
  flows: v.pipe(
    v.array(v.object({ stages: v.array(v.string()) })),
    v.check((flows) => flows.some(({ stages }) => stages.length === 1 && stages[0] === 'm.login.password')),
  ),
});

function isRefusal(error: unknown): boolean {
  return error instanceof MatrixError && (error.httpStatus === 401 || error.httpStatus === 403);
}
