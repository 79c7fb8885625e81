import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keepLease } from './leases.ts';

class Screen extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

let page: EventTarget;
let screen: Screen;
let said: string[];
let tick: () => void;
let everyMs: number | undefined;
let stop: () => void;

beforeEach(() => {
  page = new EventTarget();
  screen = new Screen();
  said = [];
  everyMs = undefined;
  stop = keepLease({
    send: async (presence) => void said.push(presence),
    leaseSeconds: () => 30,
    page,
    screen,
    every: (ms, run) => {
      everyMs = ms;
      tick = run;
      return () => {
        everyMs = undefined;
      };
    },
  });
});

describe('the desk never loses somebody whose phone sleeps, and never shows somebody who has left', () => {
  test('there: said at once and three times within a lease', () => {
    tick();
    expect(said).toEqual(['here', 'here']);
    expect(everyMs).toBe(10_000);
  });
  test.each([0, -5, Number.NaN, 1e12])(
    'never said without a pause, whatever the server asks for: %s',
    (asked) => {
      const every = vi.fn((_ms: number, _run: () => void) => () => undefined);
      keepLease({ send: async () => undefined, leaseSeconds: () => asked, page, screen, every })();
      const ms = every.mock.calls[0]?.[0];
      expect(ms).toBeGreaterThanOrEqual(2_000);
      expect(ms).toBeLessThanOrEqual(100_000);
    },
  );
  test('screen locked: away, and here again when it is unlocked', () => {
    screen.visibilityState = 'hidden';
    screen.dispatchEvent(new Event('visibilitychange'));
    tick();
    screen.visibilityState = 'visible';
    screen.dispatchEvent(new Event('visibilitychange'));
    expect(said).toEqual(['here', 'away', 'away', 'here']);
  });
  test('page frozen by the browser: away, and here again when it runs', () => {
    screen.dispatchEvent(new Event('freeze'));
    screen.dispatchEvent(new Event('resume'));
    expect(said).toEqual(['here', 'away', 'here']);
  });
  test('page closed: gone', () => {
    page.dispatchEvent(new Event('pagehide'));
    expect(said.at(-1)).toBe('gone');
  });
  test('network back: said at once', () => {
    page.dispatchEvent(new Event('online'));
    expect(said).toEqual(['here', 'here']);
  });
  test('after the end nothing is said any more', () => {
    stop();
    page.dispatchEvent(new Event('pagehide'));
    for (const type of ['visibilitychange', 'freeze', 'resume']) screen.dispatchEvent(new Event(type));
    expect(said).toEqual(['here']);
    expect(everyMs).toBeUndefined();
  });
});
