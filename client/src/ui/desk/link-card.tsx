/** A link to hand over: big, as a pattern for a phone's camera, to copy, to mail, to print. */

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { isSameDay } from '../../desk/appointments.ts';
import type { NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatAppointment, formatDay, formatTime } from '../../i18n/format.ts';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { PrintCard } from '../print-card.tsx';
import { QrCode } from './qr-code.tsx';

export interface LinkCardProps {
  readonly link: NewLink;
  readonly clinician: string;
  readonly onDone: () => void;
}

export function LinkCard({ link, clinician, onDone }: LinkCardProps) {
  const value = useRef<HTMLTextAreaElement>(null);
  const refused = useSignal(false);
  const startsMs = link.startsAt * 1000;
  const when = `${formatDay(startsMs, Date.now())}, ${formatTime(startsMs)}`;
  return (
    <div class="flow">
      <p class="card-meta">{link.label === '' ? when : tDesk('link.for', { label: link.label, when })}</p>
      <textarea
        ref={value}
        class="link-value"
        readOnly
        rows={4}
        aria-label={tDesk('link.value')}
        value={link.link}
        data-testid="link-value"
        onFocus={(event) => event.currentTarget.select()}
      />
      {refused.value && (
        <Notice tone="warning" live="alert">
          {tDesk('link.copyFailed')}
        </Notice>
      )}
      <div class="button-row">
        <CopyButton
          look="primary"
          text={link.link}
          copy={tDesk('link.copy')}
          copied={tDesk('link.copied')}
          testId="copy-link"
          onRefused={() => {
            refused.value = true;
            value.current?.focus();
          }}
        />
        <a class="button button-plain" href={mailAddress(link, clinician)}>
          <Icon name="mail" />
          <span>{tDesk('link.mail')}</span>
        </a>
        <Button icon="print" onClick={() => window.print()}>
          {tDesk('link.print')}
        </Button>
      </div>
      <p class="hint">{tDesk('link.once')}</p>
      <QrCode text={link.link} label={tDesk('link.qr')} />
      <Button onClick={onDone} testId="link-done">
        {tDesk('link.done')}
      </Button>
      <PrintCard>
        <h2>{tDesk('link.printTitle', { clinician })}</h2>
        <p>
          {formatAppointment(startsMs)}. {opensText(link)}
        </p>
        <QrCode text={link.link} label={tDesk('link.qr')} />
        <p>{tDesk('link.printHow')}</p>
        <p class="technical">{link.link}</p>
      </PrintCard>
    </div>
  );
}

/** Opens the clinician's own mail program (RFC 6068); nothing is sent by the practice's server. */
function mailAddress(link: NewLink, clinician: string): string {
  const subject = encodeURIComponent(tDesk('link.mailSubject'));
  const text = tDesk('link.mailBody', {
    link: link.link,
    clinician,
    when: formatAppointment(link.startsAt * 1000),
    opens: opensText(link),
  });
  return `mailto:?subject=${subject}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
}

/** Like the appointment itself in words that are as right on the day they are read as today. */
function opensText({ startsAt, notBefore }: NewLink): string {
  const opensMs = notBefore * 1000;
  const time = isSameDay(opensMs, startsAt * 1000) ? formatTime(opensMs) : formatAppointment(opensMs);
  return tDesk('link.opens', { time });
}
