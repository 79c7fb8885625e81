/**
 * What the browser itself measures of a page: how long a press waited for its frame (Event Timing), what moved by itself
 * (Layout Instability), and how long nothing could be answered (Long Tasks), all three as W3C has written them.
 */

import type { Page } from 'playwright-core';

export interface Speed {
  /** Every finger and key that the browser answered later than after 16 ms. */
  readonly presses: readonly Press[];
  /** What moved without being asked for, that is more than half a second after the last press. */
  readonly shifts: readonly Shift[];
  /** Tasks of 50 ms and more. */
  readonly tasks: readonly Task[];
}

export interface Press {
  /** Test id of what was pressed, or the kind of event. */
  readonly on: string;
  /** From the finger to the next painted frame, in milliseconds; the browser rounds to eight. */
  readonly ms: number;
}

export interface Shift {
  /** Share of the window that moved, times how far. */
  readonly value: number;
  /** The first of what moved. */
  readonly what: string;
}

export interface Task {
  /** Milliseconds on the page's own clock. */
  readonly startMs: number;
  readonly ms: number;
}

declare global {
  interface Window {
    speed?: { presses: Press[]; shifts: Shift[]; tasks: Task[]; take(): void };
  }
}

/** What a press that no entry tells of took at most. */
export const quickestMs = 16;

/** Before the page is opened. */
export async function watchSpeed(page: Page): Promise<void> {
  await page.addInitScript(watch, quickestMs);
}

/** @returns what has been measured so far; waits for the frame after the last press */
export async function readSpeed(page: Page): Promise<Speed> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    await new Promise((resolve) => requestIdleCallback(resolve));
    const { speed } = window;
    if (!speed) throw new Error('this page was not watched from its beginning');
    speed.take();
    const { presses, shifts, tasks } = speed;
    return { presses, shifts, tasks };
  });
}

/** Of all that was pressed the one that waited longest. */
export function slowest({ presses }: Speed): Press {
  return presses.reduce((worst, press) => (press.ms > worst.ms ? press : worst), {
    on: 'all of them',
    ms: quickestMs,
  });
}

/** How much moved by itself, all in all. */
export function moved({ shifts }: Speed): number {
  return shifts.reduce((sum, { value }) => sum + value, 0);
}

/** The longest of these tasks from a moment on, in milliseconds; 0 when there was none. */
export function longest({ tasks }: Speed, fromMs = 0): number {
  return Math.max(0, ...tasks.filter(({ startMs }) => startMs >= fromMs).map(({ ms }) => ms));
}

/** Runs in the page, before anything else. */
function watch(thresholdMs: number): void {
  const speed = { presses: [] as Press[], shifts: [] as Shift[], tasks: [] as Task[], take: () => {} };
  window.speed = speed;
  const idOf = (node: unknown) =>
    node instanceof Element ? node.closest('[data-testid]')?.getAttribute('data-testid') : undefined;
  // What is pressed is often gone with the press: it is looked at before.
  const pressed = new Map<number, string>();
  for (const type of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup'])
    addEventListener(type, ({ timeStamp, target }) => void pressed.set(timeStamp, idOf(target) ?? type), {
      capture: true,
    });
  const member = (entry: PerformanceEntry, name: string): unknown => Reflect.get(entry, name);

  const takers = [
    observe({ type: 'event', durationThreshold: thresholdMs }, (entry) => {
      if (Number(member(entry, 'interactionId')) === 0) return;
      const { startTime, duration, name } = entry;
      speed.presses.push({ on: pressed.get(startTime) ?? name, ms: duration });
    }),
    observe({ type: 'layout-shift' }, (entry) => {
      if (member(entry, 'hadRecentInput') === true) return;
      const sources = member(entry, 'sources');
      const [first]: unknown[] = Array.isArray(sources) ? sources : [];
      const node = typeof first === 'object' && first !== null ? Reflect.get(first, 'node') : undefined;
      const what = idOf(node) ?? (node instanceof Element ? node.outerHTML.slice(0, 60) : 'something');
      speed.shifts.push({ value: Number(member(entry, 'value')), what });
    }),
    observe({ type: 'longtask' }, ({ startTime, duration }) => {
      speed.tasks.push({ startMs: startTime, ms: duration });
    }),
  ];
  speed.take = () => {
    for (const take of takers) take();
  };

  function observe(
    wish: PerformanceObserverInit & { readonly durationThreshold?: number },
    note: (entry: PerformanceEntry) => void,
  ): () => void {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ ...wish, buffered: true });
    return () => observer.takeRecords().forEach(note);
  }
}
