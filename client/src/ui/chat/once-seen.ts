/** What is drawn is not yet seen: it may lie below the edge of the window, or in a window behind another. */

/** Of something higher than that, this much is enough to have noticed it: two lines, in CSS pixels. */
const enoughPixels = 48;

/**
 * Calls back once, when all of the element (or two lines of it) is in sight: at once where it is so already.
 * @returns stops waiting for it
 */
export function onceSeen(element: Element | null | undefined, seen: () => void): () => void {
  if (!element) return () => undefined;
  if (isInSight(element)) {
    seen();
    return () => undefined;
  }
  const observer = new IntersectionObserver(
    (entries) => {
      const { intersectionRect, boundingClientRect } = entries.at(-1) ?? {};
      if (!intersectionRect || !boundingClientRect) return;
      if (!isEnough(intersectionRect.height, boundingClientRect.height)) return;
      observer.disconnect();
      seen();
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** A list that has just been scrolled to its end shows its end: of the rest, only the window can hide something. */
function isInSight(element: Element): boolean {
  if (document.visibilityState !== 'visible') return false;
  const { top, bottom, height } = element.getBoundingClientRect();
  return isEnough(Math.min(bottom, window.innerHeight) - Math.max(top, 0), height);
}

/** A hair less than all: heights are broken numbers. */
const isEnough = (seen: number, height: number) => seen > 0 && seen >= Math.min(height, enoughPixels) - 1;
