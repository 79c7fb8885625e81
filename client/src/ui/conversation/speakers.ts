/** Where the other person is heard, where a browser lets somebody choose (`HTMLMediaElement.setSinkId`). */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Undefined is whatever the system has. Kept until the page is closed. */
export const chosenSpeaker = signal<string | undefined>(undefined);
export const speakers = signal<readonly MediaDeviceInfo[]>([]);

/**
 * Keeps the list current for as long as somebody may be heard: a speaker that is unplugged is not chosen any more.
 * @param mayName changes when the browser may tell more of its devices than before
 */
export function useSpeakers(mayName?: unknown): void {
  useEffect(() => {
    const devices = mediaDevices();
    if (!devices || !canChoose()) return undefined;
    const list = () => void listSpeakers(devices);
    list();
    devices.addEventListener('devicechange', list);
    return () => devices.removeEventListener('devicechange', list);
  }, [mayName]);
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

/** The browser asks by itself which one, where it lists only those it was allowed to (`selectAudioOutput`, Firefox). */
export function askForSpeaker(): (() => Promise<void>) | undefined {
  const devices = mediaDevices();
  if (!devices || !canChoose() || !('selectAudioOutput' in devices)) return undefined;
  const ask: unknown = devices.selectAudioOutput;
  if (typeof ask !== 'function') return undefined;
  return async () => {
    try {
      const chosen: unknown = await Reflect.apply(ask, devices, []);
      if (!(chosen instanceof MediaDeviceInfo)) return;
      await listSpeakers(devices);
      if (!speakers.value.some(({ deviceId }) => deviceId === chosen.deviceId))
        speakers.value = [...speakers.value, chosen];
      chosenSpeaker.value = chosen.deviceId;
    } catch {
      // The question was closed: everything stays as it is.
    }
  };
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
