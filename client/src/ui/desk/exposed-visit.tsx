/** The link of somebody who has been let in has become known: the clinician has met them, and decides. */

import type { DeskPatient } from '../../desk/desk-view.ts';
import { tExposedDesk } from '../../i18n/exposed-desk.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

export interface ExposedVisitProps {
  readonly patient: DeskPatient;
  readonly who: string;
  /** Asks whether the visit is to be ended; where there is a button for it beside, nothing. */
  readonly onEnd?: () => void;
}

export function ExposedVisitNotice({ patient, who, onEnd }: ExposedVisitProps) {
  const { exposed } = patient;
  return (
    // Always present, so that screen readers notice when its text comes.
    <div role="status">
      {exposed && (
        <Notice tone="warning" icon="alert" testId="exposed-visit">
          <p>
            <strong>{tExposedDesk('visit.title')}</strong>
          </p>
          <p>{tExposedDesk('visit.text', { who })}</p>
          <div class="button-pair">
            <Button look="primary" testId="exposed-go-on" onClick={exposed.goOn}>
              {tExposedDesk('visit.goOn')}
            </Button>
            {onEnd && (
              <Button testId="exposed-end" onClick={onEnd}>
                {tExposedDesk('visit.end')}
              </Button>
            )}
          </div>
        </Notice>
      )}
    </div>
  );
}
