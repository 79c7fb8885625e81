import type { ReadonlySignal } from '@preact/signals';
import type { Kind } from '@sprechzimmer/protocol';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallView } from '../../call/call-view.ts';
import { whoTalks } from '../conversation/who-talks.ts';
import { useSince } from './use-since.ts';

/** A change of networks is over by then, and whoever would press something has waited long enough. */
const lostForMs = 30_000;

/** Given by whoever shows the words without waiting for them. */
export const KnownLost = createContext(false);

export interface Line {
  readonly online: ReadonlySignal<boolean>;
  readonly kind: Kind;
  readonly call: CallView | undefined;
}

/** Whether the line has been away for so long that the two should telephone. The same moment on both sides. */
export function useLineLost({ online, kind, call }: Line): boolean {
  const isConnected = kind === 'chat' || whoTalks(call)?.state.value === 'connected';
  const isKnown = useContext(KnownLost);
  return useSince(!online.value || !isConnected) >= lostForMs || isKnown;
}
