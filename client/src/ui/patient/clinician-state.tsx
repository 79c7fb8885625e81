/** In the waiting room: whether the clinician can come, and what they have said to whoever waits. */

import type { GuestView } from '../../guest/guest-view.ts';
import type { ClinicianState } from '../../guest/heard-desk.ts';
import { saidSince } from '../../guest/talked-before.ts';
import { formatTime } from '../../i18n/format.ts';
import { tPatient } from '../../i18n/patient.ts';

export function clinicianStateText(state: ClinicianState, clinician: string): string {
  switch (state.kind) {
    case 'free':
      return tPatient('waiting.free', { clinician });
    case 'busy':
      return tPatient('waiting.busy', { clinician });
    case 'back':
      return tPatient('waiting.back', { clinician, time: formatTime(state.atMs) });
  }
}

/** The last of it, big, and when it was said. */
export function SaidLater({ visit }: { visit: GuestView }) {
  const clinician = visit.clinicianName.value;
  const said = lastSaid(visit);
  if (!said) return null;
  return (
    <figure class="said-later" data-testid="said-later">
      <blockquote dir="auto">{said.text}</blockquote>
      <figcaption>{tPatient('waiting.saidAt', { clinician, time: formatTime(said.sentAtMs) })}</figcaption>
    </figure>
  );
}

/** What the clinician has said to whoever waits, unless they have talked or the clinician has written something else since. */
export function lastSaid({ chat, talked }: Pick<GuestView, 'chat' | 'talked'>) {
  const theirs = chat.value && saidSince(chat.value, talked.value).at(-1);
  return theirs?.later ? theirs : undefined;
}
