/** The desk: who is waiting, what the day holds, and the way to a new invitation. */

import { useSignal } from '@preact/signals';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { OfflineBanner } from '../offline-banner.tsx';
import { useScreenHeading } from '../screen.tsx';
import { useNow } from '../use-now.ts';
import { SilentNotice } from './arrival-notice.tsx';
import { ChoicesPage } from './choices-page.tsx';
import { counted, waitingCount } from './counted.ts';
import { DayList } from './day-list.tsx';
import { DeskFull } from './desk-full.tsx';
import { DeskHeader } from './desk-header.tsx';
import { focusNextCard, KeysDialog, useDeskKeys } from './desk-keys.tsx';
import { NewDeviceDialog } from './device-check.tsx';
import { ExposedLinks } from './exposed-links.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { OwnStateBar } from './own-state-bar.tsx';
import { PatientCard } from './patient-card.tsx';
import { presentPatients } from './patient-names.ts';

/** The two pages of an open desk. */
export function Overview({ desk }: { desk: DeskView }) {
  const page = useSignal<'desk' | 'choices'>('desk');
  const check = desk.deviceCheck.value;
  return (
    <div class="desk" data-testid="desk">
      <DeskHeader desk={desk} />
      {check && <NewDeviceDialog desk={desk} check={check} />}
      {page.value === 'desk' ? (
        <Desk
          key="desk"
          desk={desk}
          onChoices={() => {
            page.value = 'choices';
          }}
        />
      ) : (
        <ChoicesPage
          key="choices"
          desk={desk}
          onBack={() => {
            page.value = 'desk';
          }}
        />
      )}
    </div>
  );
}

function Desk({ desk, onChoices }: { desk: DeskView; onChoices: () => void }) {
  const nowMs = useNow(15_000);
  const dialog = useSignal<'invitation' | 'keys' | undefined>(undefined);
  const main = useKeptFocus<HTMLElement>();
  const patients = presentPatients(desk.patients.value);
  const heading = useScreenHeading(counted(desk, tDesk('page.title', { screen: desk.practiceName.value })));
  const close = () => {
    dialog.value = undefined;
  };
  const invite = () => {
    dialog.value = 'invitation';
  };
  const help = () => {
    dialog.value = 'keys';
  };
  useDeskKeys(desk, {
    invite,
    help,
    choices: onChoices,
    waiting: () => focusNextCard(main.current?.querySelector('.desk-waiting') ?? null),
    today: () => main.current?.querySelector<HTMLElement>('#today-heading')?.focus(),
  });
  return (
    <main class="desk-main" ref={main}>
      <div class="desk-top">
        <h1 ref={heading} tabIndex={-1}>
          {tDesk('desk.title')}
        </h1>
        <div class="button-row">
          <Button look="primary" icon="plus" testId="new-invitation" onClick={invite}>
            {tDesk('invite.new')}
          </Button>
          <Button look="quiet" icon="keyboard" testId="keys" onClick={help}>
            {tDay('keys.open')}
          </Button>
          <Button look="quiet" icon="settings" testId="own-choices" onClick={onChoices}>
            {tDay('choices.open')}
          </Button>
        </div>
      </div>
      <OfflineBanner online={desk.online} />
      <DeskFull desk={desk} />
      <ExposedLinks desk={desk} nowMs={nowMs} />
      <section class="desk-waiting" aria-labelledby="waiting-heading">
        <h2 id="waiting-heading" tabIndex={-1}>
          {tDesk('waiting.title')}
        </h2>
        <p class="waiting-count" role="status" data-testid="waiting-count">
          {countText(waitingCount(desk))}
        </p>
        <SilentNotice desk={desk} />
        {desk.unlisted.value.map((who) => (
          <Notice key={who} tone="warning" icon="alert" live="polite" testId="unlisted">
            {tDesk('waiting.unlisted', { who })}
          </Notice>
        ))}
        {patients.length === 0 && desk.unlisted.value.length === 0 && (
          <p class="empty">{tDesk('waiting.none')}</p>
        )}
        <ul class="cards">
          {patients.map((patient) => (
            <PatientCard key={patient.visit.visitId} desk={desk} patient={patient} nowMs={nowMs} />
          ))}
        </ul>
        <OwnStateBar desk={desk} />
      </section>
      <DayList desk={desk} nowMs={nowMs} />
      {dialog.value === 'invitation' && <InvitationDialog desk={desk} onClose={close} />}
      {dialog.value === 'keys' && <KeysDialog desk={desk} onClose={close} />}
    </main>
  );
}

function countText(count: number): string {
  if (count === 0) return '';
  return count === 1 ? tDay('waiting.one') : tDay('waiting.many', { count });
}
