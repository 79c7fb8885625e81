/** Links of which the desk remembers one thing for good: that it has closed them, or that they were called exposed. */

import { type InvitationId, InvitationIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { eachThatFits } from './each-that-fits.ts';

/** `until`: Unix seconds; undefined when the link's window was not known. */
const MarkedLinkSchema = v.strictObject({ id: InvitationIdSchema, until: v.optional(v.number()) });
export type MarkedLink = v.InferOutput<typeof MarkedLinkSchema>;

export interface MarkedLinks {
  has(id: InvitationId): boolean;
  /** Counts at once. @returns whether there is anything to be stored by it */
  add(id: InvitationId, until: number | undefined): boolean;
  /** What outlasts the page. */
  lasting(): readonly MarkedLink[];
  clear(): void;
}

/** As long as proofs are kept: whatever is older proves nothing by its window. */
const keepSeconds = 2 * 24 * 60 * 60;

/**
 * A link whose window nobody here knows is never forgotten, and the server could name any number of them. So many outlast
 * the page; further ones count for as long as it is open, and push none of the earlier ones out.
 */
const withoutWindowAtMost = 512;

/** @param stored what `lasting` was, without links whose window ended long ago */
export function markedLinks(stored: unknown, nowSeconds = Date.now() / 1000): MarkedLinks {
  const isKept = ({ until }: MarkedLink) => until === undefined || until + keepSeconds >= nowSeconds;
  const lasting = new Map(
    eachThatFits(MarkedLinkSchema, stored)
      .filter(isKept)
      .map((link) => [link.id, link]),
  );
  const ofThisPage = new Set<InvitationId>();
  const isFull = () =>
    [...lasting.values()].filter(({ until }) => until === undefined).length >= withoutWindowAtMost;
  return {
    has: (id) => lasting.has(id) || ofThisPage.has(id),
    add(id, now) {
      const until = now ?? lasting.get(id)?.until;
      if (until === undefined && !lasting.has(id) && isFull()) {
        ofThisPage.add(id);
        return false;
      }
      lasting.set(id, { id, ...(until === undefined ? {} : { until }) });
      return true;
    },
    lasting: () => [...lasting.values()],
    clear() {
      lasting.clear();
      ofThisPage.clear();
    },
  };
}
