import type { PracticeAnswer } from '@sprechzimmer/protocol';
import { tPatient } from '../i18n/patient.ts';
import { Icon } from './icon.tsx';
import { breakable, mailto, telephone } from './reach.ts';
import { ReachRow } from './reach-row.tsx';

type Contact = Pick<PracticeAnswer, 'name' | 'phone' | 'email'>;

/** The other way to reach the practice, on every screen where somebody cannot go on. */
export function PracticeContact({ practice }: { practice: Contact | undefined }) {
  if (!practice?.phone && !practice?.email) return <p>{tPatient('contact.noNumber')}</p>;
  return (
    <section class="contact" aria-label={tPatient('contact.title')}>
      <p class="contact-name">{practice.name}</p>
      {practice.phone && (
        <ReachRow
          icon="phone"
          href={telephone(practice.phone)}
          what={tPatient('contact.callWhat')}
          value={practice.phone}
        />
      )}
      {practice.email && (
        <ReachRow
          icon="mail"
          href={mailto(practice.email)}
          what={tPatient('contact.mail')}
          value={breakable(practice.email)}
        />
      )}
    </section>
  );
}

/** Only the number, where there is no room for more. */
export function PracticeCall({ practice }: { practice: Pick<Contact, 'phone'> | undefined }) {
  if (!practice?.phone) return <p>{tPatient('contact.noNumber')}</p>;
  return (
    <a class="button button-plain" href={telephone(practice.phone)}>
      <Icon name="phone" />
      <span>{tPatient('contact.call', { phone: practice.phone })}</span>
    </a>
  );
}
