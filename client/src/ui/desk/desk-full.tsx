/** What the clinician reads while a device has no room left: their own, or a patient's. */

import type { DeskPatient, DeskView } from '../../desk/desk-view.ts';
import { tFull } from '../../i18n/full.ts';
import { FullDevice, TheirsIsFull } from '../trouble/full-device.tsx';

/** The live region is always there, so that its text is read out when it comes. */
export function DeskFull({ desk }: { desk: DeskView }) {
  return (
    <div class="full-note" role="status">
      {desk.full.value && <FullDevice>{tFull('desk.text')}</FullDevice>}
    </div>
  );
}

export function PatientFull({ patient, who }: { patient: DeskPatient | undefined; who: string }) {
  return (
    <div class="full-note" role="status">
      {patient?.theirsIsFull && <TheirsIsFull name={who} />}
    </div>
  );
}
