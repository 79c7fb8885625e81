/** Where the Tab key leads on a screen, and what is seen of it there. */

import type { Page } from 'playwright-core';

export interface Stop {
  /** Place among all elements of the document, which tells two stops apart. */
  readonly at: number;
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** What is wrong with how the focus is shown here. */
  readonly troubles: readonly string[];
}

/** What had the focus, in the order it came; the elements themselves, for a screen may change while one goes through it. */
declare global {
  interface Window {
    focused: Element[];
  }
}

/** All stops in the order of the document, beginning with the page's first. */
export async function tabStops(page: Page): Promise<readonly Stop[]> {
  const met: Pick<Stop, 'troubles'>[] = [];
  const outside: number[] = [];
  await page.evaluate(() => {
    window.focused = [];
  });
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(currentStop);
    if (stop === undefined) {
      // Behind the last one the browser's own controls come; at most once in a round.
      if (outside.length > 0 && outside[0] === met.length) break;
      outside.push(met.length);
    } else if (stop.isKnown) break;
    else met.push(stop);
  }
  // All at one time: what came late has moved what was there before.
  const places = await page.evaluate(placesOfStops);
  const stops = met.map(({ troubles }, index) => {
    const place = places[index];
    return place && { ...place, troubles };
  });
  const wrap = stops.findIndex((stop, index) => stop && stop.at < (stops[index - 1]?.at ?? -1));
  const begin = outside[0] ?? (wrap < 0 ? 0 : wrap);
  return [...stops.slice(begin), ...stops.slice(0, begin)].filter((stop) => stop !== undefined);
}

/** What can be pressed or filled in and was not among them. */
export function unreached(page: Page, stops: readonly Stop[]): Promise<readonly string[]> {
  return page.evaluate(
    (reached) => {
      const all = [...document.querySelectorAll('*')];
      const dialog = document.querySelector('dialog[open]');
      const wanted = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';
      return all.flatMap((element, at) => {
        if (!element.matches(wanted) || !element.checkVisibility({ visibilityProperty: true })) return [];
        if ((dialog && !dialog.contains(element)) || reached.includes(at)) return [];
        // Of a group of choices the chosen one, or the first, is a stop; arrows lead to the others.
        if (element instanceof HTMLInputElement && element.type === 'radio') {
          const group = all.filter((each) => each instanceof HTMLInputElement && each.name === element.name);
          if (group.some((each) => reached.includes(all.indexOf(each)))) return [];
        }
        return [`${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`];
      });
    },
    stops.map(({ at }) => at),
  );
}

/**
 * Where the way leads against the direction one reads in: up, other than to the next column, or back in the same line.
 * @param rightToLeft where lines begin at the right
 */
export function againstReading(stops: readonly Stop[], rightToLeft: boolean): readonly string[] {
  return stops.flatMap((stop, index) => {
    const before = stops[index - 1];
    if (!before) return [];
    const step = `from ${before.name} to ${stop.name}`;
    const isFurther = rightToLeft ? stop.right <= before.left + 2 : stop.left >= before.right - 2;
    const shared = Math.min(stop.bottom, before.bottom) - Math.max(stop.top, before.top);
    const inOneLine = shared > Math.min(stop.bottom - stop.top, before.bottom - before.top) / 2;
    if (isFurther) return [];
    if (inOneLine && !contains(before, stop)) return [`back in the line ${step}`];
    return stop.top < before.top - 2 ? [`up ${step}`] : [];
  });
}

function contains(outer: Stop, inner: Stop): boolean {
  return inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1;
}

/** Runs in the page. Undefined where nothing of it has the focus. */
function currentStop(): { readonly isKnown: boolean; readonly troubles: readonly string[] } | undefined {
  const { activeElement: element } = document;
  if (!element || element === document.body || element === document.documentElement) return undefined;
  const isKnown = window.focused.includes(element);
  if (!isKnown) window.focused.push(element);
  const troubles: string[] = [];
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const width = Number.parseFloat(style.outlineWidth);
  if (!/solid|auto|double/.test(style.outlineStyle) || width < 2) troubles.push('no outline');
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const lightness = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // It lies outside of the element: on what is around it.
  let ground = 'rgb(255, 255, 255)';
  for (let around = element.parentElement; around; around = around.parentElement) {
    const { backgroundColor } = getComputedStyle(around);
    const [, , , opacity = 1] = channels(backgroundColor);
    if (opacity < 1) continue;
    ground = backgroundColor;
    break;
  }
  const [light, dark] = [lightness(style.outlineColor), lightness(ground)];
  const contrast = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
  if (contrast < 3) troubles.push(`outline of contrast ${contrast.toFixed(1)}`);
  const middle = { x: box.left + box.width / 2, y: box.top + Math.min(box.height, 40) / 2 };
  const seen = document.elementFromPoint(middle.x, middle.y);
  if (!seen || !(element.contains(seen) || seen.contains(element) || seen.closest('label')))
    troubles.push('covered, or not in sight');
  return { isKnown, troubles };
}

/** Runs in the page. Undefined for what has gone since. */
function placesOfStops(): readonly (Omit<Stop, 'troubles'> | undefined)[] {
  const all = [...document.querySelectorAll('*')];
  return window.focused.map((element) => {
    if (!element.isConnected) return undefined;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const labelled = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return {
      at: all.indexOf(element),
      name: `${element.tagName.toLowerCase()} “${labelled.trim().slice(0, 40)}”`,
      left: left + window.scrollX,
      right: right + window.scrollX,
      top: top + window.scrollY,
      bottom: bottom + window.scrollY,
    };
  });
}
