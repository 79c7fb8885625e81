/** What stands on the last screen besides that it is over: the next appointment and numbers for a crisis. */

import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { tBefore } from '../../i18n/before.ts';
import { telephone } from '../reach.ts';
import { ReachRow } from '../reach-row.tsx';

export function NextAppointment({ next }: { next: string | undefined }) {
  if (next === undefined) return null;
  return (
    <section class="card" aria-labelledby="next-heading" data-testid="next-appointment">
      <h2 id="next-heading">{tBefore('ended.next')}</h2>
      <p class="lead next-words">{next}</p>
      <p class="hint">{tBefore('ended.nextNote')}</p>
    </section>
  );
}

export function CrisisNumbers({ practice }: { practice: PracticeAnswer | undefined }) {
  const numbers = practice?.crisisNumbers ?? [];
  if (numbers.length === 0) return null;
  return (
    <section class="contact" aria-labelledby="crisis-heading" data-testid="crisis-numbers">
      <h2 id="crisis-heading">{tBefore('ended.crisis')}</h2>
      {numbers.map(({ name, phone }) => (
        <ReachRow
          key={`${name} ${phone}`}
          icon="phone"
          href={telephone(phone)}
          what={name}
          value={phone.replaceAll(' ', '\u00a0')}
        />
      ))}
    </section>
  );
}
