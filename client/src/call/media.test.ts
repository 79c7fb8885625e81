/** What was let go stays off, whatever was going on or going wrong at that moment. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalMedia } from './media.ts';
import type { CaptureDevices } from './media-source.ts';

type Kind = 'audio' | 'video';
type Answer = (kinds: readonly Kind[]) => Promise<void>;

/** As much of a track as the library touches. */
class PaperTrack extends EventTarget {
  readonly kind: Kind;
  readyState = 'live';
  muted = false;
  constructor(kind: Kind) {
    super();
    this.kind = kind;
  }
  getSettings = () => ({});
  stop = () => {
    this.readyState = 'ended';
  };
}

class PaperStream {
  readonly tracks: PaperTrack[] = [];
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === 'video');
  addTrack = (track: PaperTrack) => void this.tracks.push(track);
  removeTrack = (track: PaperTrack) => void this.tracks.splice(this.tracks.indexOf(track), 1);
}

beforeEach(() => {
  vi.stubGlobal('MediaStream', PaperStream);
});
afterEach(() => vi.unstubAllGlobals());

const gives: Answer = async () => undefined;
const failsWith = (name: string): Answer => {
  return async () => {
    throw new DOMException('', name);
  };
};

function room(first: Answer, permissions?: Pick<Permissions, 'query'>) {
  const asked: string[] = [];
  const given: PaperTrack[] = [];
  const world = { answer: first };
  const devices = {
    async getUserMedia({ audio, video }: MediaStreamConstraints) {
      const kinds = [...(audio ? ['audio' as const] : []), ...(video ? ['video' as const] : [])];
      asked.push(kinds.join('+'));
      await world.answer(kinds);
      const stream = new PaperStream();
      for (const kind of kinds) stream.addTrack(new PaperTrack(kind));
      given.push(...stream.tracks);
      return stream;
    },
    enumerateDevices: async () => [],
  } as unknown as CaptureDevices;
  const media = createLocalMedia({ devices, permissions: permissions as Permissions | undefined });
  return { media, asked, given, world };
}

/** Answers nothing until told to. */
function held() {
  let answer: (fault?: string) => void = () => undefined;
  const answered = new Promise<void>((resolve, reject) => {
    answer = (fault) => (fault === undefined ? resolve() : reject(new DOMException('', fault)));
  });
  return { wait: () => answered, answer: (fault?: string) => answer(fault) };
}

const live = (tracks: readonly PaperTrack[]) => tracks.filter(({ readyState }) => readyState === 'live');

describe('a repair', () => {
  test('switches nothing on that was let go, although it was broken before', async () => {
    const { media, asked, world } = room(failsWith('NotReadableError'));
    await media.acquire();
    expect([media.microphoneFault.value, media.cameraFault.value]).toEqual(['busy', 'busy']);
    media.release();
    world.answer = gives;
    const before = asked.length;
    await media.reopen();
    expect(asked.slice(before)).toEqual([]);
  });

  test('that is under way when everything is let go does not get as far as the camera', async () => {
    const { media, asked, given, world } = room(failsWith('NotReadableError'));
    await media.acquire();
    const microphone = held();
    world.answer = microphone.wait;
    const before = asked.length;
    const repair = media.reopen();
    media.release();
    microphone.answer();
    await repair;
    expect(asked.slice(before)).toEqual(['audio']);
    expect(live(given)).toEqual([]);
  });

  test('brings back what is broken as long as it is wanted', async () => {
    const { media, given, world } = room(failsWith('NotReadableError'));
    await media.acquire();
    world.answer = gives;
    await media.reopen();
    expect(live(given).map(({ kind }) => kind)).toEqual(['audio', 'video']);
  });
});

test('a question that fails after everything was let go is not put once more', async () => {
  const question = held();
  const { media, asked, world } = room(question.wait);
  const asking = media.acquire();
  media.release();
  world.answer = gives;
  question.answer('NotReadableError');
  await asking;
  expect(asked).toEqual(['audio+video']);
});

test('after a page was left for good, nobody switches camera or microphone on again', async () => {
  const { media, asked, given } = room(gives);
  await media.acquire();
  const before = asked.length;
  media.shut();
  expect(live(given)).toEqual([]);
  await media.acquire();
  await media.setMicrophone(true);
  await media.setCamera(true);
  await media.chooseCamera('another');
  await media.chooseMicrophone('another');
  await media.wantQuietSounds('kept');
  await media.reopen();
  expect(asked.slice(before)).toEqual([]);
  expect(media.stream.value).toBeUndefined();
});

describe('without a press of anything', () => {
  /** A page that can be looked at again. */
  function page() {
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('document', document);
    return { lookAgain: () => document.dispatchEvent(new Event('visibilitychange')) };
  }

  /** The browser's own switches, which somebody turns. */
  function switches() {
    const all = new Map<string, EventTarget & { state: string }>();
    const query = async ({ name }: { name: string }) => {
      const status = all.get(name) ?? Object.assign(new EventTarget(), { state: 'prompt' });
      all.set(name, status);
      return status;
    };
    return {
      permissions: { query } as unknown as Permissions,
      turn(name: string, state: string) {
        const status = all.get(name);
        if (!status) throw new Error(`nobody has asked about the ${name}`);
        status.state = state;
        status.dispatchEvent(new Event('change'));
      },
    };
  }

  test('who closes the program that held the camera and comes back sees themselves', async () => {
    const { lookAgain } = page();
    const { media, given, world } = room(failsWith('NotReadableError'));
    await media.acquire();
    world.answer = gives;
    lookAgain();
    await vi.waitFor(() => expect(live(given).map(({ kind }) => kind)).toEqual(['audio', 'video']));
    expect([media.microphoneFault.value, media.cameraFault.value]).toEqual([undefined, undefined]);
  });

  test('who said no is not asked again each time they look at the page', async () => {
    const { lookAgain } = page();
    const { media, asked } = room(failsWith('NotAllowedError'));
    await media.acquire();
    const before = asked.length;
    lookAgain();
    await Promise.resolve();
    expect(asked.slice(before)).toEqual([]);
  });

  test('who allows the camera in the browser’s settings after all is seen, and the microphone stays refused', async () => {
    const { permissions, turn } = switches();
    const { media, given, world } = room(failsWith('NotAllowedError'), permissions);
    await media.acquire();
    world.answer = async (kinds) => {
      if (kinds.includes('audio')) throw new DOMException('', 'NotAllowedError');
    };
    turn('camera', 'granted');
    await vi.waitFor(() => expect(live(given).map(({ kind }) => kind)).toEqual(['video']));
    expect([media.microphoneFault.value, media.cameraFault.value]).toEqual(['denied', undefined]);
  });

  test('nothing goes on for somebody whose camera was let go meanwhile', async () => {
    const { lookAgain } = page();
    const { permissions, turn } = switches();
    const { media, asked, world } = room(failsWith('NotReadableError'), permissions);
    await media.acquire();
    media.release();
    world.answer = gives;
    const before = asked.length;
    lookAgain();
    turn('camera', 'granted');
    await Promise.resolve();
    expect(asked.slice(before)).toEqual([]);
  });
});

test('a microphone that the system holds is told apart from one that another program has', async () => {
  const { media, given } = room(gives);
  await media.acquire();
  const [microphone] = given;
  microphone?.dispatchEvent(new Event('mute'));
  expect(media.microphoneFault.value).toBe('paused');
  microphone?.dispatchEvent(new Event('unmute'));
  expect(media.microphoneFault.value).toBeUndefined();
});
