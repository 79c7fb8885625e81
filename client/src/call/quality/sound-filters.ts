/**
 * What a browser does to the sound of a microphone. Echo is always taken out: without that the other person hears
 * themselves. Noise is taken out unless somebody wants to be heard when they speak low, or weep: filters take that for
 * noise.
 */

export type QuietSounds = 'kept' | 'filtered';

export function soundConstraints(quiet: QuietSounds): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: quiet === 'filtered', autoGainControl: true };
}

/** As the browser says it is, whatever was asked for; undefined where it does not say. */
export function quietSoundsOf(track: MediaStreamTrack): QuietSounds | undefined {
  const { noiseSuppression } = track.getSettings();
  if (noiseSuppression === undefined) return undefined;
  return noiseSuppression ? 'filtered' : 'kept';
}
