/** At the mirror: nothing was heard so far. A quiet room is no fault, so it asks first. */

import { useSignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { MediaView } from '../../call/media-view.ts';
import { tTrouble } from '../../i18n/trouble.ts';
import { Notice } from '../notice.tsx';

/** Long enough to have read the screen and said something. */
const quietForMs = 8_000;
/** Given by whoever shows the words without waiting for them. */
export const KnownQuiet = createContext(false);
/** Of the meter's 0 to 1: a breath is above it. */
const heardAbove = 0.05;

export function SilentMicrophone({ media }: { media: MediaView }) {
  const isQuiet = useSignal(false);
  const isKnown = useContext(KnownQuiet);
  const microphone = media.chosenMicrophone.value;
  useEffect(() => {
    let isHeard = false;
    isQuiet.value = false;
    const timer = setTimeout(() => {
      isQuiet.value = !isHeard;
    }, quietForMs);
    const stop = media.level.subscribe((level) => {
      if (level <= heardAbove || isHeard) return;
      isHeard = true;
      isQuiet.value = false;
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [media, microphone]);
  return (
    <div role="status">
      {(isKnown || isQuiet.value) && (
        <Notice icon="microphone" testId="silent-microphone">
          {tTrouble('silent.text')}
        </Notice>
      )}
    </div>
  );
}
