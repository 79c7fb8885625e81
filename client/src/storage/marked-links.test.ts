import { InvitationIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type MarkedLinks, markedLinks } from './marked-links.ts';

const nowSeconds = 1_000_000;
const link = (n: number) => v.parse(InvitationIdSchema, n.toString(16).padStart(32, '0'));
/** After a reload: what was stored has survived JSON. */
const reloaded = (links: MarkedLinks) => markedLinks(JSON.parse(JSON.stringify(links.lasting())), nowSeconds);

test('links that were never made, however many a server names, push no closed one out and fill no memory', () => {
  const links = markedLinks(undefined, nowSeconds);
  links.add(link(1), undefined);
  links.add(link(2), nowSeconds);
  for (let n = 10; n < 5_000; n += 1) links.add(link(n), undefined);
  // As long as this page is open each of them counts.
  expect(links.has(link(4_999))).toBe(true);
  const later = reloaded(links);
  expect(later.lasting()).toHaveLength(513);
  expect([later.has(link(1)), later.has(link(2)), later.has(link(4_999))]).toEqual([true, true, false]);
  // Nor do they keep out a link of the notebook.
  expect(later.add(link(3), nowSeconds)).toBe(true);
  expect(reloaded(later).has(link(3))).toBe(true);
});

test('a link whose window becomes known later is stored although there was no room before', () => {
  const links = markedLinks(undefined, nowSeconds);
  for (let n = 0; n < 600; n += 1) links.add(link(n), undefined);
  expect(links.add(link(599), undefined)).toBe(false);
  expect(links.add(link(599), nowSeconds)).toBe(true);
  expect(reloaded(links).has(link(599))).toBe(true);
});

test('a link closed once more by a desk that has not read its notebook yet is forgotten with its window all the same', () => {
  const links = markedLinks([{ id: link(1), until: nowSeconds }], nowSeconds);
  links.add(link(1), undefined);
  expect(links.lasting()).toEqual([{ id: link(1), until: nowSeconds }]);
});

test('one stored entry that this page does not understand opens no closed link again', () => {
  const stored = [{ id: link(1) }, { id: 'none' }, null, { id: link(2), until: nowSeconds }];
  const links = markedLinks(stored, nowSeconds);
  expect([links.has(link(1)), links.has(link(2))]).toEqual([true, true]);
  for (const none of [undefined, {}, 'x']) expect(markedLinks(none, nowSeconds).lasting()).toEqual([]);
});
