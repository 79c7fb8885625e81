import { expect, test } from 'vitest';
import { forgetFragment, takeFragment } from './take-fragment.ts';

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
  const taken = takeFragment({ hash: '', pathname: '/j/%231abcz' }, entry);
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
