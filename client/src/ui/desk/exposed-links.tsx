/** Links that became known on their way: closed already, and a new one for each. */

import type { DeskView } from '../../desk/desk-view.ts';
import type { ExposedLink } from '../../desk/exposed-links.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tExposedDesk } from '../../i18n/exposed-desk.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';
import { timesOf, useRenewing, whoIsInvited } from './renew-dialog.tsx';

export function ExposedLinks({ desk, nowMs }: { desk: DeskView; nowMs: number }) {
  const renewing = useRenewing(desk, nowMs);
  const exposed = desk.exposed.value;
  return (
    <>
      {exposed.length > 0 && (
        <section class="flow" aria-labelledby="exposed-heading" data-testid="exposed-links">
          <h2 id="exposed-heading">{tExposedDesk('title')}</h2>
          <Notice tone="warning" icon="alert" live="polite">
            <p>{tExposedDesk('text')}</p>
            <p>{tExposedDesk('todo')}</p>
          </Notice>
          <ul class="cards">
            {exposed.map((each) => (
              <Exposed
                key={each.invitation.id}
                desk={desk}
                link={each}
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

interface ExposedProps {
  readonly desk: DeskView;
  readonly link: ExposedLink;
  readonly nowMs: number;
  readonly onRenew: () => void;
}

function Exposed({ desk, link, nowMs, onRenew }: ExposedProps) {
  const who = whoIsInvited(link);
  const task = useTask();
  return (
    <li class="card card-small" data-testid="exposed-link" data-invitation={link.invitation.id}>
      <h3>{who}</h3>
      <p class="card-meta">{tDesk('due.window', timesOf(link.invitation, nowMs))}</p>
      <div class="button-row">
        <Button look="quiet" label={tKeys('lost.renewName', { who })} testId="send-anew" onClick={onRenew}>
          {tKeys('lost.renew')}
        </Button>
        <Button
          look="quiet"
          busy={task.busy}
          label={tExposedDesk('withoutName', { who })}
          testId="exposed-without"
          onClick={() => task.run(() => desk.cancel(link.invitation.id))}
        >
          {tExposedDesk('without')}
        </Button>
      </div>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
    </li>
  );
}
