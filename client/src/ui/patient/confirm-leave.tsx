import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { Confirm } from '../dialog.tsx';
import { useTask } from '../use-task.ts';

export interface ConfirmLeaveProps {
  readonly visit: GuestView;
  /** Nothing will go on here: an open page is no pause then. */
  readonly isOver?: boolean;
  readonly onStay: () => void;
}

/** Leaving is for good, so it is asked once. */
export function ConfirmLeave({ visit, isOver = false, onStay }: ConfirmLeaveProps) {
  const leaving = useTask();
  return (
    <Confirm
      title={tPatient('leave.title')}
      confirm={tPatient('leave.confirm')}
      stay={tPatient('leave.stay')}
      busy={leaving.busy}
      onConfirm={() => leaving.run(() => visit.leave())}
      onStay={onStay}
    >
      <p>{tPatient('leave.text')}</p>
      {!isOver && <p>{tPatient('leave.pause')}</p>}
    </Confirm>
  );
}
