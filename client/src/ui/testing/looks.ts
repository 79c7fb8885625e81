/** What is looked for on a screen. Each of these runs in the page, and uses nothing from outside of itself. */

/** Text or controls that lie outside of what can be seen or scrolled to, are cut off, covered, broken, or too small. */
export function lost(): readonly string[] {
  const troubles: string[] = [];
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;
  const dialog = document.querySelector('dialog[open]');
  const within = '*:not(.only-read, .only-read *, .remote-off-text, svg, svg *, option, script, style)';
  const rootSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const controls = 'button, a, input, select, textarea, summary';

  if (document.documentElement.scrollWidth > window.innerWidth) troubles.push('it scrolls sideways');

  for (const element of document.querySelectorAll(`#app ${within}`)) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '',
    );
    const isControl = element.matches(controls);
    if ((!hasText && !isControl) || !isShown(element)) continue;
    if (hasText && Number.parseFloat(getComputedStyle(element).fontSize) < rootSize - 0.1)
      troubles.push(`small letters: ${name(element)}`);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (left < -1 || right > window.innerWidth + 1) troubles.push(`outside: ${name(element)}`);
    // What lies outside of a part that scrolls can be reached; what lies outside of one that does not is gone.
    let scrolls = false;
    for (let around = element.parentElement; around && !scrolls; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      scrolls = /auto|scroll/.test(overflowY);
      if (/hidden|clip/.test(overflowX) && (left < box.left - 1 || right > box.right + 1))
        troubles.push(`cut off at its side: ${name(element)}`);
      if (/hidden|clip/.test(overflowY) && (top < box.top - 1 || bottom > box.bottom + 1))
        troubles.push(`cut off above or below: ${name(element)}`);
      if (position === 'fixed' && !scrolls && (top < -1 || bottom > window.innerHeight + 1))
        troubles.push(`out of reach: ${name(element)}`);
    }
  }

  for (const control of document.querySelectorAll(`${controls}, label, legend`)) {
    if (!isShown(control) || control.matches('.only-read')) continue;
    for (const word of brokenWords(control)) troubles.push(`“${word}” is broken in ${name(control)}`);
    if (!control.matches(controls)) continue;
    const { width, height } = targetOf(control);
    if (!isInSentence(control) && (width < 43.5 || height < 43.5))
      troubles.push(`a target of ${Math.round(width)} by ${Math.round(height)}: ${name(control)}`);
    const box = control.getBoundingClientRect();
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const at = document.elementFromPoint(middle.x, middle.y);
    const isBehindDialog = dialog !== null && !dialog.contains(control);
    if (
      at &&
      !isBehindDialog &&
      !isScrolledAway(control, middle.y) &&
      !at.contains(control) &&
      !control.contains(at) &&
      !isOf(at, control) &&
      !comesOut(control, at)
    )
      troubles.push(`${name(control)} is covered by ${name(at)}`);
  }

  for (const region of document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]'))
    if (getComputedStyle(region).display === 'none')
      troubles.push(`a place for announcements is not displayed: ${name(region)}`);
  return troubles;

  /** Parts of words that begin and end on different lines. At a hyphen, seen or soft, a word may break. */
  function brokenWords(control: Element): readonly string[] {
    const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement?.closest('.only-read, .technical, option, select, .message-link, .file-name'))
        continue;
      for (const part of (text.nodeValue ?? '').matchAll(/[\p{Letter}\p{Mark}]{2,}/gu)) {
        // The first letter after a soft hyphen also has a box where that hyphen is drawn, in whichever direction: without it.
        const isAfterHyphen = text.nodeValue?.[part.index - 1] === '\u00ad';
        // Letter by letter: of a whole range in text that runs the other way, other lines come along.
        const tops = [...part[0]].slice(isAfterHyphen ? 1 : 0).map((_, index) => {
          const at = isAfterHyphen ? index + 1 : index;
          const letter = document.createRange();
          letter.setStart(text, part.index + at);
          letter.setEnd(text, part.index + at + 1);
          return letter.getBoundingClientRect().top;
        });
        if (Math.max(...tops) - Math.min(...tops) > 4) broken.push(part[0]);
      }
    }
    return broken;
  }

  function isScrolledAway(control: Element, y: number): boolean {
    for (let around = control.parentElement; around; around = around.parentElement) {
      const { top, bottom } = around.getBoundingClientRect();
      if (/auto|scroll/.test(getComputedStyle(around).overflowY) && (y < top || y > bottom)) return true;
    }
    return false;
  }

  /** What lies under the bar at the lower edge is seen as soon as it is scrolled to, as it is by whoever gives it the focus. */
  function comesOut(control: Element, at: Element): boolean {
    const bar = at.closest('.actions');
    if (!bar || getComputedStyle(bar).position !== 'sticky') return false;
    const { scrollX, scrollY } = window;
    control.scrollIntoView({ block: 'nearest' });
    const box = control.getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    window.scrollTo(scrollX, scrollY);
    return seen !== null && (seen.contains(control) || control.contains(seen) || isOf(seen, control));
  }

  /** A label is pressed as its field is. */
  function targetOf(control: Element) {
    const labels =
      control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)
        ? [...(control.labels ?? [])]
        : [];
    const boxes = [control, ...labels].map((each) => each.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    return {
      width: labels.length > 0 ? Math.max(...boxes.map((box) => box.right)) - left : (boxes[0]?.width ?? 0),
      height: Math.max(...boxes.map((box) => box.bottom)) - top,
    };
  }

  /** Or belongs to the same label. */
  function isOf(at: Element, control: Element): boolean {
    return at.closest('label')?.contains(control) === true;
  }

  /** WCAG 2.2, 2.5.5: a link in a line of text is as high as the line. */
  function isInSentence(control: Element): boolean {
    if (control.matches('.message-link')) return true;
    if (getComputedStyle(control).display !== 'inline') return false;
    return [...(control.parentElement?.childNodes ?? [])].some(
      (node) => node !== control && (node.textContent ?? '').trim() !== '',
    );
  }
}

/** In a language from right to left: what stays on the left, and what did not come out of a catalogue. */
export function unmirrored(): readonly string[] {
  const troubles: string[] = [];
  const heading = document.querySelector('h1');
  const parent = heading?.parentElement;
  if (!heading || !parent) return ['no heading'];
  const text = document.createRange();
  text.selectNodeContents(heading);
  const [inner, outer] = [text.getBoundingClientRect(), parent.getBoundingClientRect()];
  if (outer.right - inner.right > inner.left - outer.left + 2) troubles.push('the heading stays on the left');
  for (const control of document.querySelectorAll('.actions .button, .control-text, label, h2')) {
    const said = control.textContent ?? '';
    if (/\p{Letter}/u.test(said) && !said.includes('\u202e')) troubles.push(`not of a catalogue: ${said}`);
  }
  return troubles;
}

/** For whoever asked for stillness. */
export function moving(): readonly string[] {
  const troubles = document.getAnimations().map(() => 'something moves by itself');
  for (const element of document.querySelectorAll('#app *')) {
    const { transitionDuration, scrollBehavior } = getComputedStyle(element);
    if (/[1-9]/.test(transitionDuration)) troubles.push(`${element.className} changes slowly`);
    if (scrollBehavior === 'smooth') troubles.push(`${element.className} scrolls slowly`);
  }
  return troubles;
}

/** Where the system allows only its own few colours: controls without an edge, letters and icons that are not seen. */
export function faint(): readonly string[] {
  const troubles: string[] = [];
  const groundOf = (element: Element | null): string => {
    for (let around = element; around; around = around.parentElement) {
      const { backgroundColor } = getComputedStyle(around);
      if (!/^rgba\(.*, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  for (const control of document.querySelectorAll('button, a, input, select, textarea, summary')) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue;
    const name = `${control.className} “${(control.textContent ?? '').trim().slice(0, 30)}”`;
    const style = getComputedStyle(control);
    const disc = control.querySelector('.control-disc');
    const edged = getComputedStyle(disc ?? control);
    const hasEdge =
      edged.borderBlockEndStyle !== 'none' &&
      Number.parseFloat(edged.borderBlockEndWidth) >= 1 &&
      edged.borderBlockEndColor !== groundOf((disc ?? control).parentElement);
    const isUnderlined = style.textDecorationLine.includes('underline');
    const isNative = control.matches('input[type=checkbox], input[type=radio]');
    const holdsPicture = control.querySelector('img, video') !== null;
    if (!hasEdge && !isUnderlined && !isNative && !holdsPicture) troubles.push(`no edge: ${name}`);
    if (style.color === groundOf(control)) troubles.push(`letters of the colour of their ground: ${name}`);
    const icon = control.querySelector('.icon');
    if (icon && getComputedStyle(icon).stroke === groundOf(icon.parentElement))
      troubles.push(`an icon of the colour of its ground: ${name}`);
  }
  return troubles;
}
