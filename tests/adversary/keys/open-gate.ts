/** The homeserver's own rule, one device to a guest, is the operator's to take out: the attacks on guests begin there. */

import { fileURLToPath } from 'node:url';

type Paths = typeof import('../../../appservice/src/setup/paths.ts');

/**
 * For `vi.mock` of `appservice/src/setup/paths.ts`, which is lifted above every import and so has to stand in each file:
 * the same paths, with the gate open.
 */
export function pathsWithOpenGate(real: Paths): Paths {
  return { ...real, projectPaths: { ...real.projectPaths, steward: openGate(real.projectPaths.steward) } };
}

/** Where Python looks for the steward, with the folder in front that opens its gate. */
function openGate(steward: string): string {
  return `${fileURLToPath(new URL('open-gate', import.meta.url))}:${steward}`;
}
