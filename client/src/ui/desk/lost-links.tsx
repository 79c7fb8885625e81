/** Links that died with former keys, and a new one for each. */

import { useSignal } from '@preact/signals';
import type { DeskView, DueInvitation } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { RenewDialog, timesOf, whoIsInvited } from './renew-dialog.tsx';

export interface LostLinksProps {
  readonly desk: DeskView;
  readonly lost: readonly DueInvitation[];
  readonly nowMs: number;
}

export function LostLinks({ desk, lost, nowMs }: LostLinksProps) {
  const renewing = useSignal<DueInvitation | undefined>(undefined);
  const close = () => {
    renewing.value = undefined;
  };
  return (
    <>
      {lost.length > 0 && (
        <section class="flow" aria-labelledby="lost-heading" data-testid="lost-links">
          <h3 id="lost-heading">{tKeys('lost.title')}</h3>
          <Notice tone="warning" icon="alert">
            {tKeys('lost.text')}
          </Notice>
          <ul class="cards">
            {lost.map((each) => (
              <LostLink
                key={each.invitation.id}
                lost={each}
                nowMs={nowMs}
                onRenew={() => {
                  renewing.value = each;
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {renewing.value && (
        <RenewDialog
          key={renewing.value.invitation.id}
          desk={desk}
          old={renewing.value}
          nowMs={nowMs}
          onClose={close}
        />
      )}
    </>
  );
}

function LostLink({ lost, nowMs, onRenew }: { lost: DueInvitation; nowMs: number; onRenew: () => void }) {
  const who = whoIsInvited(lost);
  return (
    <li class="card card-small" data-testid="lost-link" data-invitation={lost.invitation.id}>
      <h4>{who}</h4>
      <p class="card-meta">{tDesk('due.window', timesOf(lost.invitation, nowMs))}</p>
      <div class="button-row">
        <Button look="quiet" label={tKeys('lost.renewName', { who })} testId="send-anew" onClick={onRenew}>
          {tKeys('lost.renew')}
        </Button>
      </div>
    </li>
  );
}
