/** A weak line, a silent microphone, a telephone call in between: what is done about it, and what is said. */

import { expect, test } from 'vitest';
import { impairedLine } from '../../../../tests/stack/impaired-line.ts';
import { ownAddress } from '../../../../tests/stack/own-address.ts';
import { withPage } from '../testing/with-page.ts';

const page = withPage();

declare global {
  interface Window {
    leadTo(port: number): Promise<void>;
    carry(rateBps: number | undefined): Promise<void>;
  }
}

test('a line too weak for both keeps the sound: the picture goes by itself, both are told, and it comes back', async () => {
  const host = ownAddress();
  const line = await impairedLine(host);
  await page().exposeFunction('leadTo', (port: number) => line.leadTo(host, port));
  await page().exposeFunction('carry', (rateBps?: number) => line.impair(rateBps ? { rateBps } : {}));
  const seen = await page().evaluate(
    async ({ port }) => {
      const { MemoryHub, pair, view, until, paints, energy } = window.callLab;
      const hub = new MemoryHub();
      hub.detour('guest', port, (found) => void window.leadTo(found));
      const { clinician, guest } = await pair({ hub });
      for (const { mesh } of [clinician, guest]) {
        mesh.allowRemote(true);
        await mesh.openMedia();
      }
      const [theirs, ours] = [view(clinician, guest), view(guest, clinician)];
      await paints(theirs.stream);
      await window.carry(70_000);
      const isHeld = () => ours.line.ownPictureHeld.value && theirs.line.theirPictureHeld.value;
      await until(isHeld, 'the picture of the guest is off, and both know', 60_000);
      const weak = {
        switches: [guest.media.cameraOn.value, theirs.cameraOn.value],
        state: theirs.state.value,
        loud: await energy(theirs.stream, 3_000),
      };
      // Their own switch is theirs: off while the picture is held anyway, and off afterwards.
      await clinician.media.setCamera(false);
      await window.carry(undefined);
      await until(
        () => !ours.line.ownPictureHeld.value && !theirs.line.theirPictureHeld.value,
        'the picture comes back by itself',
        60_000,
      );
      return { weak, moves: await paints(theirs.stream), cameraOfClinician: clinician.media.cameraOn.value };
    },
    { port: line.port },
  );
  await line.stop();
  expect(seen.weak).toMatchObject({ switches: [true, true], state: 'connected' });
  expect(seen.weak.loud).toBeGreaterThan(0.01);
  expect(seen).toMatchObject({ moves: true, cameraOfClinician: false });
});

test('quiet sounds are kept when somebody asks for it, before and in the conversation, and the browser says so', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, energy } = window.callLab;
    const { clinician, guest } = await pair();
    const { media } = guest;
    const settings = () => {
      const { noiseSuppression, echoCancellation } = media.audioTrack.value?.getSettings() ?? {};
      return [media.quietSounds.value, noiseSuppression, echoCancellation];
    };
    await media.acquire();
    const before = settings();
    await media.wantQuietSounds('kept');
    const inTheMirror = settings();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    await media.wantQuietSounds('filtered');
    const filtered = settings();
    await media.setMicrophone(false);
    await media.wantQuietSounds('kept');
    const muted = media.audioTrack.value?.enabled;
    await media.setMicrophone(true);
    await until(() => view(clinician, guest).microphoneOn.value, 'the other side knows');
    const loud = await energy(view(clinician, guest).stream);
    return { before, inTheMirror, filtered, inTheConversation: settings(), muted, loud };
  });
  expect(seen).toMatchObject({
    before: ['filtered', true, true],
    inTheMirror: ['kept', false, true],
    filtered: ['filtered', true, true],
    inTheConversation: ['kept', false, true],
    muted: false,
  });
  expect(seen.loud).toBeGreaterThan(0.01);
});

test('a microphone that gives nothing is noticed, and repaired in the same conversation', async () => {
  const seen = await page().evaluate(async () => {
    const { createLocalMedia, pair, view, until, energy } = window.callLab;
    let isBroken = true;
    const context = new AudioContext();
    await context.resume();
    const silence = context.createMediaStreamDestination().stream;
    const devices = {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        const [sound] = stream.getAudioTracks();
        const [flat] = silence.clone().getAudioTracks();
        if (!isBroken || !sound || !flat) return stream;
        sound.stop();
        stream.removeTrack(sound);
        stream.addTrack(flat);
        return stream;
      },
      enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
    };
    const media = createLocalMedia({ devices });
    const { clinician, guest } = await pair({ guest: { media } });
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const { line } = view(guest, clinician);
    await until(() => line.ownSoundMissing.value, 'it is noticed', 30_000);
    const states: string[] = [];
    const stop = view(clinician, guest).state.subscribe((state) => states.push(state));
    isBroken = false;
    await guest.mesh.soundRepair.repairSound();
    await until(() => !line.ownSoundMissing.value, 'it is heard again', 30_000);
    stop();
    return {
      states: [...new Set(states)],
      repairs: guest.mesh.soundRepair.repairs.value,
      loud: await energy(view(clinician, guest).stream),
      fault: media.microphoneFault.value,
    };
  });
  expect(seen).toMatchObject({ states: ['connected'], repairs: 1, fault: undefined });
  expect(seen.loud).toBeGreaterThan(0.01);
});

test('a telephone call that keeps microphone and camera is over with one tap, and who was muted stays so', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, until, paints, energy } = window.callLab;
    const { clinician, guest } = await pair();
    const { media } = guest;
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    await media.setMicrophone(false);
    // As Safari does it: both are taken away, and not given back.
    for (const track of [media.audioTrack.value, media.videoTrack.value])
      track?.dispatchEvent(new Event('mute'));
    const faults = [media.microphoneFault.value, media.cameraFault.value];
    const startMs = performance.now();
    await guest.mesh.soundRepair.repairSound();
    const still = [media.microphoneOn.value, media.audioTrack.value?.enabled];
    await media.setMicrophone(true);
    await until(() => view(clinician, guest).microphoneOn.value, 'the other side knows');
    const tookMs = performance.now() - startMs;
    const { stream } = view(clinician, guest);
    return {
      faults,
      still,
      tookMs,
      left: [media.microphoneFault.value, media.cameraFault.value],
      moves: await paints(stream),
      loud: await energy(stream),
    };
  });
  expect(seen).toMatchObject({ faults: ['paused', 'paused'], still: [false, false], moves: true });
  expect(seen.left).toEqual([undefined, undefined]);
  expect(seen.loud).toBeGreaterThan(0.01);
  expect(seen.tookMs).toBeLessThan(5_000);
});
