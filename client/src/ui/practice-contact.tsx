import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { tPatient } from '../i18n/patient.ts';
import { Icon } from './icon.tsx';
import { breakable, mailto, telephone } from './reach.ts';

type Contact = Pick<PracticeAnswer, 'name' | 'phone' | 'email'>;

/** The other way to reach the practice, on every screen where somebody cannot go on. */
export function PracticeContact({ practice }: { practice: Contact | undefined }) {
  if (!practice?.phone && !practice?.email) return <p>{tPatient('contact.noNumber')}</p>;
  return (
    <section class="contact" aria-label={tPatient('contact.title')}>
      <p class="contact-name">{practice.name}</p>
      {practice.phone && (
        <a class="button button-plain" href={telephone(practice.phone)}>
          <Icon name="phone" />
          <span>{tPatient('contact.call', { phone: practice.phone })}</span>
        </a>
      )}
      {practice.email && (
        <a class="button button-quiet" href={mailto(practice.email)}>
          <Icon name="mail" />
          <span>{tPatient('contact.mail', { email: breakable(practice.email) })}</span>
        </a>
      )}
    </section>
  );
}
