/**
 * Leaving in a hurry in one window of this browser is leaving in all of them: none may stand there with the visit on it,
 * and a picture that goes on in another window must not outlive the press.
 */

import * as v from 'valibot';
import { otherWindows } from './other-windows.ts';

export interface EveryWindow {
  /** In every other window that has this visit. */
  tell(id: string): void;
}

const channelName = 'sprechzimmer-left';
const LeftSchema = v.object({ left: v.string() });

/** @param onLeft somebody has left this visit in a hurry in another window */
export function everyWindow(onLeft: (id: string) => void): EveryWindow {
  const windows = otherWindows(channelName, LeftSchema, ({ left }) => onLeft(left));
  return { tell: (id) => windows.tell({ left: id }) };
}
