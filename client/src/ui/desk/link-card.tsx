/** A link to hand over: big, as a pattern for a phone's camera, to copy, to mail, to print. */

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatDay, formatSpan } from '../../i18n/format.ts';
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
  const day = formatDay(link.notBefore * 1000, Date.now());
  const span = formatSpan(link.notBefore * 1000, link.notAfter * 1000);
  return (
    <div class="flow">
      <p class="card-meta">
        {link.label === ''
          ? tDesk('link.forUnnamed', { day, span })
          : tDesk('link.for', { label: link.label, day, span })}
      </p>
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
        <a class="button button-plain" href={mailAddress(link, clinician, day, span)}>
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
        <p>{tDesk('link.forUnnamed', { day, span })}</p>
        <QrCode text={link.link} label={tDesk('link.qr')} />
        <p>{tDesk('link.printHow')}</p>
        <p class="technical">{link.link}</p>
      </PrintCard>
    </div>
  );
}

/** Opens the clinician's own mail program (RFC 6068); nothing is sent by the practice's server. */
function mailAddress({ link }: NewLink, clinician: string, day: string, span: string): string {
  const subject = encodeURIComponent(tDesk('link.mailSubject'));
  const body = encodeURIComponent(
    tDesk('link.mailBody', { link, clinician, day, span }).replaceAll('\n', '\r\n'),
  );
  return `mailto:?subject=${subject}&body=${body}`;
}
