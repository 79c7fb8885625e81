/**
 * What the windows of one browser say to each other. They are of the same origin, and may be of another version of this
 * page: what comes in is checked like anything else from outside, and what does not fit is passed over.
 */

import * as v from 'valibot';

export interface OtherWindows<Said> {
  /** Comes to every other window that listens, and not back here. */
  tell(said: Said): void;
  /** Hears nothing more. */
  close(): void;
}

/**
 * A browser without such a channel says and hears nothing.
 * @param name of the channel: one for each thing that is said
 * @param hear left out by a window that only speaks
 */
export function otherWindows<Said>(
  name: string,
  schema: v.GenericSchema<unknown, Said>,
  hear?: (said: Said) => void,
): OtherWindows<Said> {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  if (hear)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const said = v.safeParse(schema, data);
      if (said.success) hear(said.output);
    };
  return { tell: (said) => channel.postMessage(said), close: () => channel.close() };
}
