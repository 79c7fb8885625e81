/** Own microphone and camera, with devices that refuse, break and vanish. */

import { describe, expect, test } from 'vitest';
import { withPage } from './testing/with-page.ts';

const page = withPage({ flags: ['--use-fake-device-for-media-stream=device-count=3'] });

test('the mirror shows a picture, and the level moves while somebody speaks', async () => {
  const seen = await page().evaluate(async () => {
    const { createLocalMedia, paints, until } = window.callLab;
    const media = createLocalMedia();
    const before = media.stream.value;
    await media.acquire();
    const levels = new Set<number>();
    const stop = media.level.subscribe((level) => levels.add(level));
    const { stream, cameraOn, microphoneOn, devices } = media;
    const moves = stream.value ? await paints(stream.value) : false;
    await until(() => levels.size > 3, 'the level moves');
    await media.setMicrophone(false);
    await until(() => media.level.value === 0, 'a muted level is zero');
    stop();
    return {
      before,
      moves,
      on: [cameraOn.value, microphoneOn.value],
      devices: [devices.value.cameras.length > 0, devices.value.microphones.length > 0],
      inRange: [...levels].every((level) => level >= 0 && level <= 1),
    };
  });
  expect(seen).toEqual({
    before: undefined,
    moves: true,
    on: [true, false],
    devices: [true, true],
    inRange: true,
  });
});

test('speech is treated as speech', async () => {
  const hint = await page().evaluate(async () => {
    const media = window.callLab.createLocalMedia();
    await media.acquire();
    return media.audioTrack.value?.contentHint;
  });
  expect(hint).toBe('speech');
});

test('after release no light is on, also when the answer came late', async () => {
  const seen = await page().evaluate(async () => {
    const { createLocalMedia } = window.callLab;
    const given: MediaStreamTrack[] = [];
    const devices = {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        given.push(...stream.getTracks());
        return stream;
      },
      enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
    };
    const media = createLocalMedia({ devices });
    const asking = media.acquire();
    media.release();
    await asking;
    const late = {
      shown: media.stream.value,
      live: given.filter(({ readyState }) => readyState === 'live').length,
    };
    await media.acquire();
    const again = media.stream.value?.getTracks().length;
    media.release();
    return { late, again, live: given.filter(({ readyState }) => readyState === 'live').length };
  });
  expect(seen).toEqual({ late: { live: 0 }, again: 2, live: 0 });
});

test('let in right after being sent back, the camera is on again', async () => {
  const tracks = await page().evaluate(async () => {
    const media = window.callLab.createLocalMedia();
    const first = media.acquire();
    media.release();
    const [second, third] = [media.acquire(), media.acquire()];
    await Promise.all([first, second, third]);
    return media.stream.value?.getTracks().map(({ readyState }) => readyState);
  });
  expect(tracks).toEqual(['live', 'live']);
});

describe('what cannot be had is said, and the rest goes on', () => {
  const refusing = (audio: string | undefined, video: string | undefined) =>
    page().evaluate(
      async ([audioError, videoError]) => {
        const { createLocalMedia } = window.callLab;
        let asked = 0;
        const devices = {
          getUserMedia: async (constraints: MediaStreamConstraints) => {
            asked += 1;
            const error = (constraints.video && videoError) || (constraints.audio && audioError);
            if (error)
              throw new DOMException(
                error === 'dismissed' ? 'Permission dismissed' : '',
                error === 'dismissed' ? 'NotAllowedError' : error,
              );
            return navigator.mediaDevices.getUserMedia(constraints);
          },
          enumerateDevices: async () => [],
        };
        const media = createLocalMedia({ devices, permissions: undefined });
        await media.acquire();
        return {
          tracks: media.stream.value?.getTracks().map(({ kind }) => kind) ?? [],
          camera: media.cameraFault.value,
          microphone: media.microphoneFault.value,
          asked,
        };
      },
      [audio, video] as const,
    );

  test('a refused camera leaves the sound', async () => {
    expect(await refusing(undefined, 'NotAllowedError')).toMatchObject({
      tracks: ['audio'],
      camera: 'denied',
    });
  });
  test('a camera that another program holds leaves the sound', async () => {
    expect(await refusing(undefined, 'NotReadableError')).toMatchObject({
      tracks: ['audio'],
      camera: 'busy',
    });
  });
  test('a computer without a microphone leaves the picture', async () => {
    expect(await refusing('NotFoundError', undefined)).toMatchObject({
      tracks: ['video'],
      microphone: 'missing',
    });
  });
  test('a computer with neither is said to have neither', async () => {
    expect(await refusing('NotFoundError', 'NotFoundError')).toMatchObject({
      tracks: [],
      camera: 'missing',
      microphone: 'missing',
    });
  });
  test('somebody who closed the question is not asked three times', async () => {
    expect(await refusing('dismissed', 'dismissed')).toEqual({
      tracks: [],
      camera: 'dismissed',
      microphone: 'dismissed',
      asked: 1,
    });
  });
});

test('a camera that is unplugged is replaced by the next one', async () => {
  const seen = await page().evaluate(async () => {
    const { createLocalMedia, until } = window.callLab;
    const media = createLocalMedia();
    await media.acquire();
    const first = media.videoTrack.value;
    first?.dispatchEvent(new Event('ended'));
    await until(
      () => media.videoTrack.value !== undefined && media.videoTrack.value !== first,
      'there is another',
    );
    return { old: first?.readyState, fault: media.cameraFault.value };
  });
  expect(seen).toEqual({ old: 'ended' });
});

test('a phone call that takes the microphone away is said, and forgotten when it is over', async () => {
  const faults = await page().evaluate(async () => {
    const media = window.callLab.createLocalMedia();
    await media.acquire();
    media.audioTrack.value?.dispatchEvent(new Event('mute'));
    const during = media.microphoneFault.value;
    media.audioTrack.value?.dispatchEvent(new Event('unmute'));
    return { during, after: media.microphoneFault.value };
  });
  expect(faults).toEqual({ during: 'paused' });
});

test('a headset that is plugged in when one is missing is used, and never while nobody is to be heard', async () => {
  const seen = await page().evaluate(async () => {
    const { createLocalMedia, until } = window.callLab;
    let plugged = false;
    let asked = 0;
    const plug = new EventTarget();
    const devices = {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        asked += 1;
        if (constraints.audio && !plugged) throw new DOMException('', 'NotFoundError');
        return navigator.mediaDevices.getUserMedia(constraints);
      },
      enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
      addEventListener: plug.addEventListener.bind(plug),
    };
    const media = createLocalMedia({ devices, permissions: undefined });
    await media.acquire();
    const before = media.microphoneFault.value;
    plugged = true;
    plug.dispatchEvent(new Event('devicechange'));
    await until(() => media.audioTrack.value !== undefined, 'it is used');
    const during = { fault: media.microphoneFault.value, picture: media.videoTrack.value !== undefined };
    media.release();
    plugged = false;
    await media.setMicrophone(true);
    const fault = media.microphoneFault.value;
    plugged = true;
    const askedBefore = asked;
    const listed = media.devices.value;
    plug.dispatchEvent(new Event('devicechange'));
    await until(() => media.devices.value !== listed, 'it is seen');
    await new Promise((resolve) => setTimeout(resolve));
    return { before, during, fault, askedAgain: asked - askedBefore };
  });
  expect(seen).toEqual({
    before: 'missing',
    during: { picture: true },
    fault: 'missing',
    askedAgain: 0,
  });
});

test('another camera can be chosen during the call', async () => {
  const seen = await page().evaluate(async () => {
    const { pair, view, paints } = window.callLab;
    const { clinician, guest } = await pair();
    clinician.mesh.allowRemote(true);
    await guest.mesh.openMedia();
    const { stream } = view(clinician, guest);
    await paints(stream);
    const before = guest.media.videoTrack.value;
    // The second of Chromium's fake cameras speaks MJPEG, which it does not send without a GPU.
    const other = guest.media.devices.value.cameras.find(({ label }) => label === 'fake_device_2');
    if (other) await guest.media.chooseCamera(other.deviceId);
    return {
      had: other !== undefined,
      chosen: guest.media.chosenCamera.value === other?.deviceId,
      exchanged: guest.media.videoTrack.value !== before && before?.readyState === 'ended',
      moves: await paints(stream),
    };
  });
  expect(seen).toEqual({ had: true, chosen: true, exchanged: true, moves: true });
});

test('whoever turned the camera off in the mirror enters without it', async () => {
  const tracks = await page().evaluate(async () => {
    const { createLocalMedia } = window.callLab;
    const media = createLocalMedia();
    await media.setCamera(false);
    await media.acquire();
    return media.stream.value?.getTracks().map(({ kind }) => kind);
  });
  expect(tracks).toEqual(['audio']);
});
