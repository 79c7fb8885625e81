/**
 * What several messages in one conversation do to each other, to the controls and to the own picture. Runs in the page, and
 * uses nothing from outside of itself.
 */
export function crowding(): readonly string[] {
  const troubles: string[] = [];
  // What is asked for by a press lies over all of it.
  if (document.querySelector('dialog:modal')) return troubles;
  const bar = document.querySelector('.talk-controls');
  if (!bar) return ['there is no bar with the controls'];
  const name = (element: Element) =>
    `${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const isShown = (element: Element) =>
    element.checkVisibility() && element.getBoundingClientRect().height > 0;
  const notices = [...document.querySelectorAll('.notice, .offline-text, .stage-message')].filter(isShown);
  const said = new Set<string>();
  const say = (trouble: string, when = '') => {
    if (!said.has(trouble)) troubles.push(`${trouble}${when}`);
    said.add(trouble);
  };

  look(', as it comes');
  for (const notice of notices) {
    // Every notice can be read from its beginning to its end, and what it asks for can be pressed.
    for (const block of ['start', 'end'] as const) {
      notice.scrollIntoView({ block });
      look(`, where ${name(notice)} is read`);
      const box = seen(notice);
      if (box.bottom - box.top < 40 || box.right - box.left < 60)
        say(`${name(notice)} cannot be brought into sight`);
    }
    for (const control of notice.querySelectorAll('button, a')) {
      control.scrollIntoView({ block: 'nearest' });
      if (!isAtHand(control)) say(`${name(control)} cannot be pressed`);
    }
  }
  for (const around of document.querySelectorAll('.talk, .talk *')) around.scrollTop = 0;
  return troubles;

  function look(when: string): void {
    for (const control of bar?.querySelectorAll('button') ?? []) {
      if (!isShown(control)) continue;
      const { top, bottom, left, right } = control.getBoundingClientRect();
      if (top < -1 || bottom > window.innerHeight + 1 || left < -1 || right > window.innerWidth + 1)
        say(`${name(control)} is out of sight`, when);
      else if (!isAtHand(control)) say(`${name(control)} is covered`, when);
    }
    const own = document.querySelector('.self');
    const others = [...notices, ...(own && isShown(own) ? [own] : [])];
    for (const [index, one] of notices.entries()) {
      if (bar && overlap(one, bar)) say(`${name(one)} lies over the controls`, when);
      for (const other of others.slice(index + 1))
        if (overlap(one, other)) say(`${name(one)} lies over ${name(other)}`, when);
    }
  }

  function isAtHand(control: Element): boolean {
    const box = control.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return at !== null && control.contains(at);
  }

  function overlap(one: Element, other: Element): boolean {
    const [a, b] = [seen(one), seen(other)];
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return width > 1 && height > 1;
  }

  /** What is left of it by the parts it scrolls in. */
  function seen(element: Element) {
    let { top, bottom, left, right } = element.getBoundingClientRect();
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
    }
    return { top, bottom, left, right };
  }
}
