import type { MediaFault } from '../call/media-view.ts';
import { tShared } from '../i18n/shared.ts';

/** Why there is no camera, in a sentence. */
export function cameraFaultText(fault: MediaFault): string {
  switch (fault) {
    case 'denied':
      return tShared('media.cameraDenied');
    case 'dismissed':
      return tShared('media.cameraDismissed');
    case 'missing':
      return tShared('media.cameraMissing');
    case 'busy':
      return tShared('media.cameraBusy');
    case 'paused':
      return tShared('media.cameraPaused');
    case 'failed':
      return tShared('media.cameraFailed');
  }
}

/** Why there is no microphone, in a sentence. */
export function microphoneFaultText(fault: MediaFault): string {
  switch (fault) {
    case 'denied':
      return tShared('media.microphoneDenied');
    case 'dismissed':
      return tShared('media.microphoneDismissed');
    case 'missing':
      return tShared('media.microphoneMissing');
    case 'busy':
      return tShared('media.microphoneBusy');
    case 'paused':
      return tShared('media.microphonePaused');
    case 'failed':
      return tShared('media.microphoneFailed');
  }
}
