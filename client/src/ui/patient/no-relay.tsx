import type { GuestView } from '../../guest/guest-view.ts';
import { tLine } from '../../i18n/line.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';

/** The patient's address is to stay hidden, and there is nothing to hide it behind: they may change their mind. */
export function NoRelay({ visit }: { visit: GuestView }) {
  return (
    <Notice tone="alarm" icon="alert" live="alert" testId="no-relay">
      <p>{tLine('address.noRelay')}</p>
      <Button testId="show-address" onClick={() => void visit.address.hide(false).catch(() => undefined)}>
        {tLine('address.showInstead')}
      </Button>
    </Notice>
  );
}
