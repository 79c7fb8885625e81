/** How a patient proved themselves, and what the clinician must decide about it. */

import type { VisitId } from '@sprechzimmer/protocol';
import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tCompare } from '../../i18n/compare.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';

export function TrustLine({ patient }: { patient: DeskPatient }) {
  switch (patient.trust) {
    case 'proven':
      return (
        <p class="trust trust-good">
          <Icon name="shield" />
          {patient.compared ? tCompare('desk.compared') : tDesk('patient.proven')}
          {patient.connected && `, ${tDesk('patient.connected')}`}
        </p>
      );
    case 'unproven':
      if (patient.lostLink)
        return (
          <Notice tone="warning" icon="alert" live="polite" testId="lost-link-patient">
            <p>
              <strong>{tDesk('patient.lostLink')}.</strong> {tDesk('patient.lostLinkHint')}
            </p>
          </Notice>
        );
      return (
        <p class="trust">
          <Icon name="clock" />
          <span>
            {tDesk('patient.unproven')}. {tDesk('patient.unprovenHint')}
          </span>
        </p>
      );
    case 'uncompared':
      return (
        <Notice tone="warning" icon="alert" live="polite">
          <p>
            <strong>{tCompare('desk.needed')}.</strong> {tCompare('desk.neededHint')}
          </p>
        </Notice>
      );
    case 'two-proofs':
      return (
        <Notice tone="alarm" icon="alert" live="polite">
          <p>
            <strong>{tDesk('patient.twoProofs')}.</strong> {tDesk('patient.twoProofsHint')}
          </p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="alarm" icon="alert" live="polite">
          <p>
            <strong>{tDesk('patient.proofFailed')}.</strong> {tDesk('patient.proofFailedHint')}
          </p>
        </Notice>
      );
  }
}

/** Another browser tried this link: the clinician decides which one it belongs to. */
export function OtherBrowser({ desk, visitId }: { desk: DeskView; visitId: VisitId }) {
  const task = useTask();
  return (
    <Notice tone="warning" icon="people" live="polite" testId="other-browser">
      <p>
        <strong>{tDesk('patient.otherTitle')}.</strong> {tDesk('patient.otherText')}
      </p>
      <div class="button-pair">
        <Button
          busy={task.busy}
          testId="other-accept"
          onClick={() => task.run(() => desk.decideOther(visitId, 'accept'))}
        >
          {tDesk('patient.otherAccept')}
        </Button>
        <Button
          busy={task.busy}
          testId="other-refuse"
          onClick={() => task.run(() => desk.decideOther(visitId, 'refuse'))}
        >
          {tDesk('patient.otherRefuse')}
        </Button>
      </div>
    </Notice>
  );
}
