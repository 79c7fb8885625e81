import { chosenSpeaker, playThrough } from '../conversation/speakers.ts';

/** Two soft tones, made on the spot: nothing to fetch, and the sound path is the one of the conversation. */
export function playTestSound(): void {
  const context = new AudioContext();
  const volume = context.createGain();
  connect(context, volume);
  const start = context.currentTime + 0.05;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.25, start + 0.08);
  volume.gain.linearRampToValueAtTime(0, start + 1);
  const tones = [440, 554.37].map((frequency, index) => {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start(start + index * 0.3);
    tone.stop(start + 1);
    return tone;
  });
  tones.at(-1)?.addEventListener('ended', () => void context.close());
}

/** To the chosen loudspeaker, by an element as in the conversation; to the system's where none is chosen or it is gone. */
function connect(context: AudioContext, volume: AudioNode): void {
  const speaker = chosenSpeaker.peek();
  if (speaker === undefined) {
    volume.connect(context.destination);
    return;
  }
  const carried = context.createMediaStreamDestination();
  volume.connect(carried);
  const element = new Audio();
  element.srcObject = carried.stream;
  void playThrough(element, speaker)
    .then(() => element.play())
    .catch(() => volume.connect(context.destination));
}
