/**
 * Tells a message from its repetition. Event ids and times are the homeserver's to give: one ciphertext under two ids
 * is one message, brought twice.
 */

import { fromBase64, sha256, toBase64Url } from '@sprechzimmer/protocol';
import type { MatrixEvent } from 'matrix-js-sdk';
import * as v from 'valibot';

export interface OnceOnly {
  /** False for the ciphertext of another event that was here before, and for what has none. */
  isFirst(event: MatrixEvent): Promise<boolean>;
}

export function onceOnly(): OnceOnly {
  const idOf = new Map<string, string>();
  return {
    async isFirst(event) {
      const id = event.getId();
      const wire = v.safeParse(WireSchema, event.getWireContent());
      if (!id || !wire.success) return false;
      const { session_id, ciphertext } = wire.output;
      // Of the bytes: one message can be spelled in several ways.
      const key = `${session_id} ${toBase64Url(await sha256(fromBase64(ciphertext)))}`;
      const first = idOf.get(key);
      if (first === undefined) idOf.set(key, id);
      return first === undefined || first === id;
    },
  };
}

const WireSchema = v.object({ session_id: v.string(), ciphertext: v.string() });
