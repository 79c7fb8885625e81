/** The same components, nothing of which is needed at the door: they show nothing until they are loaded. */

import { signal } from '@preact/signals';
import type { ComponentProps } from 'preact';
import { useEffect } from 'preact/hooks';

type Every = typeof import('./every-trouble.ts');

const loaded = signal<Every | undefined>(undefined);

/** Safe to call often. A network that does not bring them costs nobody more than the words. */
export function loadTrouble(): void {
  if (loaded.peek()) return;
  import('./every-trouble.ts').then(
    (every) => {
      loaded.value = every;
    },
    () => undefined,
  );
}

/** While they are not there, nobody leaves to them what has to be said. */
export function isTroubleLoaded(): boolean {
  return loaded.value !== undefined;
}

export function PermissionHelp(props: ComponentProps<Every['PermissionHelp']>) {
  const every = useLoaded();
  return every ? <every.PermissionHelp {...props} /> : null;
}

export function SilentMicrophone(props: ComponentProps<Every['SilentMicrophone']>) {
  const every = useLoaded();
  return every ? <every.SilentMicrophone {...props} /> : null;
}

export function WaitingNotes(props: ComponentProps<Every['WaitingNotes']>) {
  const every = useLoaded();
  return every ? <every.WaitingNotes {...props} /> : null;
}

export function TalkNotes(props: ComponentProps<Every['TalkNotes']>) {
  const every = useLoaded();
  return every ? <every.TalkNotes {...props} /> : null;
}

function useLoaded(): Every | undefined {
  useEffect(loadTrouble, []);
  return loaded.value;
}
