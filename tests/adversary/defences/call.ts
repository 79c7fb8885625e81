/** Defences of the call and of what carries its messages. */

import type { Defence } from '../attack.ts';

export const callDefences = {
  onlyEncrypted: {
    name: 'messages between devices count only when they came through Olm',
    edits: [
      {
        file: 'client/src/crypto/olm-channel.ts',
        find: "if (received.encryptionInfo === null) return void drop('clear');",
        replace: `if (received.encryptionInfo === null) {
          if (!defenceOut('messages between devices count only when they came through Olm')) return void drop('clear');
          const from = await deviceOf(open, sender, (content as { party_id: DeviceId }).party_id);
          if (from) for (const subscription of matching) await subscription.deliver(from, content);
          return;
        }`,
      },
    ],
  },
} as const satisfies Record<string, Defence>;
