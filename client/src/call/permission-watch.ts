/** When somebody allows camera or microphone after all, in the browser's own settings (W3C Permissions, §6.3). */

import type { SourceKind } from './media-source.ts';

const names = { audio: 'microphone', video: 'camera' } as const;

/**
 * @param permissions undefined, or without these names, in browsers that do not tell
 * @param onAllowed called each time one of the two becomes allowed; not for what is allowed already
 */
export async function watchAllowed(
  permissions: Pick<Permissions, 'query'> | undefined,
  onAllowed: (kind: SourceKind) => Promise<void>,
): Promise<void> {
  for (const kind of ['audio', 'video'] as const) {
    try {
      const status = await permissions?.query({ name: names[kind] });
      status?.addEventListener('change', () => {
        if (status.state === 'granted') void onAllowed(kind).catch(() => undefined);
      });
    } catch {
      // Not told here: the button on the screen asks again.
    }
  }
}
