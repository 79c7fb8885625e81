import type { CallView, ParticipantView } from '../../call/call-view.ts';

/**
 * Whom the screen shows. A clinician may have the desk open on two devices, both connected; the one that has let the
 * patient in sends picture or sound, the other nothing.
 */
export function whoTalks(call: Pick<CallView, 'participants'> | undefined): ParticipantView | undefined {
  const all = call?.participants.value ?? [];
  return (
    all.find(({ cameraOn, microphoneOn }) => cameraOn.value || microphoneOn.value) ??
    all.find(({ state }) => state.value === 'connected') ??
    all[0]
  );
}
