import { beforeEach, expect, it, vi } from 'vitest';
import { type SilentPage, silencePage } from './silence-page.ts';

class Playing {
  muted = false;
  paused = false;
  srcObject: object | null = {};
  pause() {
    this.paused = true;
  }
}
const silent = { muted: true, paused: true, srcObject: null };

beforeEach(() => {
  vi.stubGlobal('HTMLMediaElement', Playing);
});

function pageWith(elements: readonly Playing[], inSmallWindow?: Playing) {
  const closed = vi.fn<() => Promise<void>>(async () => undefined);
  let onPlay: (event: { target: unknown }) => void = () => undefined;
  const page = {
    querySelectorAll: (kinds: string) => (kinds === 'audio, video' ? elements : []),
    addEventListener: (kind: string, hear: typeof onPlay, isCapturing: boolean) => {
      if (kind === 'play' && isCapturing) onPlay = hear;
    },
    pictureInPictureElement: inSmallWindow,
    exitPictureInPicture: closed,
  } as unknown as SilentPage;
  return { page, closed, play: (target: unknown) => onPlay({ target }) };
}

it('the other person is not heard any more, and their picture stands in no window', () => {
  const [theirs, own] = [new Playing(), new Playing()];
  const { page, closed } = pageWith([theirs, own], theirs);
  silencePage(page);
  expect([theirs, own]).toMatchObject([silent, silent]);
  expect(closed).toHaveBeenCalledOnce();
});

it('a voice that arrives after the press is not heard either', () => {
  const { page, closed, play } = pageWith([]);
  silencePage(page);
  const late = new Playing();
  play(late);
  expect(late).toMatchObject(silent);
  expect(closed).not.toHaveBeenCalled();
});

it('a small window that does not close keeps nobody’s voice', async () => {
  const theirs = new Playing();
  const { page, closed } = pageWith([theirs], theirs);
  closed.mockRejectedValue(new DOMException('gone', 'InvalidStateError'));
  silencePage(page);
  expect(theirs).toMatchObject(silent);
});
