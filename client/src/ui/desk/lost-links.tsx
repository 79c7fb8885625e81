/** Links that died with former keys, and a new one for each. */

import type { DeskView, DueInvitation } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { timesOf, useRenewing, whoIsInvited } from './renew-dialog.tsx';

export interface LostLinksProps {
  readonly desk: DeskView;
  readonly lost: readonly DueInvitation[];
  readonly nowMs: number;
}

export function LostLinks({ desk, lost, nowMs }: LostLinksProps) {
  const renewing = useRenewing(desk, nowMs);
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
                onRenew={() => renewing.begin(each)}
              />
            ))}
          </ul>
        </section>
      )}
      {renewing.dialog}
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
