/** The quick way out: on every screen of the patient, one press or two, without a question. */

import { useEffect } from 'preact/hooks';
import type { GuestView } from '../../guest/guest-view.ts';
import { hurryKeys } from '../../guest/hurry-keys.ts';
import { tBefore } from '../../i18n/before.ts';

export function QuickExit({ visit }: { visit: GuestView }) {
  return (
    <button
      type="button"
      class="quick-exit"
      title={tBefore('quick.keys')}
      data-testid="quick-exit"
      onClick={() => visit.leaveQuickly()}
    >
      {tBefore('quick.leave')}
    </button>
  );
}

/** As wide as it is. Nobody reads or hears it. */
export function QuickExitPlace() {
  return <span class="quick-exit quick-exit-place" data-text={tBefore('quick.leave')} aria-hidden="true" />;
}

/** The same by keyboard, also where a dialog or a field has the focus. */
export function useHurryKeys(visit: GuestView): void {
  useEffect(() => hurryKeys(window, () => visit.leaveQuickly()), [visit]);
}
