import { expect, test } from 'vitest';
import {
  forgetFragment,
  isBelow,
  putEntryBelow,
  returnAbove,
  showFragment,
  takeFragment,
} from './take-fragment.ts';

function tab(state: unknown = null) {
  return {
    state,
    url: '',
    replaceState(next: unknown, _title: string, url?: string | URL | null) {
      this.state = structuredClone(next);
      this.url = String(url);
    },
  };
}

test('a link leaves the address bar at once and survives a reload of the tab', () => {
  const entry = tab();
  const taken = takeFragment({ hash: '#1abcz', pathname: '/j/' }, entry);
  expect(taken.fragment).toBe('#1abcz');
  expect(entry.url).toBe('/j/');
  expect(takeFragment({ hash: '', pathname: '/j/' }, entry).fragment).toBe('#1abcz');
});

test('a used link is gone from the tab, which still knows its visit', () => {
  const entry = tab();
  takeFragment({ hash: '#1abcz', pathname: '/j/' }, entry);
  forgetFragment('f20f', entry);
  expect(JSON.stringify(entry.state)).not.toContain('abcz');
  expect(takeFragment({ hash: '', pathname: '/j/' }, entry)).toEqual({
    fragment: '',
    pathname: '/j/',
    visit: 'f20f',
  });
});

test('a link whose # became %23 is recognised, and its secret kept nowhere', () => {
  const entry = tab();
  // The address of a page is another one as soon as its entry has been replaced.
  const place = {
    hash: '',
    get pathname() {
      return entry.url || '/j/%231abcz';
    },
  };
  const taken = takeFragment(place, entry);
  expect(taken.pathname).toBe('/j/%23');
  expect(taken.exposedPath).toBe('/j/%231abcz');
  expect(JSON.stringify(entry.state)).not.toContain('abcz');
  // After a reload the tab still knows what the matter is, and not with which link.
  expect(takeFragment({ hash: '', pathname: '/j/' }, entry)).toEqual({
    fragment: '',
    pathname: '/j/%23',
    visit: undefined,
  });
});

test('a new link in a tab that was in a visit wins over the old visit', () => {
  const entry = tab({ fragment: '', pathname: '/j/', visit: 'old' });
  expect(takeFragment({ hash: '#1newz', pathname: '/j/' }, entry)).toEqual({
    fragment: '#1newz',
    pathname: '/j/',
    visit: undefined,
  });
});

test('foreign history state is ignored', () => {
  expect(takeFragment({ hash: '', pathname: '/j/' }, tab({ fragment: 7 })).fragment).toBe('');
});

/** A tab with all its entries, as the browser keeps them. */
function longTab() {
  const entries: unknown[] = [null];
  let at = 0;
  return {
    entries,
    get state() {
      return entries[at];
    },
    replaceState(next: unknown) {
      entries[at] = structuredClone(next);
    },
    pushState(next: unknown) {
      at += 1;
      entries.splice(at, entries.length, structuredClone(next));
    },
    back() {
      at -= 1;
    },
  };
}

test('however often somebody goes back, the link stands in one entry of the tab, and in none once it is used', () => {
  const tab = longTab();
  const holding = () => tab.entries.filter((entry) => JSON.stringify(entry).includes('abcz')).length;
  takeFragment({ hash: '#1abcz', pathname: '/j/' }, tab);
  putEntryBelow(tab);
  putEntryBelow(tab);
  expect(tab.entries).toHaveLength(2);
  expect(holding()).toBe(1);
  tab.back();
  expect(isBelow(tab.state)).toBe(true);
  returnAbove(tab);
  expect(tab.entries).toHaveLength(2);
  expect(holding()).toBe(1);
  forgetFragment('f20f', tab);
  expect(holding()).toBe(0);
  tab.back();
  returnAbove(tab);
  expect(holding()).toBe(0);
});

test('a reload of a tab that has gone on does not put a further entry below', () => {
  const tab = longTab();
  takeFragment({ hash: '#1abcz', pathname: '/j/' }, tab);
  putEntryBelow(tab);
  expect(takeFragment({ hash: '', pathname: '/j/' }, tab).fragment).toBe('#1abcz');
  putEntryBelow(tab);
  expect(tab.entries).toHaveLength(2);
});

test('a link that somebody wants elsewhere stands in the address bar until they go on here', () => {
  const entry = tab();
  takeFragment({ hash: '#1abcz', pathname: '/j/' }, entry);
  showFragment(entry);
  expect(entry.url).toBe('/j/#1abcz');
  forgetFragment('f20f', entry);
  expect(entry.url).toBe('/j/');
  showFragment(entry);
  expect(entry.url).toBe('/j/');

  const urls: unknown[] = [];
  const pushed = { ...tab(), pushState: (_state: unknown, _title: string, url?: unknown) => urls.push(url) };
  takeFragment({ hash: '#1abcz', pathname: '/j/' }, pushed);
  showFragment(pushed);
  putEntryBelow(pushed);
  expect([pushed.url, ...urls]).toEqual(['/j/', '/j/']);
});
