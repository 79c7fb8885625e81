import type { ReadonlySignal } from '@preact/signals';
import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { tPractice } from '../i18n/practice.ts';
import { NameSign } from './name-sign.tsx';
import { Notice } from './notice.tsx';
import { breakable, mailto, telephone } from './reach.ts';
import { ReachRow } from './reach-row.tsx';
import { Screen } from './screen.tsx';

/** The front page: for people who lost their way, and for clinicians on the way to their desk. */
export function PracticePage({
  answer,
}: {
  answer: ReadonlySignal<PracticeAnswer | 'unavailable' | undefined>;
}) {
  const known = answer.value === 'unavailable' ? undefined : answer.value;
  const title = known ? tPractice('practice.of', { practice: known.name }) : tPractice('practice.title');
  return (
    <Screen title={title} testId="practice" above={known && <NameSign name={known.name} />}>
      <p class="lead">{tPractice('practice.text')}</p>
      <p>{tPractice('practice.haveLink')}</p>
      {answer.value === 'unavailable' && (
        <Notice tone="warning" live="polite">
          {tPractice('practice.unavailable')}
        </Notice>
      )}
      {known && <Contact practice={known} />}
      <p>
        <a class="button button-quiet" href="/desk/">
          {tPractice('practice.desk')}
        </a>
      </p>
    </Screen>
  );
}

function Contact({ practice }: { practice: PracticeAnswer }) {
  if (!practice.phone && !practice.email && !practice.address) return null;
  return (
    <section class="contact">
      <h2>{tPractice('practice.contact')}</h2>
      {practice.address && <p class="address">{practice.address}</p>}
      {practice.phone && (
        <ReachRow
          icon="phone"
          href={telephone(practice.phone)}
          what={tPractice('practice.call')}
          value={practice.phone}
        />
      )}
      {practice.email && (
        <ReachRow
          icon="mail"
          href={mailto(practice.email)}
          what={tPractice('practice.mail')}
          value={breakable(practice.email)}
        />
      )}
    </section>
  );
}
