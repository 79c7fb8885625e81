/** Whether a room event really comes from whom it says. */

import type { MatrixEvent } from 'matrix-js-sdk';
import { type CryptoApi, EventShieldColour } from 'matrix-js-sdk/lib/crypto-api/index.js';

/** Encrypted, readable, and without any shield: sent by a device whose owner we have verified. */
export async function isCleanEvent(crypto: CryptoApi, event: MatrixEvent): Promise<boolean> {
  if (!event.isEncrypted() || event.isDecryptionFailure() || event.isBeingDecrypted()) return false;
  const info = await crypto.getEncryptionInfoForEvent(event);
  return info?.shieldColour === EventShieldColour.NONE;
}
