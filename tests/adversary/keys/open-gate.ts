/** The homeserver's own rule, one device to a guest, is the operator's to take out: the attacks on guests begin there. */

import { fileURLToPath } from 'node:url';

/**
 * Where Python looks for the steward, with the folder in front that opens its gate.
 * @param steward the steward's own folder
 */
export function openGate(steward: string): string {
  return `${fileURLToPath(new URL('open-gate', import.meta.url))}:${steward}`;
}
