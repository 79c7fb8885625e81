/** Own microphone and camera, shared by mirror, waiting room and conversation. */

import type { ReadonlySignal } from '@preact/signals';
import type { QuietSounds } from './quality/sound-filters.ts';

export type MediaFault =
  /** The person or the browser said no. */
  | 'denied'
  /** The question was closed without an answer. */
  | 'dismissed'
  /** There is no such device. */
  | 'missing'
  /** Another program holds it. */
  | 'busy'
  /** The system holds it for a while, as during a telephone call. It goes on by itself. */
  | 'paused'
  | 'failed';

export interface MediaView {
  /** The own stream for a preview (never play its sound). Undefined while nothing is captured. */
  readonly stream: ReadonlySignal<MediaStream | undefined>;
  readonly cameraOn: ReadonlySignal<boolean>;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraFault: ReadonlySignal<MediaFault | undefined>;
  readonly microphoneFault: ReadonlySignal<MediaFault | undefined>;
  readonly devices: ReadonlySignal<{
    readonly cameras: readonly MediaDeviceInfo[];
    readonly microphones: readonly MediaDeviceInfo[];
  }>;
  readonly chosenCamera: ReadonlySignal<string | undefined>;
  readonly chosenMicrophone: ReadonlySignal<string | undefined>;
  /** 0 to 1, for the level meter; 0 while muted. */
  readonly level: ReadonlySignal<number>;
  /** Whether the microphone is to keep quiet sounds, which filters take for noise. */
  readonly wantedQuietSounds: ReadonlySignal<QuietSounds>;
  /** Whether it does, as the browser says; undefined while there is none, or where it does not say. */
  readonly quietSounds: ReadonlySignal<QuietSounds | undefined>;
  /** Ask for camera and microphone; what cannot be had is a fault, never an exception. */
  acquire(): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  chooseMicrophone(deviceId: string): Promise<void>;
  wantQuietSounds(quiet: QuietSounds): Promise<void>;
  /** Asks for the microphone anew, and for a camera that gives nothing. Whoever is muted stays so. */
  reopen(): Promise<void>;
  /** Stop capturing altogether: the camera light goes out. */
  release(): void;
}
