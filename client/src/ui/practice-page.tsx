import type { ReadonlySignal } from '@preact/signals';
import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { tPractice } from '../i18n/practice.ts';
import { Icon } from './icon.tsx';
import { NameSign } from './name-sign.tsx';
import { Notice } from './notice.tsx';
import { breakable, mailto, telephone } from './reach.ts';
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
        <a class="button button-plain" href={telephone(practice.phone)}>
          <Icon name="phone" />
          <span>{tPractice('practice.call', { phone: practice.phone })}</span>
        </a>
      )}
      {practice.email && (
        <a class="button button-quiet" href={mailto(practice.email)}>
          <Icon name="mail" />
          <span>{tPractice('practice.mail', { email: breakable(practice.email) })}</span>
        </a>
      )}
    </section>
  );
}
