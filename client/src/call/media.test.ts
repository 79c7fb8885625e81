/** What was let go stays off, whatever was going on or going wrong at that moment. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalMedia } from './media.ts';
import type { CaptureDevices } from './media-source.ts';

type Kind = 'audio' | 'video';
type Answer = (kinds: readonly Kind[]) => Promise<void>;

/** As much of a track as the library touches. */
class PaperTrack extends EventTarget {
  readonly kind: Kind;
  readyState = 'live';
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

const gives: Answer = async () => undefined;
const failsWith = (name: string): Answer => {
  return async () => {
    throw new DOMException('', name);
  };
};

function room(first: Answer) {
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
  const media = createLocalMedia({ devices, permissions: undefined });
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
