import type { DeskView } from '../../desk/desk-view.ts';

/** How many wait and are there, those included whom the server does not list. */
export function waitingCount({ patients, unlisted }: Pick<DeskView, 'patients' | 'unlisted'>): number {
  const waiting = patients.value.filter(
    ({ visit, leftAtMs }) =>
      (visit.phase === 'waiting' || visit.phase === 'arriving') &&
      visit.presence !== 'gone' &&
      leftAtMs === undefined,
  );
  return waiting.length + unlisted.value.length;
}

/** The title of a page of the desk: with the number of those who wait before it, so that a tab in the background shows it. */
export function counted(desk: Pick<DeskView, 'patients' | 'unlisted'>, title: string): string {
  const count = waitingCount(desk);
  return count > 0 ? `(${count}) ${title}` : title;
}
