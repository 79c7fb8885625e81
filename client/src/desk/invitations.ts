/** Invitations as the desk makes, shows, renews and takes them back: the notebook first, then the server. */

import { type Invitation, type InvitationId, type Kind, redeemHash, writeLink } from '@sprechzimmer/protocol';
import { ApiProblem } from '../api/call-api.ts';
import { cancelInvitation, invite } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import type { BookLink, Notebook, NotebookTerms } from '../crypto/notebook.ts';
import { startOf } from './appointments.ts';
import type { DueInvitation, NewLink } from './desk-view.ts';
import type { DeskSession } from './sign-in.ts';

export interface InvitationsOptions {
  readonly notebook: Notebook;
  readonly session: DeskSession;
  /** Where links lead: the origin this page came from. */
  readonly publicUrl: string;
  /** What the server shows of an invitation. */
  invitationOf(id: InvitationId): Invitation | undefined;
}

/** The appointment itself: Unix seconds, and its length. */
export interface PlannedTime {
  readonly startsAt: number;
  readonly minutes: number;
}

export interface Invitations {
  /** Times in Unix seconds of the appointment itself; the window around it comes from the practice. */
  invite(appointment: { label: string; kind: Kind; startsAt: number; minutes: number }): Promise<NewLink>;
  linkAgain(id: InvitationId): Promise<NewLink>;
  /** The same kind under our present keys, in the same window without `when`; the old link is taken back. */
  sendAnew(id: InvitationId, label: string, when?: PlannedTime): Promise<NewLink>;
  /** When the appointment of an invitation was to be, as far as its window says it. */
  plannedFor(invitation: Invitation): { readonly startsMs: number; readonly minutes: number };
  cancel(id: InvitationId): Promise<void>;
}

export function openInvitations({
  notebook,
  session,
  publicUrl,
  invitationOf,
}: InvitationsOptions): Invitations {
  const { opensMinutesBefore, closesMinutesAfter } = session.about.window;

  const windowOf = ({ startsAt, minutes }: PlannedTime) => ({
    notBefore: startsAt - opensMinutesBefore * 60,
    notAfter: startsAt + (minutes + closesMinutesAfter) * 60,
  });

  /** Where the server does not know when an appointment begins, its window says so by the practice's present settings. */
  const newLink = async ({ entry, secret }: BookLink, startsAt: number | undefined): Promise<NewLink> => ({
    id: entry.id,
    link: await writeLink(publicUrl, secret),
    label: entry.label,
    kind: entry.kind,
    startsAt: startOf(entry, startsAt, opensMinutesBefore),
    notBefore: entry.not_before,
    notAfter: entry.not_after,
  });

  const make = async (terms: NotebookTerms, startsAt: number | undefined): Promise<NewLink> => {
    const link = await notebook.write(terms);
    const { entry, keys } = link;
    const request = {
      id: entry.id,
      redeemHash: await redeemHash(keys.redeem),
      bookName: entry.book,
      nonce: entry.nonce,
      kind: entry.kind,
      notBefore: entry.not_before,
      notAfter: entry.not_after,
      ...(startsAt === undefined ? {} : { startsAt }),
    };
    await retrying(() => session.use((token) => invite(token, request)), { tries: 4 });
    return newLink(link, startsAt);
  };

  const cancel = async (id: InvitationId) => {
    // The notebook first: from then on the link proves nothing, whatever the server does.
    await notebook.closeEntry(id);
    await retrying(() => session.use((token) => cancelInvitation(token, id)), { tries: 5 });
  };

  return {
    cancel,
    async invite({ label, kind, startsAt, minutes }) {
      return make({ label, kind, ...windowOf({ startsAt, minutes }) }, startsAt);
    },
    plannedFor: ({ notBefore, notAfter, startsAt }) => {
      const begins = startOf({ not_before: notBefore, not_after: notAfter }, startsAt, opensMinutesBefore);
      const minutes = Math.round((notAfter - begins) / 60) - closesMinutesAfter;
      return { startsMs: begins * 1000, minutes: Math.max(minutes, 5) };
    },
    async linkAgain(id) {
      const link = await notebook.linkOf(id);
      if (!link || link.entry.closed) throw new ApiProblem({ code: 'not-found' });
      return newLink(link, invitationOf(id)?.startsAt);
    },
    async sendAnew(id, label, when) {
      const lost = invitationOf(id);
      if (!lost) throw new ApiProblem({ code: 'not-found' });
      const { kind, notBefore, notAfter, startsAt } = lost;
      const link = when
        ? await make({ label, kind, ...windowOf(when) }, when.startsAt)
        : await make({ label, kind, notBefore, notAfter }, startsAt);
      // Dead already: it proves nothing. Where the server does not hear of it now, it stays in the list.
      await cancel(id).catch(() => undefined);
      return link;
    },
  };
}

/** What stands in the list of invitations: the server's, beside what the notebook knows of each. */
export function dueInvitations(
  invitations: readonly Invitation[],
  notebook: Notebook,
): readonly DueInvitation[] {
  return invitations
    .filter(({ state }) => state === 'invited')
    .map((invitation) => {
      const { id } = invitation;
      const { entries, formerEntries } = notebook;
      const label = entries.value.get(id)?.label ?? formerEntries.value.get(id)?.label;
      const lost = isLost(invitation, notebook);
      return { invitation, lost, ...(label ? { label } : {}) };
    });
}

/** Made from a notebook key that this notebook does not have and will not get. */
export function isLost({ bookName }: Invitation, { bookNames, settled }: Notebook): boolean {
  return settled.value && !bookNames.value.has(bookName);
}
