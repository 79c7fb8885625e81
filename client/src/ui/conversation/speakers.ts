/** Where the other person is heard, where a browser lets somebody choose (`HTMLMediaElement.setSinkId`). */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Undefined is whatever the system has. Kept until the page is closed. */
export const chosenSpeaker = signal<string | undefined>(undefined);
export const speakers = signal<readonly MediaDeviceInfo[]>([]);

/** Keeps the list current for as long as somebody may be heard: a speaker that is unplugged is not chosen any more. */
export function useSpeakers(): void {
  useEffect(() => {
    const devices = mediaDevices();
    if (!devices || !canChoose()) return undefined;
    const list = () => void listSpeakers(devices);
    list();
    devices.addEventListener('devicechange', list);
    return () => devices.removeEventListener('devicechange', list);
  }, []);
}

/** Plays through the chosen speaker; through the usual one where that is gone. */
export async function playThrough(element: HTMLMediaElement, speaker: string | undefined): Promise<void> {
  if (!canChoose() || element.sinkId === (speaker ?? '')) return;
  try {
    await element.setSinkId(speaker ?? '');
  } catch {
    if (speaker !== undefined && chosenSpeaker.peek() === speaker) chosenSpeaker.value = undefined;
  }
}

function canChoose(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

function mediaDevices(): MediaDevices | undefined {
  // Absent where the page is not served securely.
  const { mediaDevices: devices }: { mediaDevices?: MediaDevices } = navigator;
  return devices;
}

async function listSpeakers(devices: MediaDevices): Promise<void> {
  try {
    const all = await devices.enumerateDevices();
    // Chromium's own two entries are the system's choice under another name.
    speakers.value = all.filter(
      ({ kind, deviceId }) => kind === 'audiooutput' && !['', 'default', 'communications'].includes(deviceId),
    );
    const isGone = !speakers.value.some(({ deviceId }) => deviceId === chosenSpeaker.peek());
    if (isGone) chosenSpeaker.value = undefined;
  } catch {
    // No list, no choice: the system's speaker plays.
  }
}
