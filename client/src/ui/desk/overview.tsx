/** The desk: who is waiting, who is invited, and the way to a new invitation. */

import { useSignal } from '@preact/signals';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tLine } from '../../i18n/line.ts';
import { tShared } from '../../i18n/shared.ts';
import { AddressSwitch } from '../address-switch.tsx';
import { Button } from '../button.tsx';
import { Confirm } from '../dialog.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { Notice } from '../notice.tsx';
import { OfflineBanner } from '../offline-banner.tsx';
import { useScreenHeading } from '../screen.tsx';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { NewDeviceDialog } from './device-check.tsx';
import { DueList } from './due-list.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { PatientCard } from './patient-card.tsx';
import { presentPatients } from './patient-names.ts';

export function Overview({ desk }: { desk: DeskView }) {
  const nowMs = useNow(15_000);
  const inviting = useSignal(false);
  const check = desk.deviceCheck.value;
  const patients = presentPatients(desk.patients.value);
  const title = tDesk('page.title', { screen: desk.practiceName.value });
  const heading = useScreenHeading(patients.length > 0 ? `(${patients.length}) ${title}` : title);
  return (
    <div class="desk" data-testid="desk">
      <DeskHeader desk={desk} />
      {check && <NewDeviceDialog desk={desk} check={check} />}
      <main class="desk-main">
        <div class="desk-top">
          <h1 ref={heading} tabIndex={-1}>
            {tDesk('desk.title')}
          </h1>
          <Button
            look="primary"
            icon="plus"
            testId="new-invitation"
            onClick={() => {
              inviting.value = true;
            }}
          >
            {tDesk('invite.new')}
          </Button>
        </div>
        <OfflineBanner online={desk.online} />
        <section class="desk-waiting" aria-labelledby="waiting-heading">
          <h2 id="waiting-heading">{tDesk('waiting.title')}</h2>
          <p class="only-read" role="status">
            {patients.length > 0 && tDesk('waiting.count', { count: patients.length })}
          </p>
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
        </section>
        <DueList desk={desk} nowMs={nowMs} />
        <section aria-labelledby="address-heading">
          <h2 id="address-heading">{tLine('address.title')}</h2>
          <AddressSwitch address={desk.address} />
        </section>
      </main>
      {inviting.value && (
        <InvitationDialog
          desk={desk}
          onClose={() => {
            inviting.value = false;
          }}
        />
      )}
    </div>
  );
}

function DeskHeader({ desk }: { desk: DeskView }) {
  const leaving = useSignal(false);
  const task = useTask();
  return (
    <header class="page-header">
      <p class="page-above">
        <strong>{desk.clinicianName.value}</strong> {desk.practiceName.value}
      </p>
      <LanguageSwitch />
      <Button
        look="quiet"
        icon="leave"
        testId="sign-out"
        onClick={() => {
          leaving.value = true;
        }}
      >
        {tDesk('desk.signOut')}
      </Button>
      {leaving.value && (
        <Confirm
          title={tDesk('desk.signOutTitle')}
          confirm={tDesk('desk.signOut')}
          stay={tShared('common.cancel')}
          busy={task.busy}
          onConfirm={() => task.run(() => desk.signOut())}
          onStay={() => {
            leaving.value = false;
          }}
        >
          <p>{tDesk('desk.signOutText')}</p>
        </Confirm>
      )}
    </header>
  );
}
