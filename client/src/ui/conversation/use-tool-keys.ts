/** M and C, and the space bar to speak for as long as it is held. */

import { useEffect } from 'preact/hooks';
import type { MediaView } from '../../call/media-view.ts';
import { keysOn } from './own-look.ts';
import { actOfKey, placeOf } from './tool-keys.ts';

/** @param media undefined where there is nothing to switch */
export function useToolKeys(media: MediaView | undefined): void {
  useEffect(() => {
    if (!media) return undefined;
    let speaking = false;
    const stopSpeaking = () => {
      if (!speaking) return;
      speaking = false;
      void media.setMicrophone(false);
    };
    const onDown = (event: KeyboardEvent) => {
      // Held: neither again nor a jump down the page.
      if (event.key === ' ' && speaking) event.preventDefault();
      const act = keysOn.peek() ? actOfKey(event, placeOf(event.target)) : undefined;
      if (!act) return;
      event.preventDefault();
      if (act === 'camera') void media.setCamera(!media.cameraOn.peek());
      else if (act === 'microphone') {
        speaking = false;
        void media.setMicrophone(!media.microphoneOn.peek());
      } else if (!media.microphoneOn.peek()) {
        speaking = true;
        void media.setMicrophone(true);
      }
    };
    const onUp = (event: KeyboardEvent) => {
      if (event.key === ' ') stopSpeaking();
    };
    document.addEventListener('keydown', onDown);
    document.addEventListener('keyup', onUp);
    // Whoever turns to another window lets go of the key there, unheard.
    window.addEventListener('blur', stopSpeaking);
    return () => {
      document.removeEventListener('keydown', onDown);
      document.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', stopSpeaking);
      stopSpeaking();
    };
  }, [media]);
}
